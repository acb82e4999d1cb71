// Short pages: not found, an error, thanks. Each says what happened in one sentence and offers a way on.
import type { Reason } from "../base/wire.ts";
import { entryList, popularFaqs } from "../view/entries.ts";
import { reasonsForm } from "../view/feedback-form.ts";
import { byPhrase, type Html, html } from "../view/html.ts";
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

/**
 * What happened is the heading, and what can be done about it stands below. `id` is in the log too, so that staff can find
 * what happened.
 */
export function errorPage(message: string, site: Site, id?: string): Page {
  const { words } = site;
  const [, happened = message, todo = ""] = /^(.+?)[。.]\s*(.*)$/su.exec(message) ?? [];
  return notice(
    happened,
    html`${todo !== "" && html`<p>${todo}</p>`}<p>${words.urgent}</p>${id !== undefined && html`<p class="version">${words.errorId(id)}</p>`}<p><a class="button" href="${siteUrl(site, "/")}">${words.toHome}</a></p>`,
  );
}

/** Who was not helped is asked why, which leads on. */
export function thanksPage(back: string, helped: boolean, site: Site): Page {
  const { words } = site;
  return notice(
    words.thanks,
    html`<p>${words.thanksText}</p>${!helped && reasonsForm(back, site)}<p><a class="button" href="${back}">${words.backToPage}</a> <a href="${siteUrl(site, "/chat")}">${words.openChat}</a></p>`,
  );
}

/**
 * Where a reader is led who said why a page did not help. Steps that differ are walked one by one in the chat, where each
 * can be told to be stuck; a case that is missing is looked for among the pages beside this one; what is not understood is
 * asked of a person; a number in doubt is checked in the chat.
 */
export function wayOn(reason: Reason, { crumbs, provider }: Page, site: Site): string {
  const { knowledge, words } = site;
  const name = provider && knowledge.providers.get(provider)?.name;
  const say = (text: string) => `${siteUrl(site, "/chat")}?say=${encodeURIComponent(text)}`;
  switch (reason) {
    case "differs":
      return say(name ? words.sayProvider(name) : words.sayRebind);
    case "not-mine":
      return crumbs?.at(-1)?.url ?? siteUrl(site, "/");
    case "unclear":
      return say(words.sayPerson);
    case "wrong-contact":
      return say(words.sayCheck);
  }
}

function notice(title: string, main: Html): Page {
  return {
    title,
    description: title,
    crumbs: [],
    noindex: true,
    ownSearch: true,
    main: html`<div class="page-head"><h1>${byPhrase(title)}</h1></div><div class="prose">${main}</div>`,
  };
}
