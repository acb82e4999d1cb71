// Where a number stands among rising ones, as rows of counted things keep them.
import type { WholeNumbers } from "./whole-numbers.ts";

/** The first place in a stretch of rising numbers where one is at least `least`; the end of the stretch where none is. */
export function placeOf(numbers: WholeNumbers, least: number, [from, to]: readonly [number, number]): number {
  let [low, high] = [from, to];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((numbers[middle] ?? least) < least) low = middle + 1;
    else high = middle;
  }
  return low;
}
