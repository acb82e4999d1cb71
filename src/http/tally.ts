// How many of something each key has; keys that have none are forgotten.
export interface Tally {
  of(key: string): number;
  add(key: string, change: 1 | -1): void;
  /** Keys that have some. */
  keys(): number;
}

export function createTally(): Tally {
  const counts = new Map<string, number>();
  const of = (key: string) => counts.get(key) ?? 0;
  return {
    of,
    add(key, change) {
      const count = of(key) + change;
      if (count === 0) counts.delete(key);
      else counts.set(key, count);
    },
    keys: () => counts.size,
  };
}
