// The words of a text that name a number.
import { createLook } from "../../rules/screen.ts";
import { viewOf } from "../view/view.ts";
import { FOREIGN_NAMES } from "./foreign-names.ts";
import { LABEL_WORDS, type LabelKind } from "./label-words.ts";
import { SOUNDING_NAMES } from "./sounding-names.ts";

export interface Label {
  readonly kind: LabelKind;
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Letters of other scripts belong to one word with Latin ones: look-alikes were folded into these. */
const foreign = (names: readonly string[]) =>
  `(?:${names.map((name) => viewOf(name).words).join("|")})(?![a-z\u0430-\u044f])`;
/** Kind and source of an expression, each of which needs a character; of two that begin at one place the earlier counts. */
export const NAMES_OF_NUMBERS: readonly (readonly [LabelKind, string])[] = [
  ...FOREIGN_NAMES.map(([kind, names]) => [kind, foreign(names)] as const),
  ...LABEL_WORDS,
  ...SOUNDING_NAMES,
];
const PATTERNS = NAMES_OF_NUMBERS.map(([kind, source]) => ({ kind, pattern: new RegExp(source, "g") }));
const mayName = createLook(NAMES_OF_NUMBERS.map(([, source]) => source));

/**
 * From left to right, and where several begin at one place the earlier of the list. All names as one expression would be tried
 * at each character; few texts hold a piece of more than four of them.
 */
export function labelsOf(words: string): Label[] {
  const may = mayName(words);
  const next = PATTERNS.flatMap(({ kind, pattern }, place) => {
    const found = may[place] === 1 ? labelFrom(words, { kind, pattern }, 0) : undefined;
    return found ? [{ kind, pattern, found }] : [];
  });
  const labels: Label[] = [];
  for (let first = firstOf(next); first; first = firstOf(next)) {
    labels.push(first);
    const { end } = first;
    for (let at = next.length - 1; at >= 0; at -= 1) {
      const one = next[at];
      if (!one || one.found.start >= end) continue;
      const found = labelFrom(words, one, end);
      if (found) one.found = found;
      else next.splice(at, 1);
    }
  }
  return labels;
}

function firstOf(next: readonly { readonly found: Label }[]): Label | undefined {
  let first: Label | undefined;
  for (const { found } of next) if (!first || found.start < first.start) first = found;
  return first;
}

function labelFrom(
  words: string,
  { kind, pattern }: { readonly kind: LabelKind; readonly pattern: RegExp },
  from: number,
): Label | undefined {
  pattern.lastIndex = from;
  const match = pattern.exec(words);
  if (!match) return undefined;
  const [text] = match;
  return { kind, text, start: match.index, end: match.index + text.length };
}
