// The conversations kept as tests, of which only what the merchant says counts here.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import type { Conversation } from "../../diff/behaviour-diff.ts";

const STORIES = "test/stories";
const Stories = z.array(z.object({ story: z.string(), turns: z.array(z.object({ merchant: z.string() })) }));

/** None where the tests are not installed. */
export function readConversations(): Conversation[] {
  if (!existsSync(STORIES)) return [];
  return readdirSync(STORIES)
    .filter((file) => file.endsWith(".yml"))
    .flatMap((file) => Stories.parse(parse(readFileSync(join(STORIES, file), "utf8"))))
    .map(({ story, turns }) => ({ name: story, lines: turns.map(({ merchant }) => merchant) }));
}
