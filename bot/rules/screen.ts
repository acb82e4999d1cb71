// Which of many patterns may be found in a text at all, answered for all of them by one look at its characters.
import { neededBy } from "./needed.ts";

/** Whether the pattern at a place may be found in a text. Never no where it is. */
export type Screen = (place: number, text: string) => boolean;

/** By the place of each pattern, 1 where it may be found in the text. */
export type Look = (text: string) => Uint8Array;

/**
 * A message is asked for by hundreds of patterns, of which it holds a word for a few. A piece of two code units is kept as one
 * number.
 */
export function createLook(sources: readonly string[]): Look {
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
  return (text) => {
    const may = open.slice();
    let before = 0;
    for (let at = 0; at < text.length; at++) {
      const unit = text.charCodeAt(at);
      mark(may, numberOf(unit, 0));
      mark(may, numberOf(before, unit));
      before = unit;
    }
    return may;
  };

  function mark(may: Uint8Array, number: number): void {
    const places = byPiece.get(number);
    if (places) for (const place of places) may[place] = 1;
  }
}

/** Texts in turn: a message and its clauses. */
const REMEMBERED = 4;

interface Seen {
  readonly text: string;
  readonly may: Uint8Array;
}

/** For whoever asks for one pattern after the other; the last few texts are remembered. */
export function createScreen(sources: readonly string[]): Screen {
  const look = createLook(sources);
  const seen: Seen[] = [];
  let oldest = 0;
  let last: Seen | undefined;
  const lookAt = (text: string): Seen => {
    const one = { text, may: look(text) };
    seen[oldest] = one;
    oldest = (oldest + 1) % REMEMBERED;
    return one;
  };
  return (place, text) => {
    if (last?.text !== text) last = seen.find((one) => one.text === text) ?? lookAt(text);
    return last.may[place] === 1;
  };
}

function numberOf(first: number, second: number): number {
  return (first << 16) | second;
}
