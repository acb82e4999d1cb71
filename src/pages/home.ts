// The front page: search first, then what merchants come to do, the common questions, and all providers.
import { PAGES } from "../../bot/knowledge/own-ids.ts";
import { pageUrl } from "../../bot/knowledge/page-url.ts";
import { entryList, entryUrl, findEntry, popularFaqs } from "../view/entries.ts";
import { type Html, html } from "../view/html.ts";
import { icon } from "../view/icons.ts";
import { searchForm } from "../view/layout.ts";
import { type Page, type Site, siteUrl } from "../view/page.ts";
import { classGuideLinks, otherGuides, providerChips } from "../view/provider-list.ts";

export function homePage(site: Site): Page {
  const { knowledge, words } = site;
  return {
    path: siteUrl(site, "/"),
    title: words.siteName,
    description: words.homeDescription,
    ownSearch: true,
    main: html`
<section class="hero">
<h1>${words.hero[0]}<br>${words.hero[1]}</h1>
<p>${words.heroText}</p>
${searchForm("home-search", site)}
<ul class="trust">${words.trust.map((line) => html`<li>${line}</li>`)}</ul>
</section>
<section aria-labelledby="tasks">
<h2 id="tasks">${words.tasks}</h2>
<div class="tasks">${whoseTask(site)}
<div class="card task">${icon("steps")}<h3>${words.bySteps}</h3><p>${words.byStepsText}</p>${classGuideLinks(knowledge)}</div>
${safetyTask(site)}</div>
</section>
<section aria-labelledby="faqs">
<h2 id="faqs">${words.popular}</h2>
${entryList(popularFaqs(knowledge), knowledge, "titles")}
</section>
<aside class="notice" aria-label="${words.safetyNotice}">${icon("shield")}<p><strong>${words.safetyStrong}</strong>${words.safetyMore}</p></aside>
<section aria-labelledby="all-providers">
<h2 id="all-providers">${words.findYours}</h2>
${providerChips(knowledge)}
</section>
<section aria-labelledby="categories">
<h2 id="categories">${words.byTopic}</h2>
<div class="cards">${knowledge.categories.map(
      (category) =>
        html`<a class="card" href="${pageUrl(knowledge, { kind: "category", id: category.id })}"><h3>${category.title}</h3><p>${category.summary}</p></a>`,
    )}</div>
</section>`,
  };
}

/** The article that teaches it when the content has one; the list of names teaches it too. */
function whoseTask(site: Site): Html {
  const { knowledge, words } = site;
  const providers = siteUrl(site, "/providers");
  const article = findEntry(PAGES.whoseTerminal, knowledge);
  const url = article ? entryUrl(article, knowledge) : providers;
  return html`<div class="card task">${icon("terminal")}<h3>${words.whose}</h3><p>${words.whoseText}</p><ul class="links"><li><a href="${url}">${words.whoseHow}</a></li><li><a href="${providers}">${words.whoseList}</a></li></ul></div>`;
}

function safetyTask({ knowledge, words }: Site): Html {
  const safety = knowledge.categories.at(-1);
  return html`<div class="card task">${icon("shield")}<h3>${words.safety}</h3><p>${words.safetyText}</p><ul class="links">${otherGuides(
    knowledge,
  ).map(
    (guide) =>
      html`<li><a href="${pageUrl(knowledge, { kind: "guide", id: guide.id })}">${guide.title}</a></li>`,
  )}${
    safety &&
    html`<li><a href="${pageUrl(knowledge, { kind: "category", id: safety.id })}">${safety.title}</a></li>`
  }</ul></div>`;
}
