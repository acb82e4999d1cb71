// `npm run facts:impact -- <fact>=<value>`: what a correction would change, before anybody makes it.
import { existsSync } from "node:fs";
import { relative } from "node:path";
import { parseArgs } from "node:util";
import { SEALED_KINDS } from "../../bot/lint/seals.ts";
import { type Config, parseConfig } from "../base/config.ts";
import { StartError } from "../base/errors.ts";
import { reportAndExit } from "../base/report.ts";
import { type Impact, impactOf } from "../facts/impact.ts";
import type { LiveConversation } from "../facts/live-conversations.ts";
import type { Place } from "../facts/place.ts";
import type { Store } from "../storage/open-store.ts";
import { today } from "./today.ts";

const TITLES: Readonly<Record<Place["kind"], string>> = {
  page: "pages",
  answer: "answers of the bot",
  step: "steps in the chat",
  reply: "replies",
  channels: "channel lists under replies",
  verdict: "verdicts on a pasted channel",
};

async function run(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { today: { type: "string" } },
  });
  const [, id, value] = /^([^=]+)=(.+)$/s.exec(positionals.join(" ")) ?? [];
  if (id === undefined || value === undefined) {
    throw new StartError("Usage: npm run facts:impact -- lakala.hotline=95016");
  }
  const config = parseConfig(process.env);
  const store = await openKept(config);
  try {
    const dir = config.contentDir;
    const request = { dir, folder: relative(".", dir), id, value, recent: store?.recent };
    console.log(render(await impactOf({ ...request, today: values.today ?? today() })));
  } finally {
    await store?.close();
  }
}

/** Nothing is made where nothing is kept: a writer's machine has no database. */
async function openKept({ databaseUrl }: Config): Promise<Store | undefined> {
  const path = /^sqlite:(?:\/\/)?(.*)$/.exec(databaseUrl)?.[1];
  if (path !== undefined && !existsSync(path)) return undefined;
  const { openStore } = await import("../storage/open-store.ts");
  return openStore(databaseUrl);
}

function render({ fact: { id, fact, entry }, value, changes, conversations, patch }: Impact): string {
  const lines = [`${id}: 「${fact.value}」 → 「${value}」 (${fact.kind}, ${fact.grade}, ${entry.file.path})`];
  for (const [kind, title] of Object.entries(TITLES)) {
    const found = changes.filter(({ place }) => place.kind === kind);
    if (found.length === 0) continue;
    lines.push("", `${title}: ${found.length}`);
    for (const { place, before, after } of found) {
      lines.push(`  ${place.id}  ${place.title}`);
      lines.push(...before.map((line) => `    - ${line}`), ...after.map((line) => `    + ${line}`));
    }
  }
  if (changes.length === 0) lines.push("", "Nothing shows it.");
  lines.push("", ...renderConversations(conversations));
  if (patch !== "") lines.push("", patch);
  if (SEALED_KINDS.includes(fact.kind) && patch !== "") {
    lines.push(`Then set sources and verified, and run: npm run content:confirm -- ${id}`);
  }
  return lines.join("\n");
}

/** Ids only: what a merchant wrote is nobody's business here. */
function renderConversations(conversations: readonly LiveConversation[] | undefined): string[] {
  if (!conversations) return ["conversations: nothing is stored here"];
  return [
    `conversations of the last 30 days: ${conversations.length}`,
    ...conversations.map(({ id, lastAt, told, standsIn, byProvider, olderContent }) => {
      const parts = [
        ...(told > 0 ? [`told in ${told} replies`] : []),
        ...standsIn.map((walk) => `stands in ${walk}`),
        ...(byProvider ? ["its provider's channels show it"] : []),
        ...(olderContent === undefined ? [] : [`in older content ${olderContent.slice(0, 8)}`]),
      ];
      return `  ${id}  ${lastAt.slice(0, 10)}  ${parts.join("; ")}`;
    }),
  ];
}

await run().catch(reportAndExit);
