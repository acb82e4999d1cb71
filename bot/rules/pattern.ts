// The form in which writers put words of a rule, and the regular expression that it stands for.
import { normalise } from "../text/normalise.ts";

/** List name → its alternatives; `<name>` in a pattern is one of them. */
export type Lists = ReadonlyMap<string, readonly string[]>;

/** As often as `*` and `+` repeat at most, so that no pattern can be slow. */
const MOST_REPEATED = 8;
const PIECE = /(\(<?!)|\[(\^?[^\]]+)\]|<([a-z-]+)>|\.\.(\d{1,2})|~(\d{1,2})|[\s\S]/gu;

const MISPLACED =
  "has ^ or $ within: they hold an alternative at its beginning and end only, so write one alternative with it and one without";

/** What a character of the form stands for; every other one stands for itself. */
const FORM: Readonly<Record<string, string>> = {
  "(": "(?:",
  "(!": "(?!",
  "(<!": "(?<!",
  ")": ")",
  "|": "|",
  "?": "?",
  "*": `{0,${MOST_REPEATED}}`,
  "+": `{1,${MOST_REPEATED}}`,
  _: "\\b",
  "#": "\\d",
};

/**
 * One alternative as the source of a regular expression over normalised text. `^` at the beginning and `$` at the end
 * hold it there (punctuation may follow), `(a|b)` is one of them, `?` may be missing, `*` comes as often as it likes and
 * `+` at least once, `[换改]` is one of these characters and `[^换改]` another one, `(!a|b)` is where none of them follows
 * and `(<!a|b)` where none stands before, `..4` are at most four characters and `~4` such of one clause, `<list>` is one
 * of a list, `_` is where a Latin word ends, `#` a digit. Throws where a list is not there, a bracket is
 * left open, or `^` or `$` stands in the middle, where it would hold nothing.
 */
export function sourceOf(alternative: string, lists: Lists = new Map()): string {
  const [, begins, body = "", ends] = /^(\^?)(.*?)(\$?)$/u.exec(normalise(alternative)) ?? [];
  const source = body.replace(PIECE, (piece, ...parts: (string | undefined)[]) => {
    const [around, characters, list, gap, within] = parts;
    if (around !== undefined) return FORM[around] ?? around;
    if (characters !== undefined) return `[${characters.replace(/[\\[]/g, "\\$&").replace(/#/g, "\\d")}]`;
    if (list !== undefined) return oneOf(listed(list, lists).map((text) => sourceOf(text)));
    if (gap !== undefined) return `.{0,${gap}}?`;
    if (within !== undefined) return `[^。!?;,]{0,${within}}?`;
    if (piece === "^" || piece === "$") throw new RangeError(MISPLACED);
    return FORM[piece] ?? piece.replace(/[\\^$.[\]{}/]/g, "\\$&");
  });
  return `${begins ? "^" : ""}${source}${ends ? "[\\s\\p{P}]*$" : ""}`;
}

/** Alternatives as one source. */
export function oneOf(sources: readonly string[]): string {
  return `(?:${sources.join("|")})`;
}

function listed(name: string, lists: Lists): readonly string[] {
  const list = lists.get(name);
  if (!list) throw new RangeError(`there is no list <${name}> in words.yml`);
  return list;
}
