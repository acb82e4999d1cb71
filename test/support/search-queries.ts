// The hand-written queries of test/data/search-queries.yml, split by hash into a part to tune on and a part held out.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { z } from "zod";

/** How a query is typed; `people` are whole voices of many kinds, all of them held out. */
export const REGISTERS = ["full", "substring", "hant", "pinyin", "initials", "typo"] as const;
const SETS = [...REGISTERS, "people"] as const;

const File = z.record(z.enum(SETS), z.record(z.string(), z.array(z.string().min(1)).min(1)));

export interface LabelledQuery {
  readonly query: string;
  readonly register: (typeof SETS)[number];
  /** Ids of the pages that answer it. */
  readonly ids: readonly string[];
  /** Never looked at while weights are chosen. */
  readonly isHeldOut: boolean;
}

export function readSearchQueries(): LabelledQuery[] {
  const sets = File.parse(parse(readFileSync("test/data/search-queries.yml", "utf8")));
  return SETS.flatMap((register) =>
    Object.entries(sets[register]).flatMap(([ids, queries]) =>
      queries.map((query) => ({
        query,
        register,
        ids: ids.split("|"),
        isHeldOut: register === "people" || isInHeldOutHalf(query),
      })),
    ),
  );
}

function isInHeldOutHalf(query: string): boolean {
  return (createHash("sha256").update(query).digest()[0] ?? 0) % 2 === 0;
}
