// The index of providers by class, each with the sentence that tells a merchant whether it is theirs.
import { PAGES } from "../../bot/knowledge/own-ids.ts";
import { pageUrl } from "../../bot/knowledge/page-url.ts";
import { entryUrl, findEntry } from "../view/entries.ts";
import { html } from "../view/html.ts";
import { searchForm } from "../view/layout.ts";
import { type Page, type Site, siteUrl } from "../view/page.ts";
import { otherGuides, providersOf } from "../view/provider-list.ts";
import { CLASS_ORDER } from "../view/wording.ts";

export function providersPage(site: Site): Page {
  const { knowledge, words } = site;
  const article = findEntry(PAGES.whoseTerminal, knowledge);
  return {
    path: siteUrl(site, "/providers"),
    title: words.providers,
    description: words.providersDescription,
    crumbs: [],
    ownSearch: true,
    main: html`<div class="page-head"><h1>${words.providers}</h1><p>${words.providersText} ${
      article && html`<a href="${entryUrl(article, knowledge)}">${words.providersUnknown}</a>`
    }</p></div>
${searchForm("provider-search", site, true)}
${CLASS_ORDER.map((providerClass) => {
  const guide = knowledge.guides.get(providerClass);
  return html`<section aria-labelledby="${providerClass}"><h2 id="${providerClass}">${words.classes[providerClass]}</h2>
<ul class="entries full">${providersOf(providerClass, knowledge).map(
    (provider) =>
      html`<li><a href="${pageUrl(knowledge, { kind: "provider", id: provider.id })}"><b>${provider.name}</b>${provider.fallback === undefined && html`<span>${provider.summary}</span>`}</a></li>`,
  )}${
    guide &&
    html`<li><a class="more" href="${pageUrl(knowledge, { kind: "guide", id: guide.id })}"><b>${words.notListed}</b><span>${guide.title}</span></a></li>`
  }</ul></section>`;
})}
<section aria-labelledby="checks"><h2 id="checks">${words.beforeYouStart}</h2><ul class="entries full">${otherGuides(
      knowledge,
    ).map(
      (guide) =>
        html`<li><a href="${pageUrl(knowledge, { kind: "guide", id: guide.id })}"><b>${guide.title}</b><span>${guide.summary}</span></a></li>`,
    )}</ul></section>`,
  };
}
