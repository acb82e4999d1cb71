// The ends of a long text: all that can be one number with what stands before or behind it.

/** A card number in the widest layout, a name before it and one behind. Sixty of them are read in a few milliseconds. */
export const LONGEST_END = 120;
/** A number that the cut would halve is left to whoever reads the whole text. */
const HALVED_AT_START = /^[\p{N}\s\p{P}]+/u;
const HALVED_AT_END = /[\p{N}\s\p{P}]+$/u;
/** Longer rows of such marks are no number. */
const LONGEST_NUMBER = 60;

/** The text, or the end of a long one. */
export function endOf(text: string): string {
  if (text.length <= LONGEST_END) return text;
  const end = text.slice(-LONGEST_END);
  const halved = HALVED_AT_START.exec(end.slice(0, LONGEST_NUMBER))?.[0] ?? "";
  return halved.length < LONGEST_NUMBER ? end.slice(halved.length) : end;
}

/** The text, or the beginning of a long one. */
export function beginningOf(text: string): string {
  if (text.length <= LONGEST_END) return text;
  const beginning = text.slice(0, LONGEST_END);
  const halved = HALVED_AT_END.exec(beginning.slice(-LONGEST_NUMBER))?.[0] ?? "";
  return halved.length < LONGEST_NUMBER ? beginning.slice(0, LONGEST_END - halved.length) : beginning;
}
