// Who runs the site and what becomes of what is written in it: two pages that follow from the settings, so that they stay true.
import { html } from "../view/html.ts";
import { type Page, type Site, siteUrl } from "../view/page.ts";
import type { AboutWords } from "../view/wording/about-zh-cn.ts";

export function aboutPage(site: Site): Page {
  const { about } = site.words;
  return sheet("/about", about.about, site);
}

export function privacyPage(site: Site): Page {
  const { about } = site.words;
  return sheet("/privacy", about.privacy, site);
}

function sheet(path: string, { title, summary, sections }: AboutWords["about"], site: Site): Page {
  const { identity, transcriptDays, words } = site;
  const given = { operator: identity.operator, days: transcriptDays, siteName: words.siteName };
  return {
    path: siteUrl(site, path),
    title,
    description: summary,
    crumbs: [],
    main: html`<article class="article"><div class="page-head"><h1>${title}</h1><p>${summary}</p></div>
<div class="prose">${sections(given).map(
      ({ heading, lines }) =>
        html`<h2>${heading}</h2><ul>${lines.map((line) => html`<li>${line}</li>`)}</ul>`,
    )}</div></article>`,
  };
}
