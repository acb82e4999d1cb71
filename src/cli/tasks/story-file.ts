// Reads the merchants' lines of a story file, for `huanka chat --story`. What the bot should say is the tests' matter.
import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { StartError } from "../../base/errors.ts";
import { StoryFile, type ToldStory } from "../../diff/story.ts";

/** The stories of a file, or its `number`-th, counted from 1. Throws StartError with what is wrong. */
export function readStoryFile(file: string, number?: string): ToldStory[] {
  const stories = parseFile(file);
  if (number === undefined) return stories;
  const story = stories[Number(number) - 1];
  if (!story) throw new StartError(`${file} has ${stories.length} stories; there is no story ${number}`);
  return [story];
}

function parseFile(file: string): ToldStory[] {
  try {
    return StoryFile.parse(parse(readFileSync(file, "utf8")));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new StartError(`${file} is no story file: ${reason}`);
  }
}
