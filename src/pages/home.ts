// The front page: whose terminal it is, one tap to its steps, then the troubles by how often they are asked.
import { MOST_ASKED, PAGES, SOUGHT_FIRST } from "../../bot/knowledge/own-ids.ts";
import { pageUrl } from "../../bot/knowledge/page-url.ts";
import { type Entry, entryList, entryUrl, findEntry, popularFaqs } from "../view/entries.ts";
import { byPhrase, type Html, html } from "../view/html.ts";
import { icon } from "../view/icons.ts";
import { searchForm } from "../view/layout.ts";
import { type Page, type Site, siteUrl } from "../view/page.ts";
import { chips, classGuideLinks, otherGuides } from "../view/provider-list.ts";

const PROVIDERS = 11; // three rows and a half beside the way to all of them: what a phone shows without scrolling
const TROUBLES = 8; // even: two columns on a desk

export function homePage(site: Site): Page {
  const { knowledge, words } = site;
  return {
    path: siteUrl(site, "/"),
    title: words.siteName,
    description: words.homeDescription,
    ownSearch: true,
    main: html`
<section class="front">
<h1>${byPhrase(words.question)}</h1>
<p>${words.questionHint}</p>
${searchForm("home-search", site, true)}
${mostUsed(site)}
${whose(site)}
</section>
<section aria-labelledby="faqs">
<h2 id="faqs">${words.troubles}</h2>
${entryList(troubles(site), knowledge, "titles")}
</section>
<aside class="notice" aria-label="${words.safetyNotice}">${icon("shield")}<p><strong>${words.safetyStrong}</strong>${words.safetyMore} ${checks(site)}</p></aside>
<section aria-labelledby="more">
<h2 id="more">${words.byTopic}</h2>
<ul class="chips">${knowledge.categories.map(
      (category) =>
        html`<li><a href="${pageUrl(knowledge, { kind: "category", id: category.id })}">${category.title}</a></li>`,
    )}</ul>
<h3>${words.usualSteps}</h3>
${classGuideLinks(knowledge)}
</section>`,
  };
}

/**
 * Those most merchants look for, then the rest in the content's order, as many as a phone's first screen holds; the filter
 * knows the others.
 */
function mostUsed(site: Site): Html {
  const { knowledge, words } = site;
  const first = SOUGHT_FIRST.flatMap((id) => knowledge.providers.get(id) ?? []);
  const providers = [...new Set([...first, ...knowledge.providers.values()])].slice(0, PROVIDERS);
  const all = html`<li><a class="all" href="${siteUrl(site, "/providers")}">${words.allOf(knowledge.providers.size)}</a></li>`;
  return chips(providers, knowledge, all);
}

/** The article that teaches it when the content has one; the list of names teaches it too. */
function whose(site: Site): Html {
  const { knowledge, words } = site;
  const article = findEntry(PAGES.whoseTerminal, knowledge);
  const url = article ? `${entryUrl(article, knowledge)}#drawings` : siteUrl(site, "/providers");
  return html`<p><a class="whose" href="${url}">${icon("terminal")}${words.whose}</a></p>`;
}

function troubles({ knowledge }: Site): readonly Entry[] {
  const first = MOST_ASKED.flatMap((id) => findEntry(id, knowledge) ?? []);
  return [...new Set([...first, ...popularFaqs(knowledge)])].slice(0, TROUBLES);
}

function checks({ knowledge }: Site): Html {
  return html`${otherGuides(knowledge).map(
    (guide) => html`<a href="${pageUrl(knowledge, { kind: "guide", id: guide.id })}">${guide.title}</a>`,
  )}`;
}
