// Instant results under the search form, as a combobox. Without this script the form opens the results page.
import type { SearchReply } from "../../base/wire.ts";
import { el } from "../dom.ts";
import { isEnglish, LOCALE } from "../language.ts";
import { highlight } from "./highlight.ts";
import css from "./search-box.css?inline";
import { TEXTS } from "./texts.ts";

const DEBOUNCE_MS = 120;
const LIMIT = "6";
/** As long as the number of a person or a card: while it is typed nobody is asked for it. */
const PERSONAL = /\d(?:[ -]?\d){10,}/;
/** As long as a card's: it goes into no address. */
const CARD = /\d(?:[ -]?\d){12,}/g;
const OWN_PAGE = /^\/(?![/\\])/;

let boxes = 0;

function renderHit(hit: SearchReply["results"][number], { query, normalised }: SearchReply): HTMLElement {
  const queries = [query, normalised];
  return el(
    "a",
    { role: "option", tabindex: "-1", href: hit.url, "aria-selected": "false" },
    el("span", { class: "hit-title" }, ...highlight(hit.title, queries)),
    el("span", { class: "hit-kind" }, TEXTS.kinds[hit.type]),
    el("span", { class: "hit-excerpt" }, ...highlight(hit.excerpt, queries)),
  );
}

/** Nothing found is no dead end: pages with titles alike, then the same words go to the chat. */
function renderNothing({ query, near }: SearchReply): HTMLElement[] {
  const alike = near.filter(({ url }) => OWN_PAGE.test(url));
  return [...alike.map(renderNear), renderAsk(query)];
}

function renderNear({ title, url }: SearchReply["near"][number]): HTMLElement {
  return el(
    "a",
    { role: "option", tabindex: "-1", href: url, "aria-selected": "false" },
    el("span", { class: "hit-title" }, title),
    el("span", { class: "hit-kind" }, TEXTS.near),
  );
}

/** The page whose chat works with forms, in the reader's language. */
function chatPage(): string {
  return isEnglish ? "/en/chat" : "/chat";
}

function renderAsk(query: string): HTMLElement {
  return el(
    "a",
    { role: "option", tabindex: "-1", href: chatPage(), "data-chat-say": query, "aria-selected": "false" },
    el("span", { class: "hit-title" }, TEXTS.ask(query)),
  );
}

// biome-ignore lint/complexity/noExcessiveLinesPerFunction: one widget; its functions are short and share its state.
function enhance(form: HTMLFormElement): void {
  const input = form.querySelector<HTMLInputElement>("input[name=q]");
  if (!input) return;
  const id = `search-hits-${boxes++}`;
  const list = el("div", {
    class: "search-hits",
    role: "listbox",
    id,
    "aria-label": TEXTS.results,
    hidden: "",
  });
  const status = el("span", { class: "search-status", role: "status" });
  for (const [name, value] of Object.entries({
    role: "combobox",
    autocomplete: "off",
    "aria-autocomplete": "list",
    "aria-controls": id,
    "aria-expanded": "false",
  })) {
    input.setAttribute(name, value);
  }
  form.append(list, status);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running = new AbortController();
  let active = -1;

  const options = () => [...list.querySelectorAll<HTMLElement>("[role=option]")];

  function setActive(index: number): void {
    const all = options();
    active = all.length === 0 ? -1 : (index + all.length) % all.length;
    all.forEach((option, position) => {
      option.id = `${id}-${position}`;
      option.setAttribute("aria-selected", String(position === active));
    });
    if (active < 0) return;
    all[active]?.scrollIntoView({ block: "nearest" });
    input?.setAttribute("aria-activedescendant", `${id}-${active}`);
  }

  function setOpen(open: boolean): void {
    list.hidden = !open;
    active = -1;
    input?.setAttribute("aria-expanded", String(open));
    input?.removeAttribute("aria-activedescendant");
    if (!open) status.textContent = "";
  }

  function show(reply: SearchReply): void {
    const hits = reply.results.filter(({ url }) => OWN_PAGE.test(url));
    list.replaceChildren(
      ...(hits.length > 0 ? hits.map((hit) => renderHit(hit, reply)) : renderNothing(reply)),
    );
    setOpen(true);
    status.textContent = hits.length > 0 ? TEXTS.found(hits.length) : TEXTS.nothing;
  }

  async function search(): Promise<void> {
    running.abort();
    const query = input?.value.trim();
    if (!query || PERSONAL.test(query)) return setOpen(false);
    running = new AbortController();
    try {
      const parameters = new URLSearchParams({
        q: query,
        limit: LIMIT,
        locale: LOCALE,
      });
      const provider = form.querySelector<HTMLSelectElement>("select[name=provider]")?.value;
      if (provider) parameters.set("provider", provider);
      const response = await fetch(`/api/search?${parameters}`, { signal: running.signal });
      if (response.ok) show(await response.json());
    } catch {
      // Aborted by the next key press, or offline: the form still works.
    }
  }

  function searchSoon(): void {
    clearTimeout(timer);
    timer = setTimeout(search, DEBOUNCE_MS);
  }

  function stop(): void {
    clearTimeout(timer);
    running.abort();
    setOpen(false);
  }

  /** Whether the key meant the list; otherwise the browser does what it always does. */
  function handleKey(key: string): boolean {
    if (list.hidden) return false;
    if (key === "ArrowDown") setActive(active + 1);
    else if (key === "ArrowUp") setActive(active < 0 ? -1 : active - 1);
    else if (key === "Enter" && active >= 0) options()[active]?.click();
    else if (key === "Escape") stop();
    else return false;
    return true;
  }

  input.addEventListener("input", (event) => {
    if (!(event instanceof InputEvent && event.isComposing)) searchSoon();
  });
  input.addEventListener("compositionend", searchSoon);
  input.addEventListener("keydown", (event) => {
    if (event.isComposing || event.keyCode === 229) return;
    if (handleKey(event.key)) event.preventDefault();
  });
  form.addEventListener("submit", () => {
    input.value = input.value.replace(CARD, "****");
  });
  list.addEventListener("click", stop);
  form.addEventListener("focusout", ({ relatedTarget }) => {
    if (!(relatedTarget instanceof Node && form.contains(relatedTarget))) stop();
  });
}

/** Enhances every `form[data-search]`; `/` anywhere outside a field jumps to the first. */
export function startSearch(): void {
  const forms = [...document.querySelectorAll<HTMLFormElement>("form[data-search]")];
  if (forms.length === 0 || !("adoptedStyleSheets" in document)) return;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  forms.forEach(enhance);
  document.addEventListener("keydown", (event) => {
    const isTyping =
      event.target instanceof Element && event.target.closest("input, textarea, select, #huanka-chat-panel");
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || isTyping) return;
    event.preventDefault();
    forms[0]?.querySelector<HTMLInputElement>("input[name=q]")?.focus();
  });
}
