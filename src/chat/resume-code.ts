// The short code itself: how it is made, written and read. 40 bits in Crockford's base 32, which has no look-alikes.
import { randomInt } from "node:crypto";

/** No I, L, O and U. */
const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const LENGTH = 8;
const HALF = LENGTH / 2;
/** How many characters find the code; the rest proves that the code is known. */
export const SELECTOR_LENGTH = 3;
export const BITS_PER_CHARACTER = 5;
export const VERIFIER_BITS = (LENGTH - SELECTOR_LENGTH) * BITS_PER_CHARACTER;
/** Wrong or right; a person who mistypes needs two or three. */
export const MOST_TRIES = 10;
export const CODE_SECONDS = 30 * 60;

export function newCode(): string {
  return Array.from({ length: LENGTH }, () => ALPHABET.charAt(randomInt(ALPHABET.length))).join("");
}

/** `XXXX-XXXX`, easier to read out. */
export function writtenCode(code: string): string {
  return `${code.slice(0, HALF)}-${code.slice(HALF)}`;
}

/** What somebody typed as a code: any case, width, blanks and hyphens; O is 0, I and L are 1. Undefined if it is none. */
export function readCode(typed: string): string | undefined {
  const bare = typed
    .normalize("NFKC")
    .toUpperCase()
    .replace(/[\s\p{Pd}_.]/gu, "")
    .replaceAll("O", "0")
    .replace(/[IL]/g, "1");
  return bare.length === LENGTH && [...bare].every((one) => ALPHABET.includes(one)) ? bare : undefined;
}

export function selectorOf(code: string): string {
  return code.slice(0, SELECTOR_LENGTH);
}
