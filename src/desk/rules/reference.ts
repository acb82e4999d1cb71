// What a ticket is called: 40 random bits in Crockford's base 32, which has no look-alikes. Pure: the bits come from outside.

/** No I, L, O and U. */
const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const LETTERS = 8;
const HALF = LETTERS / 2;
export const REFERENCE_BYTES = 5;

/** `HK-4F7Q-2M9C` of five random bytes. */
export function referenceOf(bytes: Uint8Array): string {
  return `HK-${writtenLetters(lettersOf(bytes))}`;
}

/** `4F7Q-2M9C` */
export function writtenLetters(letters: string): string {
  return `${letters.slice(0, HALF)}-${letters.slice(HALF)}`;
}

/** Eight letters of five random bytes, for whoever has the reference to prove that the ticket is theirs. */
export function lettersOf(bytes: Uint8Array): string {
  if (bytes.length !== REFERENCE_BYTES) throw new Error(`a reference is made of ${REFERENCE_BYTES} bytes`);
  let bits = 0n;
  for (const byte of bytes) bits = bits * 256n + BigInt(byte);
  return Array.from({ length: LETTERS }, (_, index) =>
    ALPHABET.charAt(Number((bits >> BigInt(5 * (LETTERS - 1 - index))) & 31n)),
  ).join("");
}

/** What somebody typed as a reference: any case, width and hyphens, with or without HK. Undefined if it is none. */
export function readReference(typed: string): string | undefined {
  const letters = readLetters(typed);
  return letters === undefined ? undefined : `HK-${writtenLetters(letters)}`;
}

/** The eight letters of a reference or a code, however they were typed. Undefined if they are none. */
export function readLetters(typed: string): string | undefined {
  const bare = typed
    .normalize("NFKC")
    .toUpperCase()
    .replace(/[\s\p{Pd}_.]/gu, "");
  const letters = (bare.length === LETTERS + 2 ? bare.replace(/^HK/, "") : bare)
    .replaceAll("O", "0")
    .replace(/[IL]/g, "1");
  const isKnown = letters.length === LETTERS && [...letters].every((one) => ALPHABET.includes(one));
  return isKnown ? letters : undefined;
}
