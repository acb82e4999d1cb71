// A statement that is built and compiled once and run with other values each time.
import type { Compilable, CompiledQuery } from "kysely";

/**
 * Compiles what `build` makes of its values when it is first needed; after that the values only take their places among the
 * parameters. `build` is shown no value, so that none can decide what the statement is.
 */
export function compiledOnce<Values extends Readonly<Record<string, unknown>>, Row>(
  build: (values: Values) => Compilable<Row>,
): (values: Values) => CompiledQuery<Row> {
  const places = new Map<unknown, string>();
  const standsFor = (name: string) => {
    const place = {};
    places.set(place, name);
    return place;
  };
  let compiled: CompiledQuery<Row> | undefined;
  return (values) => {
    compiled ??= build(new Proxy({} as Values, { get: (_, name) => standsFor(String(name)) })).compile();
    const parameters = compiled.parameters.map((one) => {
      const name = places.get(one);
      return name === undefined ? one : values[name];
    });
    return { ...compiled, parameters };
  };
}

/** The same for a table's new rows, of which there are now more and now fewer: once for each count. */
export function insertedOnce<NewRow extends Readonly<Record<string, unknown>>>(
  insert: (rows: readonly NewRow[]) => Compilable,
): (rows: readonly NewRow[]) => CompiledQuery {
  const byCount = new Map<number, CompiledQuery>();
  return (rows) => {
    const known = byCount.get(rows.length);
    if (known) return { ...known, parameters: rows.flatMap((row) => Object.values(row)) };
    const compiled = insert(rows).compile();
    byCount.set(rows.length, compiled);
    return compiled;
  };
}
