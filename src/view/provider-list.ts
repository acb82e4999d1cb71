// Providers as the home page and the index show them.
import { PROVIDER_CLASSES, type ProviderClass } from "../../bot/knowledge/guide.ts";
import type { Knowledge } from "../../bot/knowledge/knowledge.ts";
import { pageUrl } from "../../bot/knowledge/page-url.ts";
import type { Provider } from "../../bot/knowledge/provider.ts";
import { type Html, html } from "./html.ts";
import { CLASS_ORDER } from "./wording.ts";

export function providersOf(providerClass: ProviderClass, knowledge: Knowledge): readonly Provider[] {
  return [...knowledge.providers.values()].filter((provider) => provider.class === providerClass);
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
