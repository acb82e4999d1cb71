// What follows from a content and is costly to find: computed once, kept on the very content it was computed from.
import type { Knowledge } from "./knowledge.ts";

const DERIVED = Symbol("derived");

type Build<T> = (knowledge: Knowledge) => T;
type Derived = Map<Build<unknown>, unknown>;

/**
 * What `build` makes of the content, made on first use; `build` must be the same function each time, one declared at
 * the top of its file. Kept in a field that is not copied with the others, so `{ ...knowledge, routes }` is another
 * content, of which everything is computed anew; it goes when the content goes.
 */
export function derive<T>(knowledge: Knowledge, build: Build<T>): T {
  const derived = derivedOf(knowledge);
  if (!derived.has(build)) derived.set(build, build(knowledge));
  return derived.get(build) as T;
}

/** Gives what `build` would make of the content, for it was made elsewhere: kept on disk, or in another process. */
export function supply<T>(knowledge: Knowledge, build: Build<T>, made: T): void {
  derivedOf(knowledge).set(build, made);
}

function derivedOf(knowledge: Knowledge & { [DERIVED]?: Derived }): Derived {
  const known = knowledge[DERIVED];
  if (known) return known;
  const empty: Derived = new Map();
  Object.defineProperty(knowledge, DERIVED, { value: empty, enumerable: false });
  return empty;
}
