// The words and characters that the conversion to simplified Chinese knows, each with what it becomes.
import { z } from "zod";

/** The tables of the conversion that normalise uses; their package has no types for them. */
const TABLES = ["TSPhrases", "TSCharacters", "CJK_Compatibility_Ideographs"];

export async function conversionPairs(): Promise<string[][]> {
  const tables = TABLES.map(async (name) => {
    const file: string = `opencc-js/dict/${name}`;
    const { default: table } = z.object({ default: z.string() }).parse({ ...(await import(file)) });
    return table.split("|").map((pair) => pair.split(" "));
  });
  return (await Promise.all(tables)).flat();
}
