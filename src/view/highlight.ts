// Marks what a query matched in plain text: words and pairs of characters, single characters only when alone.
import { normalise } from "../../bot/text/normalise.ts";
import { tokenise } from "../../bot/text/tokens.ts";
import { type Html, html } from "./html.ts";

/** Single characters would mark half of a Chinese sentence, so they count only for a query of one character. */
export function highlight(text: string, query: string): Html {
  const tokens = tokenise(normalise(query));
  const telling = tokens.filter(({ kind }) => kind !== "char");
  const terms = (telling.length > 0 ? telling : tokens).map(({ term }) => term);
  if (terms.length === 0) return html`${text}`;
  const marked = markedPositions(text.toLowerCase(), terms);
  const parts: Html[] = [];
  for (let start = 0; start < text.length; ) {
    let end = start + 1;
    while (end < text.length && marked[end] === marked[start]) end++;
    const piece = text.slice(start, end);
    parts.push(marked[start] === true ? html`<mark>${piece}</mark>` : html`${piece}`);
    start = end;
  }
  return html`${parts}`;
}

function markedPositions(text: string, terms: readonly string[]): boolean[] {
  const marked = new Array<boolean>(text.length).fill(false);
  for (const term of terms) {
    for (let at = text.indexOf(term); at >= 0; at = text.indexOf(term, at + term.length)) {
      marked.fill(true, at, at + term.length);
    }
  }
  return marked;
}
