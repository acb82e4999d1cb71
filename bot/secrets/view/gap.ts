// What people write between the digits of one number.

/** Separators in a row; more is layout between two things, not one number. */
export const LONGEST_GAP = 8;
export const GAP = /^[\s\p{Pd}\p{Extended_Pictographic}\u2212.·•_/,、+|~]*$/u;
/** How the next digits of one number are announced when it is told in parts; a single star keeps a filter from reading it. */
const TOLD_GAP = /^(?:\*|空格|横杠|[\s,、]{0,2}(?:然后|接着|再来?|后面|and ?then|then)是?\s?)$/;

/** Whether a person may have written this between two digits of one number: a few separators, one line break. */
export function isGap(between: string): boolean {
  if (between.length > LONGEST_GAP) return false;
  if (!GAP.test(between)) return TOLD_GAP.test(between);
  if (between.length <= 1) return true;
  return between.replaceAll("\r\n", "\n").replace(/[^\n\r\u2028\u2029]/g, "").length <= 1;
}
