// NFKC for texts that strangers wrote: what one character may become is bounded.

/**
 * Characters that NFKC makes into more than four units: signs of units, of music and of prayers, up to eighteen units.
 * None holds a number or a letter of a name, and a message of them would be read as a text many times its length.
 */
const LONG =
  /[\u3307\u3315-\u3317\u3319\u331a\u3320\u332b\u332e\u3332\u3334\u3336\u3347\u334a\u3356\u33ae\u33af\ufdfa\ufdfb\u{1d160}-\u{1d164}\u{1d1bd}-\u{1d1c0}]/u;
const OTHERS = new RegExp(`[^${LONG.source.slice(1)}+`, "gu");

/** The text in NFKC, but for characters that would unfold to many: they stay as they are. Never more than four times as long. */
export function unfold(text: string): string {
  return LONG.test(text) ? text.replace(OTHERS, (part) => part.normalize("NFKC")) : text.normalize("NFKC");
}
