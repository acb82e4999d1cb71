// Letters that people type for digits: 138O0138000, 6222O2l001116245.

const DIGITS: Readonly<Record<string, string>> = { o: "0", i: "1", l: "1" };
const MIXED = /\d[oil]|[oil]\d/;
const TOKEN = /[\doil]+/g;
/** As long as a group of a card number, or with so many digits: a number with a slip, not a size or a list mark. */
const LENGTH = 4;
const MANY_DIGITS = 3;
/** A whole number with a letter before or behind it, which is none of its digits. */
const WHOLE = /^[oil]*(?:1[3-9]\d{9}|\d{16,})[oil]*$/;
/** A mobile number in the groups in which it is read: its first group is too short to be judged alone, 「l38 0013 8000」. */
const GROUPED = /(?<![a-z\d*])[il\d][\doil]{2}[ -][\doil]{4}[ -][\doil]{4}(?![a-z\d*])/g;
/** As long as a card, with letters that look like digits. */
const PRINTED = /(?<![a-z\d*])[6b](?:[ -]?[\doilszb]){15,18}(?![a-z\d*])/g;
const LOOKS: Readonly<Record<string, string>> = { ...DIGITS, s: "5", z: "2", b: "6" };
const MOST_LETTERS = 5;
/** More letters than that only where it is a card all the same. */
const FEWEST_DIGITS = 7;
/** The last digit of an identity card. */
const ID_WITH_O = /^\d{17}o$/;
const MOBILE = /^1[3-9]\d{9}$/;
/** Of an identity card. */
const CHECK_LETTER = /^x(?![a-z\d*])/;

/**
 * The text with such letters as digits, at the same length. `text` is folded. Each token is judged alone, so that what
 * is masked beside it changes nothing.
 */
export function withLetterDigits(text: string): string {
  const printed = text.replace(PRINTED, (card) =>
    isCard(card) ? card.replace(/[a-z]/g, (letter) => LOOKS[letter] ?? letter) : card,
  );
  if (!MIXED.test(printed)) return printed;
  const spoken = printed.replace(GROUPED, (run) =>
    MOBILE.test(asDigits(run).replace(/\D/g, "")) ? asDigits(run) : run,
  );
  return spoken.replace(TOKEN, (token, index: number) => {
    const end = index + token.length;
    if (
      isOfWord(spoken, index - 1) ||
      (isOfWord(spoken, end) && !CHECK_LETTER.test(spoken.slice(end, end + 2))) ||
      !hasSlip(token)
    )
      return token;
    return asDigits(token);
  });
}

function isCard(token: string): boolean {
  const letters = token.replace(/[^a-z]/g, "").length;
  if (letters === 0) return false;
  const digits = token.replace(/\D/g, "").length;
  return letters <= MOST_LETTERS || (digits >= FEWEST_DIGITS && /^[6b][2z]/.test(token));
}

function asDigits(token: string): string {
  return token.replace(/[oil]/g, (letter) => DIGITS[letter] ?? letter);
}

function hasSlip(token: string): boolean {
  if (ID_WITH_O.test(token)) return true;
  const digits = token.replace(/\D/g, "").length;
  if (digits === 0 || digits === token.length || WHOLE.test(token)) return false;
  return digits >= MANY_DIGITS || token.length >= LENGTH;
}

/** A letter, or a mask: what that hides was not read with what stands beside it. */
function isOfWord(text: string, at: number): boolean {
  const unit = text[at];
  return unit !== undefined && ((unit >= "a" && unit <= "z") || unit === "*");
}
