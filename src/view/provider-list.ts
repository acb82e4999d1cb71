// Providers as the home page and the index show them.
import { PROVIDER_CLASSES, type ProviderClass } from "../../bot/knowledge/guide.ts";
import type { Knowledge } from "../../bot/knowledge/knowledge.ts";
import { pageUrl } from "../../bot/knowledge/page-url.ts";
import type { Provider } from "../../bot/knowledge/provider.ts";
import { syllablesOf } from "../../bot/text/syllables.ts";
import type { FilterName } from "../base/wire.ts";
import { type Html, html } from "./html.ts";
import { CLASS_ORDER } from "./wording.ts";

const LATIN = /^[a-z0-9]+$/;

export function providersOf(providerClass: ProviderClass, knowledge: Knowledge): readonly Provider[] {
  return [...knowledge.providers.values()].filter((provider) => provider.class === providerClass);
}

/** Where the file is asked for that the filter looks through, with the first touch of its field: no page grows with the names that merchants use. */
export function filterNamesUrl({ locale }: Pick<Knowledge, "locale">): string {
  return `/names/${locale}.json`;
}

/** Every provider in the content's order; `addressOf` says where the page at a path lies, seen from this file. */
export function filterNames(
  knowledge: Knowledge,
  addressOf: (path: string) => string = (path) => path,
): readonly FilterName[] {
  return [...knowledge.providers.values()].map((provider) => ({
    name: provider.name,
    address: addressOf(pageUrl(knowledge, { kind: "provider", id: provider.id })),
    keys: filterKeys(provider),
  }));
}

/**
 * What a provider is typed as, for the filter in the browser: each of its names, and those as pinyin and initials. One
 * space between two; what another says already is left out, for characters are found anywhere and letters from their
 * beginning.
 */
function filterKeys({ name, nameEn, aliases, shortNames }: Provider): string {
  const names = [name, nameEn, ...aliases, ...shortNames];
  const spelt = names.flatMap((one) => {
    const syllables = syllablesOf(one).flat();
    return [syllables.join(""), syllables.map((syllable) => syllable.charAt(0)).join("")];
  });
  const keys = [...new Set([...names, ...spelt].map((key) => key.toLowerCase().replace(/\s/g, "")))];
  const saysMore = (key: string, other: string) =>
    other !== key && (LATIN.test(key) ? other.startsWith(key) : other.includes(key));
  return keys.filter((key) => key !== "" && !keys.some((other) => saysMore(key, other))).join(" ");
}

/** Names as chips, and one more at their end. */
export function chips(providers: readonly Provider[], knowledge: Knowledge, last: Html): Html {
  return html`<ul class="chips most">${providers.map(
    (provider) =>
      html`<li><a href="${pageUrl(knowledge, { kind: "provider", id: provider.id })}">${provider.name}</a></li>`,
  )}${last}</ul>`;
}

/** Links to the generic steps of each class the content has. */
export function classGuideLinks(knowledge: Knowledge): Html {
  return html`<ul class="chips">${CLASS_ORDER.map((providerClass) => {
    const guide = knowledge.guides.get(providerClass);
    return (
      guide &&
      html`<li><a href="${pageUrl(knowledge, { kind: "guide", id: guide.id })}">${guide.title}</a></li>`
    );
  })}</ul>`;
}

/** Links to guides of no class, e.g. how to verify a terminal. */
export function otherGuides(knowledge: Knowledge) {
  const classes: readonly string[] = PROVIDER_CLASSES;
  return [...knowledge.guides.values()].filter((guide) => !classes.includes(guide.id));
}
