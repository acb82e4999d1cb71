// Whether two values are written as the same JSON, told without writing them: each row is looked at so before it is stored.

type Fields = Readonly<Record<string, unknown>>;

/** In doubt false, as for everything that JSON would not take over as it is: then the texts themselves tell. */
export function surelySameJson(a: unknown, b: unknown): boolean {
  if (typeof a !== "object" || a === null) return a === b && typeof a !== "function";
  if (typeof b !== "object" || b === null) return false;
  if (a === b) return true;
  if (Array.isArray(a)) return Array.isArray(b) && isSameList(a, b);
  return isPlain(a) && isPlain(b) && isSameRecord(a, b);
}

/** What JSON makes of it has the same fields, and none in another form. */
export function isPlain(value: object): value is Fields {
  return Object.getPrototypeOf(value) === Object.prototype && !("toJSON" in value);
}

function isSameList(a: readonly unknown[], b: readonly unknown[]): boolean {
  if (a.length !== b.length) return false;
  for (let at = 0; at < a.length; at++) if (!surelySameJson(a[at], b[at])) return false;
  return true;
}

/** In the same order; what is undefined is not written. */
function isSameRecord(a: Fields, b: Fields): boolean {
  const names = Object.keys(a);
  const others = Object.keys(b);
  let other = 0;
  for (const name of names) {
    const value = a[name];
    if (value === undefined) continue;
    while (other < others.length && b[others[other] ?? ""] === undefined) other += 1;
    if (others[other] !== name || !surelySameJson(value, b[name])) return false;
    other += 1;
  }
  while (other < others.length && b[others[other] ?? ""] === undefined) other += 1;
  return other === others.length;
}
