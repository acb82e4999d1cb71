// The page of the desk's console: a frame that its script fills.
import type { Assets } from "../http/assets.ts";
import { html } from "../view/html.ts";

/** What the console's script asks first. */
const STATE = "/api/desk/state";

/** out: surely nobody is signed in here. in: somebody may be. invited: somebody comes by a link, whoever was in before. */
export type Visitor = "out" | "in" | "invited";

/**
 * Whoever is out is spared a question that would be refused. Of whoever may be in, what the desk is now is asked for while
 * the script is still on its way; an invitation changes who that is, and an answer from before it would be a colleague's.
 */
export function consolePage({ css, script }: Assets["console"], lang: string, visitor: Visitor): string {
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
${visitor === "in" && html`<link rel="preload" href="${STATE}" as="fetch" crossorigin="anonymous">`}
<script type="module" src="${script}"></script>
</head>
<body><div id="console"${visitor === "out" && html` data-out`}></div></body>
</html>
`.toString();
}
