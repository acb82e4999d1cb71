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

/** A heading in its phrases: where it needs a second line it breaks between two of them, not within a word. */
export function byPhrase(heading: string): Html {
  const phrases = heading.split(/(?<=[，：；？！）]|[,:;] )(?=.)/u);
  return phrases.length === 1
    ? html`${heading}`
    : html`${phrases.map((phrase) => html`<span class="phrase">${phrase.trimEnd()}</span>${phrase.endsWith(" ") && " "}`)}`;
}
