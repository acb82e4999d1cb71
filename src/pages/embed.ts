// The page within the frame on another site: the chat's launcher and nothing else. Its links open beside that site.
import { type Html, html } from "../view/html.ts";
import { launcherLink } from "../view/layout.ts";
import type { Site } from "../view/page.ts";

export interface Embedding {
  /** The site around the frame, which may. */
  readonly parentOrigin: string;
  /** Whose page it is there, if the site says so. */
  readonly provider?: string | undefined;
  readonly frameScript: string;
}

export function embedDocument({ parentOrigin, provider, frameScript }: Embedding, site: Site): string {
  const { knowledge, words } = site;
  const page = { ...(provider !== undefined && knowledge.providers.has(provider) && { provider }) };
  const document: Html = html`<!doctype html>
<html lang="${knowledge.locale}" class="embedded">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="color-scheme" content="light dark">
<meta name="format-detection" content="telephone=no">
<base target="_blank">
<title>${words.chat}</title>
<link rel="stylesheet" href="${site.css}">
<script type="module" src="${site.script}"></script>
<script type="module" src="${frameScript}"></script>
</head>
<body data-parent-origin="${parentOrigin}">${launcherLink(page, site)}</body>
</html>
`;
  return document.toString();
}
