// The value below which a share of all values lies.
/** NaN when there are no values, so that no mark is met by measuring nothing. */
export function quantile(values: readonly number[], at: number): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length * at)] ?? Number.NaN;
}
