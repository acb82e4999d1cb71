// Search results rendered by the server: the same hits as the instant search, with a filter by provider.
import { guideFor, type Knowledge } from "../../bot/knowledge/knowledge.ts";
import { pageUrl } from "../../bot/knowledge/page-url.ts";
import type { Provider } from "../../bot/knowledge/provider.ts";
import type { NearTitle, SearchHit } from "../../bot/search/hit.ts";
import { echoed } from "../view/echoed.ts";
import { entryList, popularFaqs } from "../view/entries.ts";
import { highlight } from "../view/highlight.ts";
import { type Html, html, trusted } from "../view/html.ts";
import { icon } from "../view/icons.ts";
import { renderInline } from "../view/markdown.ts";
import { callButton, phoneOf } from "../view/official-channels.ts";
import { type Page, type Site, siteUrl } from "../view/page.ts";
import { providersOf } from "../view/provider-list.ts";
import { CLASS_ORDER, proofOf, wordsOf } from "../view/wording.ts";

/** Of a provider's steps, so many are shown among results. */
const FIRST_STEPS = 3;

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
<form class="with-filter" role="search" action="${siteUrl(site, "/search")}" data-search>
<div class="search"><label class="visually-hidden" for="q">${words.searchLabel}</label>${icon("search")}
<input id="q" type="search" name="q" value="${said}" autocomplete="off" enterkeyhint="search">
<button type="submit">${words.search}</button></div>
<label class="filter">${words.filter}<select name="provider"><option value="">${words.all}</option>${providerOptions(view.provider, knowledge)}</select></label>
</form>
${view.cutTo !== undefined && html`<p class="count" role="status">${words.searchCut(view.cutTo)}</p>`}
${results({ ...view, query: said }, knowledge)}
<p class="ask">${words.searchAsk} <a class="button" href="${siteUrl(site, "/chat")}?say=${encodeURIComponent(view.query)}" data-chat-say="${view.query}">${words.askChat}</a></p>`,
  };
}

function results({ query, hits, total, near }: SearchView, knowledge: Knowledge): Html {
  const words = wordsOf(knowledge);
  if (isSome(hits)) {
    const [first] = hits;
    const leading = first.type === "provider" ? knowledge.providers.get(first.id) : undefined;
    return html`<p class="count" role="status">${words.found(query, total)}${total > hits.length && words.firstOf(hits.length)}</p>
<ol class="hits">${leading && providerHit(leading, knowledge)}${(leading ? hits.slice(1) : hits).map(
      (hit) =>
        html`<li><a href="${hit.url}"><b>${highlight(hit.title, query)}</b></a><span class="kind">${words.hitTypes[hit.type]}</span><p>${highlight(hit.excerpt, query)}</p></li>`,
    )}</ol>`;
  }
  if (near.length > 0) {
    return html`<p class="count" role="status">${words.foundNear(query)}</p><ul class="entries titles">${near.map(
      ({ title, url }) => html`<li><a href="${url}"><b>${title}</b></a></li>`,
    )}</ul>`;
  }
  return html`<p class="count" role="status">${words.nothingFound(query)}</p>${entryList(popularFaqs(knowledge), knowledge, "titles")}`;
}

const isSome = <T>(list: readonly T[]): list is readonly [T, ...T[]] => list.length > 0;

/**
 * The provider that was asked for, as far as most go: the number and what to do first. Only the best hit is shown so: the
 * others are pages that share a word with the question.
 */
function providerHit(provider: Provider, knowledge: Knowledge): Html {
  const words = wordsOf(knowledge);
  const url = pageUrl(knowledge, { kind: "provider", id: provider.id });
  const phone = phoneOf(knowledge, provider.id);
  const { steps } = guideFor(knowledge, provider);
  const context = { knowledge, provider };
  return html`<li class="card provider-hit"><a href="${url}"><b>${words.providerTitle(provider.name)}</b></a>
${phone ? html`<p class="actions">${callButton(phone, words)}</p><p class="proof">${proofOf(phone, words)}</p>` : html`<p class="unknown">${words.noPhone}</p>`}
<ol>${steps.slice(0, FIRST_STEPS).map(({ title }) => html`<li>${trusted(renderInline(title, context))}</li>`)}</ol>
<a class="more" href="${url}#steps">${words.allSteps(steps.length)}</a></li>`;
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
