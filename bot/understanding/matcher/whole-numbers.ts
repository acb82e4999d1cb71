// Whole numbers from 0 on, in as few bytes as the greatest of them takes.

export type WholeNumbers = Uint8Array | Uint16Array | Uint32Array;

const WIDTHS = [Uint8Array, Uint16Array];

export function wholeNumbers(numbers: ArrayLike<number>): WholeNumbers {
  const most = greatestOf(numbers);
  const Narrowest =
    WIDTHS.find(({ BYTES_PER_ELEMENT }) => most < 2 ** (8 * BYTES_PER_ELEMENT)) ?? Uint32Array;
  return Narrowest.from(numbers);
}

function greatestOf(numbers: ArrayLike<number>): number {
  let most = 0;
  for (let at = 0; at < numbers.length; at++) most = Math.max(most, numbers[at] ?? 0);
  return most;
}
