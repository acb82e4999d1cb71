// Short pages: not found, an error, thanks. Each says what happened in one sentence and offers a way on.
import { entryList, popularFaqs } from "../view/entries.ts";
import { type Html, html } from "../view/html.ts";
import { searchForm } from "../view/layout.ts";
import { type Page, type Site, siteUrl } from "../view/page.ts";

export function notFoundPage(site: Site): Page {
  const { knowledge, words } = site;
  return notice(
    words.notFound,
    html`<p>${words.notFoundText}</p>${searchForm("find", site)}
${entryList(popularFaqs(knowledge), knowledge, "titles")}`,
  );
}

/** `id` is in the log too, so that staff can find what happened. */
export function errorPage(message: string, site: Site, id?: string): Page {
  const { words } = site;
  return notice(
    message,
    html`<p>${words.urgent}</p>${id !== undefined && html`<p class="version">${words.errorId(id)}</p>`}<p><a class="button" href="${siteUrl(site, "/")}">${words.toHome}</a></p>`,
  );
}

export function thanksPage(back: string, site: Site): Page {
  const { words } = site;
  return notice(
    words.thanks,
    html`<p>${words.thanksText}</p><p><a class="button" href="${back}">${words.backToPage}</a> <a href="${siteUrl(site, "/chat")}">${words.openChat}</a></p>`,
  );
}

function notice(title: string, main: Html): Page {
  return {
    title,
    description: title,
    crumbs: [],
    noindex: true,
    ownSearch: true,
    main: html`<div class="page-head"><h1>${title}</h1></div><div class="prose">${main}</div>`,
  };
}
