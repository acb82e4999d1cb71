// `npm run content:diff -- <git ref>`: what the content in the working tree changes for merchants since a commit, as a
// Markdown table.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { parse } from "yaml";
import { z } from "zod";
import { loadKnowledge } from "../../bot/load.ts";
import { parseConfig } from "../base/config.ts";
import { StartError } from "../base/errors.ts";
import { reportAndExit } from "../base/report.ts";
import { type Conversation, diffBehaviour } from "../diff/behaviour-diff.ts";
import { toTable } from "../diff/change.ts";
import { contentAt } from "../diff/git-content.ts";

const STORIES = "test/stories";
const Stories = z.array(z.object({ story: z.string(), turns: z.array(z.object({ merchant: z.string() })) }));

/** The conversations kept as tests; only what the merchant says. None where the tests are not installed. */
function readConversations(): Conversation[] {
  if (!existsSync(STORIES)) return [];
  return readdirSync(STORIES)
    .filter((file) => file.endsWith(".yml"))
    .flatMap((file) => Stories.parse(parse(readFileSync(join(STORIES, file), "utf8"))))
    .map(({ story, turns }) => ({ name: story, lines: turns.map(({ merchant }) => merchant) }));
}

async function main(): Promise<void> {
  const { positionals } = parseArgs({ allowPositionals: true });
  const [ref, ...more] = positionals;
  if (ref === undefined || more.length > 0) {
    throw new StartError("Usage: npm run content:diff -- <git ref>   for example HEAD, main or a commit");
  }
  const { contentDir } = parseConfig(process.env);
  const after = await loadKnowledge(contentDir);
  const before = contentAt(ref, contentDir, after.locale);
  const conversations = readConversations();
  const changes = diffBehaviour(before, after, conversations);
  console.log(`${changes.length} changes since ${ref}; ${conversations.length} conversations played on both`);
  if (changes.length > 0) console.log(`\n${toTable(changes)}`);
}

await main().catch(reportAndExit);
