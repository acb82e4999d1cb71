// The passage of a text that answers a query best, short enough for a result list.
import type { Token } from "./tokens.ts";

const END = /[。！？!?；;\n]/;
const PAUSE = /[，、：:,\s]/;
/** Bigrams and words tell more than a character that is everywhere. */
const WEIGHT: Readonly<Record<Token["kind"], number>> = { char: 1, bigram: 3, word: 3 };

/** Between what an answer says first and the passage that matches. */
const GAP = "… ";
/** Fewer characters say nothing of a passage. */
const LEAST_PASSAGE = 16;

/**
 * At most `maxLength` characters around the place with most matches, begun and ended at punctuation where that costs
 * little; a cut within a sentence shows `…`. Without a match the beginning. Line breaks become blanks; what a blank line
 * parts is never joined.
 */
export function excerptAround(plain: string, queryTokens: readonly Token[], maxLength: number): string {
  const passages = passagesOf(plain, maxLength);
  const terms = new Map(queryTokens.map(({ term, kind }) => [term, WEIGHT[kind]]));
  let best = { score: -1, from: 0 };
  for (const from of passages.keys()) {
    const text = joined(passages, from, maxLength).toLowerCase();
    let score = 0;
    for (const [term, weight] of terms) if (text.includes(term)) score += weight;
    if (score > best.score) best = { score, from };
  }
  return joined(passages, best.from, maxLength);
}

/**
 * What an answer says first, and then the passage around the match where that is another one and there is room for it: who
 * looks through results reads whether the page answers them, not only that their words stand in it.
 */
export function excerptOfAnswer(plain: string, queryTokens: readonly Token[], maxLength: number): string {
  const opening = passagesOf(plain, maxLength)[0]?.text ?? "";
  const best = excerptAround(plain, queryTokens, maxLength);
  if (best.startsWith(opening)) return best;
  const room = maxLength - opening.length - GAP.length;
  if (room < LEAST_PASSAGE) return opening;
  return `${opening.replace(/[；;…]$/, "")}${GAP}${excerptAround(plain, queryTokens, room)}`;
}

interface Passage {
  readonly text: string;
  readonly endsParagraph: boolean;
}

/** Sentences, those that are too long cut at a pause. */
function passagesOf(plain: string, maxLength: number): Passage[] {
  return plain.split(/\n{2,}/).flatMap((paragraph) => {
    const sentences = splitAfter(paragraph, END).flatMap((sentence) =>
      sentence.length <= maxLength ? [sentence] : splitLong(sentence, maxLength),
    );
    return sentences.map((text, at) => ({ text, endsParagraph: at === sentences.length - 1 }));
  });
}

function splitAfter(text: string, mark: RegExp): string[] {
  const parts: string[] = [];
  let from = 0;
  for (let at = 0; at < text.length; at += 1) {
    if (!mark.test(text.charAt(at)) && at < text.length - 1) continue;
    const part = text
      .slice(from, at + 1)
      .replace(/\s+/g, " ")
      .trim();
    if (part !== "") parts.push(part);
    from = at + 1;
  }
  return parts;
}

function splitLong(sentence: string, maxLength: number): string[] {
  const parts: string[] = [];
  let rest = sentence;
  while (rest.length > maxLength) {
    const room = rest.slice(0, maxLength - 1);
    const pause = [...room].findLastIndex((character) => PAUSE.test(character));
    const cut = pause > maxLength / 2 ? pause + 1 : wholeCharacters(room);
    parts.push(`${rest.slice(0, cut).trimEnd()}…`);
    rest = rest.slice(cut).trimStart();
  }
  return rest === "" ? parts : [...parts, rest];
}

/** Never cuts a character of two units in half. */
function wholeCharacters(text: string): number {
  return /[\ud800-\udbff]$/.test(text) ? text.length - 1 : text.length;
}

/** The passages of a paragraph from one on, as many as fit. */
function joined(passages: readonly Passage[], from: number, maxLength: number): string {
  let text = "";
  for (const { text: next, endsParagraph } of passages.slice(from)) {
    const glue = /[\p{L}\p{N}]$/u.test(text) || /[.!?;:]$/.test(text) ? " " : "";
    if (text !== "" && (text.endsWith("…") || text.length + glue.length + next.length > maxLength)) break;
    text += glue + next;
    if (endsParagraph) break;
  }
  return text;
}
