// Digits as programs write them for one another.

/** %36%32, &#54;&#50;, \u0036, \x36. */
const ENCODED_NUMBER = /(?:%3\d|&#(?:x3\d|4[89]|5[0-7]);|\\u003\d|\\x3\d){4,}/g;
const ENCODED_DIGIT = /%3(\d)|&#x3(\d);|&#(4[89]|5[0-7]);|\\u003(\d)|\\x3(\d)/g;
const CODE_OF_ZERO = 48;

/** Each as blanks and one digit; `starts` is put right for the digit. */
export function withProgramDigits(text: string, starts: number[]): string {
  return text.replace(ENCODED_NUMBER, (number, from: number) =>
    number.replace(ENCODED_DIGIT, (code, a, b, decimalCode, c, d, at: number) => {
      starts[from + at + code.length - 1] = starts[from + at] ?? 0;
      const digit = decimalCode === undefined ? (a ?? b ?? c ?? d) : Number(decimalCode) - CODE_OF_ZERO;
      return String(digit).padStart(code.length);
    }),
  );
}
