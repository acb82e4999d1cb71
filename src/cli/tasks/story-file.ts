// Reads the merchants' lines of a story file, for `huanka chat --story`. What the bot should say is the tests' matter.
import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { z } from "zod";
import { StartError } from "../../base/errors.ts";

const StoryFile = z.array(
  z.looseObject({
    story: z.string(),
    turns: z.array(z.looseObject({ merchant: z.string(), after: z.string().optional() })).min(1),
  }),
);
export type ToldStory = z.infer<typeof StoryFile>[number];

const MS = { hours: 3_600_000, days: 86_400_000 } as const;

/** The stories of a file, or its `number`-th, counted from 1. Throws StartError with what is wrong. */
export function readStoryFile(file: string, number?: string): ToldStory[] {
  const stories = parseFile(file);
  if (number === undefined) return stories;
  const story = stories[Number(number) - 1];
  if (!story) throw new StartError(`${file} has ${stories.length} stories; there is no story ${number}`);
  return [story];
}

/** Milliseconds in 「3 days」 or 「5 hours」; 0 when nothing is said. */
export function pauseMs(after: string | undefined): number {
  const [, count, unit] = /^(\d+) (hours|days)$/.exec(after ?? "") ?? [];
  return unit === "hours" || unit === "days" ? Number(count) * MS[unit] : 0;
}

function parseFile(file: string): ToldStory[] {
  try {
    return StoryFile.parse(parse(readFileSync(file, "utf8")));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new StartError(`${file} is no story file: ${reason}`);
  }
}
