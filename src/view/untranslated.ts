// What a translation still shows in Chinese, said to be so, and marked for browsers and screen readers.
import { type Html, html } from "./html.ts";
import type { Words } from "./wording.ts";

interface Translatable {
  readonly fallback?: string;
}

/** The attribute of an element that holds a text which may be the Chinese original. */
export function langOf({ fallback }: Translatable): Html | undefined {
  return fallback === undefined ? undefined : html` lang="${fallback}"`;
}

/** At the top of a page whose text is the original. */
export function untranslatedNote({ fallback }: Translatable, words: Words): Html | undefined {
  return fallback === undefined
    ? undefined
    : html`<p class="notice plain" role="note">${words.untranslated}</p>`;
}

/** Before a part of a page that is the original. */
export function untranslatedPart({ fallback }: Translatable, words: Words): Html | undefined {
  return fallback === undefined
    ? undefined
    : html`<p class="hint untranslated">${words.untranslatedPart}</p>`;
}
