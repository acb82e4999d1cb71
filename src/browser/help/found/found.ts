// What a search shows: pages found, pages alike, or what was searched for before. Fetched with the first touch of a
// search field, and on pages that a search led to.
import type { SearchReply } from "../../../base/wire.ts";
import { el } from "../../dom.ts";
import { isEnglish } from "../../language.ts";
import { highlight } from "./highlight.ts";
import { markOnPage } from "./marks.ts";
import { attempt, forgetSearches, mayKeep, rememberSearch, searches } from "./searches.ts";
import { TEXTS } from "./texts.ts";

/** Until the next page; `help.ts` looks for it. */
const SOUGHT = "huanka.sought";
const OWN_PAGE = /^\/(?![/\\])/;

const option = (attributes: Readonly<Record<string, string>>, ...children: readonly Node[]) =>
  el("a", { role: "option", tabindex: "-1", "aria-selected": "false", ...attributes }, ...children);

const part = (name: string, ...children: readonly (Node | string)[]) =>
  el("span", { class: `hit-${name}` }, ...children);

/** Own pages only. Nothing found is no dead end: pages with titles alike, then the same words go to the chat. */
export function renderFound(reply: SearchReply): HTMLElement[] {
  const hits = reply.results.filter(({ url }) => OWN_PAGE.test(url));
  if (hits.length > 0) return hits.map((hit) => renderHit(hit, reply));
  const alike = reply.near.filter(({ url }) => OWN_PAGE.test(url));
  return [
    ...alike.map(renderNear),
    document.getElementById("huanka-chat") ? renderAsk(reply.query) : renderEnd(),
  ];
}

function renderHit(hit: SearchReply["results"][number], { query, normalised }: SearchReply): HTMLElement {
  const queries = [query, normalised];
  return option(
    { href: hit.url },
    part("title", ...highlight(hit.title, queries)),
    part("kind", TEXTS.kinds[hit.type]),
    ...(hit.phone === undefined ? [] : [part("phone", TEXTS.call(hit.phone))]),
    part("excerpt", ...highlight(hit.excerpt, queries)),
  );
}

function renderNear({ title, url }: SearchReply["near"][number]): HTMLElement {
  return option({ href: url }, part("title", title), part("kind", TEXTS.near));
}

/** Leads to the page whose chat works with forms, in the reader's language, where the script has no window. */
function renderAsk(query: string): HTMLElement {
  return option(
    { href: isEnglish ? "/en/chat" : "/chat", "data-chat-say": query },
    part("title", TEXTS.ask(query)),
  );
}

/** Where there is no chat to ask. */
const renderEnd = () => option({ "aria-disabled": "true" }, part("title", TEXTS.nothing));

/** What was searched for on this device, as ways to its results, and a way to be rid of it; nothing where nothing was. */
export function renderSearches(results: string): HTMLElement[] {
  const again = searches().map((query) =>
    option(
      { href: `${results}?${new URLSearchParams({ q: query })}` },
      part("title", query),
      part("kind", TEXTS.recent),
    ),
  );
  if (again.length === 0) return [];
  const forget = option({}, part("forget", TEXTS.forget));
  forget.addEventListener("click", forgetSearches);
  return [...again, forget];
}

/** From a result to its page the words that were searched for come along, within this tab. Call when one is opened. */
export function takeAlong(query: string): void {
  rememberSearch(query);
  if (mayKeep(query)) attempt(() => sessionStorage.setItem(SOUGHT, query));
}

/** Marks on this page what led to it, or, on a page of results, lets its results take the query along. */
export function follow(): void {
  const asked = document.querySelector<HTMLInputElement>(".with-filter input")?.value.trim();
  const sought = asked ?? sessionStorage.getItem(SOUGHT) ?? "";
  sessionStorage.removeItem(SOUGHT);
  if (asked === undefined) markOnPage(sought);
  else {
    rememberSearch(asked);
    document.querySelector(".hits")?.addEventListener("click", () => takeAlong(asked));
  }
}
