// Search results rendered by the server: the same hits as the instant search, with a filter by provider.
import type { Knowledge } from "../../../bot/knowledge/knowledge.ts";
import type { NearTitle, SearchHit } from "../../../bot/knowledge/search-hit.ts";
import { entryList, popularFaqs } from "../entries.ts";
import { highlight } from "../highlight.ts";
import { type Html, html } from "../html.ts";
import { icon } from "../icons.ts";
import type { Page, Site } from "../page.ts";
import { providersOf } from "../provider-list.ts";
import { CLASS_NAMES, CLASS_ORDER, HIT_TYPES } from "../wording.ts";

export interface SearchView {
  readonly query: string;
  /** Provider id the results are limited to, or empty. */
  readonly provider: string;
  readonly hits: readonly SearchHit[];
  /** Offered when nothing was found. */
  readonly near: readonly NearTitle[];
}

export function searchPage(view: SearchView, { knowledge }: Site): Page {
  return {
    path: "/search",
    title: view.query === "" ? "搜索" : `搜索：${view.query}`,
    description: "在帮助中心里搜索换卡步骤、常见问题和官方渠道。",
    crumbs: [],
    noindex: true,
    ownSearch: true,
    main: html`<h1 class="visually-hidden">搜索</h1>
<form class="search with-filter" role="search" action="/search" data-search>
<label class="visually-hidden" for="q">搜索帮助</label>${icon("search")}
<input id="q" type="search" name="q" value="${view.query}" maxlength="100" autocomplete="off" enterkeyhint="search">
<button type="submit">搜索</button>
<label class="filter">机构<select name="provider"><option value="">全部</option>${providerOptions(view.provider, knowledge)}</select></label>
</form>
${results(view, knowledge)}
<p class="ask">没找到想要的？<a class="button" href="/chat?say=${encodeURIComponent(view.query)}" data-chat-say="${view.query}">问在线帮助</a></p>`,
  };
}

function results({ query, hits, near }: SearchView, knowledge: Knowledge): Html {
  if (hits.length > 0) {
    return html`<p class="count" role="status">「${query}」找到 ${hits.length} 条</p><ol class="hits">${hits.map(
      (hit) =>
        html`<li><a href="${hit.url}"><span class="kind">${HIT_TYPES[hit.type]}</span><b>${highlight(hit.title, query)}</b></a><p>${highlight(hit.excerpt, query)}</p></li>`,
    )}</ol>`;
  }
  if (near.length > 0) {
    return html`<p class="count" role="status">没有找到「${query}」。是不是想找：</p><ul class="entries titles">${near.map(
      ({ title, url }) => html`<li><a href="${url}"><b>${title}</b></a></li>`,
    )}</ul>`;
  }
  const title =
    query === "" ? "输入几个字就能搜。大家常问：" : `没有找到「${query}」。换个说法试试，或看看这些：`;
  return html`<p class="count" role="status">${title}</p>${entryList(popularFaqs(knowledge), knowledge, "titles")}`;
}

function providerOptions(chosen: string, knowledge: Knowledge): Html {
  return html`${CLASS_ORDER.map(
    (providerClass) =>
      html`<optgroup label="${CLASS_NAMES[providerClass]}">${providersOf(providerClass, knowledge).map(
        ({ id, name }) =>
          id === chosen
            ? html`<option value="${id}" selected>${name}</option>`
            : html`<option value="${id}">${name}</option>`,
      )}</optgroup>`,
  )}`;
}
