// What strangers send of their cards, codes and papers, and harmless numbers: `test/data/secret-lines-strangers.yml`.
import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { z } from "zod";

const FILE = "test/data/secret-lines-strangers.yml";

const Gone = z.union([z.string(), z.array(z.string()).min(1)]).transform((gone) => [gone].flat());
const Secret = z.union([
  z.strictObject({ text: z.string(), gone: Gone }).transform(({ text, gone }) => ({ says: [text], gone })),
  z.strictObject({ says: z.array(z.string()).min(2), gone: Gone }),
]);
const Lines = z.strictObject({
  named: z.array(Secret),
  hidden: z.array(Secret),
  harmless: z.array(z.string().transform((text): z.infer<typeof Secret> => ({ says: [text], gone: [] }))),
});

/** Said one after another, and what of it must be gone. */
export type Line = z.infer<typeof Secret>;

export function strangersParts(): z.infer<typeof Lines> {
  return Lines.parse(parse(readFileSync(FILE, "utf8")));
}

/** What each says, in order. */
export function strangersLines(): (readonly string[])[] {
  return Object.values(strangersParts()).flatMap((lines) => lines.map(({ says }) => says));
}
