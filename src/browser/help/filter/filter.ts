// Narrows the providers of a page while a name is typed: by name, alias, pinyin or initials. Asks nobody, so it also works
// without a network. Fetched with the first touch of the field; without it the field searches.
import { el } from "../../dom.ts";
import { TEXTS } from "./texts.ts";

const LATIN = /^[a-z0-9]+$/;

/** As the keys of a provider are written: `filterKeys` in `src/view/provider-list.ts`. */
const folded = (typed: string) => typed.toLowerCase().replace(/\s/g, "");

/** Letters are the beginning of a key, for pinyin goes on; characters may stand anywhere in a name. */
const matches = (keys: string, typed: string) => ` ${keys}`.includes(LATIN.test(typed) ? ` ${typed}` : typed);

/**
 * Shows what matches instead of what was there, and nothing else of their lists; the form tells by `data-matched` that the
 * search is not needed. Words that match no provider leave everything as it was.
 */
export function startFilter(input: HTMLInputElement): void {
  const form = input.form;
  if (!form) return;
  const items = [...document.querySelectorAll<HTMLElement>("main [data-keys]")];
  const hiddenAtFirst = new Set(items.filter(({ hidden }) => hidden));
  const lists = [...new Set(items.flatMap((item) => item.closest("section:has(h2)") ?? []))];
  const status = el("span", { class: "visually-hidden", role: "status" });
  let found: readonly HTMLElement[] = [];
  form.append(status);

  function filter(): void {
    const typed = folded(input.value);
    found = typed === "" ? [] : items.filter(({ dataset: { keys = "" } }) => matches(keys, typed));
    const isNarrow = found.length > 0;
    form?.toggleAttribute("data-matched", isNarrow);
    for (const item of items) item.hidden = isNarrow ? !found.includes(item) : hiddenAtFirst.has(item);
    for (const list of lists)
      list.toggleAttribute("hidden", isNarrow && !found.some((item) => list.contains(item)));
    status.textContent = isNarrow ? TEXTS.matched(found.length) : "";
  }

  input.addEventListener("input", filter);
  input.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing || event.keyCode === 229 || found.length !== 1) return;
    event.preventDefault();
    found[0]?.querySelector("a")?.click();
  });
  filter();
}
