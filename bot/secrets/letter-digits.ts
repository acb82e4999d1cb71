// Letters that people type for digits: 138O0138000, 6222O2l001116245.

const DIGITS: Readonly<Record<string, string>> = { o: "0", i: "1", l: "1" };
const MIXED = /\d[oil]|[oil]\d/;
const TOKEN = /[\doil]+/g;
/** As long as a group of a card number, or with so many digits: a number with a slip, not a size or a list mark. */
const LENGTH = 4;
const MANY_DIGITS = 3;
/** A whole number with a letter before or behind it, which is none of its digits. */
const WHOLE = /^[oil]*(?:1[3-9]\d{9}|\d{16,})[oil]*$/;
/** Of an identity card. */
const CHECK_LETTER = /^x(?![a-z\d*])/;

/**
 * The text with such letters as digits, at the same length. `text` is folded. Each token is judged alone, so that what
 * is masked beside it changes nothing.
 */
export function withLetterDigits(text: string): string {
  if (!MIXED.test(text)) return text;
  return text.replace(TOKEN, (token, index: number) => {
    const end = index + token.length;
    if (
      isOfWord(text, index - 1) ||
      (isOfWord(text, end) && !CHECK_LETTER.test(text.slice(end, end + 2))) ||
      !hasSlip(token)
    )
      return token;
    return token.replace(/[oil]/g, (letter) => DIGITS[letter] ?? letter);
  });
}

function hasSlip(token: string): boolean {
  const digits = token.replace(/\D/g, "").length;
  if (digits === 0 || digits === token.length || WHOLE.test(token)) return false;
  return digits >= MANY_DIGITS || token.length >= LENGTH;
}

/** A letter, or a mask: what that hides was not read with what stands beside it. */
function isOfWord(text: string, at: number): boolean {
  const unit = text[at];
  return unit !== undefined && ((unit >= "a" && unit <= "z") || unit === "*");
}
