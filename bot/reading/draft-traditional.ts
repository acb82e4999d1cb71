// The exceptions of `traditional.yml`, for the one language that is written in two ways.
import type { Draft } from "./draft.ts";

/** Nothing where there is no such file: that content speaks simplified Chinese to everybody. */
export function traditionalOf({ traditional }: Pick<Draft, "traditional">): {
  traditional?: ReadonlyMap<string, string>;
} {
  if (traditional.length === 0) return {};
  return { traditional: new Map(traditional.flatMap(({ yaml }) => Object.entries(yaml.value))) };
}
