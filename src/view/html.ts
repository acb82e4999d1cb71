// The template language of all pages: hono's tagged template, which escapes every value unless it is Html.
import { raw, html as template } from "hono/html";

export type Html = ReturnType<typeof raw>;
export type Value = Html | string | number | false | undefined | readonly Value[];

/** Escapes each value and joins; `false` and `undefined` give nothing, lists are joined without separators. */
export function html(strings: TemplateStringsArray, ...values: readonly Value[]): Html {
  const page = template(strings, ...values);
  if (page instanceof Promise) throw new Error("a template was given a promise: await it before rendering");
  return page;
}

/** Marks text as finished HTML. Only for what renderMarkdown returns and for constants in this code. */
export function trusted(finished: string): Html {
  return raw(finished);
}

/** Shorter ones fit beside whatever stands before them, on any screen. */
const FITS = 8;
const WORDS = new Intl.Segmenter("zh", { granularity: "word" });
const ENDS_IN_HAN = /\p{Script=Han}$/u;
const BEGINS_WITH_HAN = /^\p{Script=Han}/u;

/**
 * A heading in its phrases: where it needs a second line it breaks between two of them, and where one phrase alone is too
 * long, between two of its words. Chinese has no blanks, so a browser breaks it anywhere, within a word too.
 */
export function byPhrase(heading: string): Html {
  const phrases = heading.split(/(?<=[，：；？！）]|[,:;] )(?=.)/u);
  return phrases.length === 1 && heading.length <= FITS
    ? html`${heading}`
    : html`${phrases.map((phrase) => html`<span class="phrase">${byWord(phrase.trimEnd())}</span>${phrase.endsWith(" ") && " "}`)}`;
}

/** A character alone is no word to begin a line with: it stays with the word before it, the first one with the next. */
function byWord(phrase: string): Html {
  if (phrase.length <= FITS) return html`${phrase}`;
  const words: string[] = [];
  for (const { segment } of WORDS.segment(phrase)) {
    const last = words.at(-1) ?? "";
    const isWord = segment.length > 1 && BEGINS_WITH_HAN.test(segment);
    if (isWord && last.length > 1 && ENDS_IN_HAN.test(last)) words.push(segment);
    else words.splice(-1, 1, last + segment);
  }
  return html`${words.map((word, index) => html`${index > 0 && trusted("<wbr>")}${word}`)}`;
}
