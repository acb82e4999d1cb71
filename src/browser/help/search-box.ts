// Instant results under the search form, as a combobox. Without this script the form opens the results page.
import type { SearchReply } from "../../base/wire.ts";
import { el } from "../dom.ts";
import { LOCALE } from "../language.ts";
import type { Question } from "./find/score.ts";
import "./search-box.css"; // becomes part of the page's style sheet
import { TEXTS } from "./texts.ts";

const DEBOUNCE_MS = 120;
const LIMIT = 6;
/** As long as the number of a person or a card: while it is typed nobody is asked for it. */
const PERSONAL = /\d(?:[ -]?\d){10,}/;
/** As long as a card's: it goes into no address. */
const CARD = /\d(?:[ -]?\d){12,}/g;

/** More than is searched for, so that the page that opens says where it was cut; and far below what an address may hold. */
const LONGEST_SENT = 300;

let boxes = 0;

async function ask(
  _: string,
  { query, provider, most }: Question,
  signal: AbortSignal,
): Promise<SearchReply | undefined> {
  const parameters = new URLSearchParams({ q: query, limit: `${most}`, locale: LOCALE });
  if (provider) parameters.set("provider", provider);
  const response = await fetch(`/api/search?${parameters}`, { signal });
  return response.ok ? response.json() : undefined;
}

/** A page that is a file looks through a list of pages; otherwise the service is asked. */
async function findFor(
  form: HTMLFormElement,
  query: string,
  signal: AbortSignal,
): Promise<SearchReply | undefined> {
  const provider = form.querySelector<HTMLSelectElement>("select[name=provider]")?.value ?? "";
  const list = form.dataset.search;
  const { find } = list ? await import("./find/find.ts") : { find: ask };
  return find(list ?? "", { query, provider, most: LIMIT }, signal);
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
  const status = el("span", { class: "visually-hidden", role: "status" });
  for (const [name, value] of Object.entries({
    role: "combobox",
    autocomplete: "off",
    "aria-autocomplete": "list",
    "aria-controls": id,
    "aria-expanded": "false",
  })) {
    input.setAttribute(name, value);
  }
  (input.closest(".search") ?? form).append(list, status);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running = new AbortController();
  let filtering: Promise<void> | undefined;
  let active = -1;
  /** Whether the list offers what was searched for before. */
  let isOfBefore = false;

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

  function show(shown: readonly HTMLElement[], said: string): void {
    isOfBefore = false;
    list.replaceChildren(...shown);
    setOpen(shown.length > 0);
    status.textContent = said;
  }

  let found: typeof import("./found/found.ts") | undefined;
  const fetchFound = async () => {
    found ??= await import("./found/found.ts");
    return found;
  };

  /** Not where it would cover the page's own list. */
  const showSearches = async () => {
    const { renderSearches } = await fetchFound();
    if (input.value !== "" || !input.matches(":focus")) return;
    show(renderSearches(form.action), "");
    isOfBefore = true;
  };

  /** Whether what was typed narrows the page's own list, which results would cover. */
  const isMatched = () => "matched" in form.dataset;

  async function search(): Promise<void> {
    running.abort();
    running = new AbortController();
    const { signal } = running;
    await filtering;
    if (signal.aborted) return;
    const query = input?.value.trim();
    if (!query || isMatched() || PERSONAL.test(query)) return setOpen(false);
    try {
      const [{ renderFound }, reply] = await Promise.all([fetchFound(), findFor(form, query, signal)]);
      if (!reply || signal.aborted || isMatched()) return;
      const hits = renderFound(reply);
      show(hits, reply.results.length > 0 ? TEXTS.found(hits.length) : TEXTS.nothing);
    } catch {
      // Aborted by the next key press, or offline: the form still works.
    }
  }

  function searchSoon(): void {
    if (isOfBefore) setOpen(false);
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

  if ("filter" in input.dataset) {
    const load = () => import("./filter/filter.ts").then(({ startFilter }) => startFilter(input));
    const begin = () => {
      filtering = load().catch(() => undefined);
    };
    input.addEventListener("focus", begin, { once: true });
  } else input.addEventListener("focus", () => showSearches().catch(() => undefined));
  input.addEventListener("input", (event) => {
    if (!(event instanceof InputEvent && event.isComposing)) searchSoon();
  });
  input.addEventListener("compositionend", searchSoon);
  input.addEventListener("keydown", (event) => {
    if (event.isComposing || event.keyCode === 229) return;
    if (handleKey(event.key)) event.preventDefault();
  });
  form.addEventListener("submit", () => {
    stop();
    input.value = input.value.replace(CARD, "****");
  });
  form.addEventListener("formdata", ({ formData }) => formData.set("q", input.value.slice(0, LONGEST_SENT)));
  list.addEventListener("click", ({ target }) => {
    const isPage = target instanceof Element && target.closest("[href]:not([data-chat-say])");
    // What shows the list is loaded, and nothing may be waited for: the page is about to be left.
    if (isPage) found?.takeAlong(input.value.trim());
    stop();
  });
  form.addEventListener("focusout", ({ relatedTarget }) => {
    if (!(relatedTarget instanceof Node && form.contains(relatedTarget))) stop();
  });
  // A page that is a file cannot hold the results of the form that led to it.
  const asked = form.dataset.search && new URLSearchParams(location.search).get("q");
  if (!asked) return;
  input.value = asked;
  input.focus();
  void search();
}

/** Enhances every `form[data-search]`; `/` anywhere outside a field jumps to the first. */
export function startSearch(): void {
  const forms = [...document.querySelectorAll<HTMLFormElement>("form[data-search]")];
  forms.forEach(enhance);
  document.addEventListener("keydown", (event) => {
    const isTyping =
      event.target instanceof Element && event.target.closest("input, textarea, select, #huanka-chat-panel");
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || isTyping) return;
    event.preventDefault();
    forms[0]?.querySelector<HTMLInputElement>("input[name=q]")?.focus();
  });
}
