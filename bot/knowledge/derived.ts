// What follows from a content and is costly to find: computed once, kept on the very content it was computed from.

const DERIVED = Symbol("derived");

type Build<From, T> = (from: From) => T;
type Derived = Map<Build<never, unknown>, unknown>;

/**
 * What `build` makes of the content, or of a part of it that is an object of its own; made on first use. `build` must be the
 * same function each time, one declared at the top of its file. Kept in a field that is not copied with the others, so
 * `{ ...knowledge, routes }` is another content, of which everything is computed anew, but for what follows from its
 * intents alone; it goes when the content goes.
 */
export function derive<From extends object, T>(from: From, build: Build<From, T>): T {
  const derived = derivedOf(from);
  if (!derived.has(build)) derived.set(build, build(from));
  return derived.get(build) as T;
}

/** Gives what `build` would make of it, for it was made elsewhere: kept on disk, or in another process. */
export function supply<From extends object, T>(from: From, build: Build<From, T>, made: T): void {
  derivedOf(from).set(build, made);
}

function derivedOf(from: object & { [DERIVED]?: Derived }): Derived {
  const known = from[DERIVED];
  if (known) return known;
  const empty: Derived = new Map();
  Object.defineProperty(from, DERIVED, { value: empty, enumerable: false });
  return empty;
}
