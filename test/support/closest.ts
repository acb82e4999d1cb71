// The name that somebody who mistyped one most likely meant.

/** The known name with the least insertions, removals and replacements. */
export function closest(name: string, known: readonly string[]): string {
  const [best = ""] = known.toSorted((a, b) => distance(name, a) - distance(name, b));
  return best;
}

function distance(left: string, right: string): number {
  let row = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (const [at, letter] of [...left].entries()) {
    const next = [at + 1];
    for (const [index, other] of [...right].entries()) {
      const replaced = (row[index] ?? 0) + (letter === other ? 0 : 1);
      next.push(Math.min(replaced, (row[index + 1] ?? 0) + 1, (next[index] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
