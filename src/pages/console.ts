// The page of the desk's console: a frame that its script fills.
import type { Assets } from "../http/assets.ts";
import { html } from "../view/html.ts";

/** What the console's script asks first. */
const STATE = "/api/desk/state";

/**
 * `isOut` spares the script a question that would be refused: nobody is signed in here. Of anybody else what the desk is
 * now is asked for while the script is still on its way.
 */
export function consolePage({ css, script }: Assets["console"], lang: string, isOut: boolean): string {
  return html`<!doctype html>
<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="color-scheme" content="light dark">
<title>huanka</title>
<link rel="icon" href="/favicon.svg" type="image/svg+xml">
<link rel="stylesheet" href="${css}">
${!isOut && html`<link rel="preload" href="${STATE}" as="fetch" crossorigin="anonymous">`}
<script type="module" src="${script}"></script>
</head>
<body><div id="console"${isOut && html` data-out`}></div></body>
</html>
`.toString();
}
