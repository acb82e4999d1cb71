// A table of numbers that mostly are zero, a row a term and a column a label: small as a file, and read a row at a time.
import { type WholeNumbers, wholeNumbers } from "./whole-numbers.ts";

export interface SparseRows {
  /** Where each row begins in `columns` and `values`; one more for the end of the last. */
  readonly starts: Uint32Array;
  readonly columns: WholeNumbers;
  readonly values: Float64Array;
}

/** From columns of one length. */
export function sparseRows(columns: readonly Float64Array[]): SparseRows {
  const height = columns[0]?.length ?? 0;
  const starts = new Uint32Array(height + 1);
  const at: number[] = [];
  const values: number[] = [];
  for (let row = 0; row < height; row++) {
    for (const [index, column] of columns.entries()) {
      const value = column[row] ?? 0;
      if (value === 0) continue;
      at.push(index);
      values.push(value);
    }
    starts[row + 1] = at.length;
  }
  return { starts, columns: wholeNumbers(at), values: Float64Array.from(values) };
}

/** Adds a row, so many times, to `sums`: one number a column. */
export function addRow(
  { starts, columns, values }: SparseRows,
  row: number,
  times: number,
  sums: Float64Array,
): void {
  const end = starts[row + 1] ?? 0;
  for (let at = starts[row] ?? end; at < end; at++) {
    const column = columns[at] ?? 0;
    sums[column] = (sums[column] ?? 0) + (values[at] ?? 0) * times;
  }
}

/** The number in a row and a column. */
export function valueAt({ starts, columns, values }: SparseRows, row: number, column: number): number {
  const end = starts[row + 1] ?? 0;
  for (let at = starts[row] ?? end; at < end; at++) if (columns[at] === column) return values[at] ?? 0;
  return 0;
}
