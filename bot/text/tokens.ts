// One tokeniser for index, query and matcher: Han runs give characters and bigrams, other runs give words.

export interface Token {
  readonly term: string;
  readonly kind: "char" | "bigram" | "word";
}

const RUNS = /(\p{Script=Han}+)|((?:(?!\p{Script=Han})[\p{L}\p{N}])+)/gu;

/** Short ones are names (`ums`) and initials; `ss`, `us`, `is` and digits before the end are no plural. */
const PLURAL = /^[a-z]{3,}[^sui\W\d]s$/;

function singular(word: string): string {
  return PLURAL.test(word) ? word.slice(0, -1) : word;
}

/**
 * Splits normalised text. Characters carry short questions and survive typos, bigrams carry long articles;
 * a dictionary adds nothing here (measured, see docs/adr). English plurals are folded. No stop words: frequent words still tell.
 */
export function tokenise(normalised: string): Token[] {
  const tokens: Token[] = [];
  for (const [, han, word] of normalised.matchAll(RUNS)) {
    if (word !== undefined) tokens.push({ term: singular(word), kind: "word" });
    if (han === undefined) continue;
    const characters = [...han];
    for (const [index, character] of characters.entries()) {
      tokens.push({ term: character, kind: "char" });
      const next = characters[index + 1];
      if (next !== undefined) tokens.push({ term: character + next, kind: "bigram" });
    }
  }
  return tokens;
}
