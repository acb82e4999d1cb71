// Which of many patterns may be found in a text at all, answered for all of them by one look at its characters.
import { neededBy } from "./needed.ts";

/** Whether the pattern at a place may be found in a text. Never no where it is. */
export type Screen = (place: number, text: string) => boolean;

/** Texts in turn: a message and its clauses. */
const REMEMBERED = 4;

interface Seen {
  text: string | undefined;
  readonly may: Uint8Array;
}

/**
 * A message is asked for by hundreds of patterns, of which it holds a word for a few. A piece of two code units is kept as one
 * number.
 */
export function createScreen(sources: readonly string[]): Screen {
  const byPiece = new Map<number, number[]>();
  const open = new Uint8Array(sources.length);
  for (const [place, source] of sources.entries()) {
    const needed = neededBy(source);
    if (!needed) open[place] = 1;
    for (const piece of needed ?? []) {
      const number = numberOf(piece.charCodeAt(0), piece.length === 2 ? piece.charCodeAt(1) : 0);
      byPiece.set(number, [...(byPiece.get(number) ?? []), place]);
    }
  }
  const seen: Seen[] = Array.from({ length: REMEMBERED }, () => ({
    text: undefined,
    may: new Uint8Array(sources.length),
  }));
  let oldest = 0;
  let last = seen[0];
  return (place, text) => {
    if (last?.text !== text) last = seen.find((one) => one.text === text) ?? look(text);
    return last?.may[place] === 1;
  };

  function look(text: string): Seen | undefined {
    const one = seen[oldest];
    oldest = (oldest + 1) % REMEMBERED;
    if (!one) return undefined;
    one.text = text;
    one.may.set(open);
    let before = 0;
    for (let at = 0; at < text.length; at++) {
      const unit = text.charCodeAt(at);
      mark(one.may, numberOf(unit, 0));
      mark(one.may, numberOf(before, unit));
      before = unit;
    }
    return one;
  }

  function mark(may: Uint8Array, number: number): void {
    for (const place of byPiece.get(number) ?? []) may[place] = 1;
  }
}

function numberOf(first: number, second: number): number {
  return (first << 16) | second;
}
