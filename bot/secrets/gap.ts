// What people write between the digits of one number.

/** Separators in a row; more is layout between two things, not one number. */
export const LONGEST_GAP = 8;
export const GAP = /^[\s\p{Pd}\u2212.·•_/,、+|~]*$/u;

/** Whether a person may have written this between two digits of one number: a few separators, one line break. */
export function isGap(between: string): boolean {
  if (between.length > LONGEST_GAP || !GAP.test(between)) return false;
  if (between.length <= 1) return true;
  return between.replaceAll("\r\n", "\n").replace(/[^\n\r\u2028\u2029]/g, "").length <= 1;
}
