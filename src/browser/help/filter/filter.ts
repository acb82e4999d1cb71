// Narrows the providers of a page while a name is typed: by name, alias, pinyin or initials. Fetched with the first touch of
// the field, and so is what it looks through; the worker keeps both. Without them the field searches.
import type { FilterName } from "../../../base/wire.ts";
import { el } from "../../dom.ts";
import { TEXTS } from "./texts.ts";

interface Item {
  readonly row: HTMLElement;
  readonly keys: string;
  /** Where the page shows it before anything is typed. */
  readonly isShown: boolean;
}

const LATIN = /^[a-z0-9]+$/;

/** As the keys of a provider are written: `src/view/provider-list.ts`. */
const folded = (typed: string) => typed.toLowerCase().replace(/\s/g, "");

/** Letters are the beginning of a key, for pinyin goes on; characters may stand anywhere in a name. */
const matches = (keys: string, typed: string) => ` ${keys}`.includes(LATIN.test(typed) ? ` ${typed}` : typed);

/** Those that the page leaves out join the end of its chips, hidden. */
async function fetchItems(input: HTMLInputElement): Promise<readonly Item[]> {
  const answer = await fetch(input.dataset.filter ?? "");
  const names: readonly FilterName[] = await answer.json();
  const links = [...document.querySelectorAll<HTMLAnchorElement>("main li > a")];
  const end = document.querySelector(".most > :last-child");
  return names.map(({ name, address, keys }) => {
    const { href } = new URL(address, answer.url);
    const shown = links.find((link) => link.href === href)?.parentElement;
    const row = shown ?? el("li", { hidden: "" }, el("a", { href }, name));
    if (!shown) end?.before(row);
    return { row, keys, isShown: Boolean(shown) };
  });
}

/**
 * Shows what matches instead of what was there, and nothing else of their lists; the form tells by `data-matched` that the
 * search is not needed. Words that match no provider leave everything as it was.
 */
export async function startFilter(input: HTMLInputElement): Promise<void> {
  const form = input.form;
  if (!form) return;
  const items = await fetchItems(input);
  const lists = [...new Set(items.flatMap(({ row }) => row.closest("section:has(h2)") ?? []))];
  const status = el("span", { class: "visually-hidden", role: "status" });
  let found: readonly Item[] = [];
  form.append(status);

  function filter(): void {
    const typed = folded(input.value);
    found = typed === "" ? [] : items.filter(({ keys }) => matches(keys, typed));
    const isNarrow = found.length > 0;
    form?.toggleAttribute("data-matched", isNarrow);
    for (const item of items) item.row.hidden = isNarrow ? !found.includes(item) : !item.isShown;
    for (const list of lists)
      list.toggleAttribute("hidden", isNarrow && !found.some(({ row }) => list.contains(row)));
    status.textContent = isNarrow ? TEXTS.matched(found.length) : "";
  }

  input.addEventListener("input", filter);
  input.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing || event.keyCode === 229 || found.length !== 1) return;
    event.preventDefault();
    found[0]?.row.querySelector("a")?.click();
  });
  filter();
}
