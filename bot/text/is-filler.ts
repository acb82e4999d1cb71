// A long text that is one short piece over and over.

const LONGEST_PIECE = 4;
const FROM_CHARACTERS = 60;

/**
 * Whether a text is filled with one piece of up to four characters: a key held down, a pasted rubbish. A matcher that counts
 * would be ever surer of it the longer it is. Shorter ones, an impatient 「人工人工人工」, are read as they are.
 */
export function isFiller(text: string): boolean {
  if (text.length < FROM_CHARACTERS) return false;
  const lengths = Array.from({ length: LONGEST_PIECE }, (_, index) => index + 1);
  return lengths.some(
    (length) =>
      text ===
      text
        .slice(0, length)
        .repeat(Math.ceil(text.length / length))
        .slice(0, text.length),
  );
}
