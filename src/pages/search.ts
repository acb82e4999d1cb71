// Search results rendered by the server: the same hits as the instant search, with a filter by provider.
import type { Knowledge } from "../../bot/knowledge/knowledge.ts";
import type { NearTitle, SearchHit } from "../../bot/search/hit.ts";
import { echoed } from "../view/echoed.ts";
import { entryList, popularFaqs } from "../view/entries.ts";
import { highlight } from "../view/highlight.ts";
import { type Html, html } from "../view/html.ts";
import { icon } from "../view/icons.ts";
import { type Page, type Site, siteUrl } from "../view/page.ts";
import { providersOf } from "../view/provider-list.ts";
import { CLASS_ORDER, wordsOf } from "../view/wording.ts";

export interface SearchView {
  readonly query: string;
  /** Provider id the results are limited to, or empty. */
  readonly provider: string;
  readonly hits: readonly SearchHit[];
  /** Characters of a longer text that were searched for. */
  readonly cutTo?: number;
  /** How many there are of which these are the best. */
  readonly total: number;
  /** Offered when nothing was found. */
  readonly near: readonly NearTitle[];
}

export function searchPage(view: SearchView, site: Site): Page {
  const { knowledge, words } = site;
  const said = echoed(view.query, knowledge);
  return {
    path: siteUrl(site, "/search"),
    title: words.searchTitle(said),
    description: words.searchDescription,
    crumbs: [],
    noindex: true,
    ownSearch: true,
    main: html`<h1 class="visually-hidden">${words.search}</h1>
<form class="search with-filter" role="search" action="${siteUrl(site, "/search")}" data-search>
<label class="visually-hidden" for="q">${words.searchLabel}</label>${icon("search")}
<input id="q" type="search" name="q" value="${said}" autocomplete="off" enterkeyhint="search">
<button type="submit">${words.search}</button>
<label class="filter">${words.filter}<select name="provider"><option value="">${words.all}</option>${providerOptions(view.provider, knowledge)}</select></label>
</form>
${view.cutTo !== undefined && html`<p role="status">${words.searchCut(view.cutTo)}</p>`}
${results({ ...view, query: said }, knowledge)}
<p class="ask">${words.searchAsk} <a class="button" href="${siteUrl(site, "/chat")}?say=${encodeURIComponent(view.query)}" data-chat-say="${view.query}">${words.askChat}</a></p>`,
  };
}

function results({ query, hits, total, near }: SearchView, knowledge: Knowledge): Html {
  const words = wordsOf(knowledge);
  if (hits.length > 0) {
    return html`<p class="count" role="status">${words.found(query, total)}</p><ol class="hits">${hits.map(
      (hit) =>
        html`<li><a href="${hit.url}"><span class="kind">${words.hitTypes[hit.type]}</span><b>${highlight(hit.title, query)}</b></a><p>${highlight(hit.excerpt, query)}</p></li>`,
    )}</ol>`;
  }
  if (near.length > 0) {
    return html`<p class="count" role="status">${words.foundNear(query)}</p><ul class="entries titles">${near.map(
      ({ title, url }) => html`<li><a href="${url}"><b>${title}</b></a></li>`,
    )}</ul>`;
  }
  return html`<p class="count" role="status">${words.nothingFound(query)}</p>${entryList(popularFaqs(knowledge), knowledge, "titles")}`;
}

function providerOptions(chosen: string, knowledge: Knowledge): Html {
  return html`${CLASS_ORDER.map(
    (providerClass) =>
      html`<optgroup label="${wordsOf(knowledge).classes[providerClass]}">${providersOf(
        providerClass,
        knowledge,
      ).map(({ id, name }) =>
        id === chosen
          ? html`<option value="${id}" selected>${name}</option>`
          : html`<option value="${id}">${name}</option>`,
      )}</optgroup>`,
  )}`;
}
