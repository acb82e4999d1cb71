// A conversation with the bot in the shell: the same pure turn as the website, nothing stored. The merchant's lines come
// from the keyboard or from a story.
import { createInterface } from "node:readline/promises";
import type { Knowledge } from "../../../bot/knowledge/knowledge.ts";
import type { TurnEvent } from "../../../bot/ports.ts";
import type { Reply } from "../../../bot/say/reply.ts";
import { maskSecrets, secretKinds } from "../../../bot/secrets/mask.ts";
import { compiled } from "../../../bot/turn/compiled.ts";
import { runTurn } from "../../../bot/turn/turn.ts";
import { pauseMs, type ToldStory } from "../../diff/story.ts";
import { MODEL_DIR } from "../../served/model-files.ts";
import { supplyKeptModels } from "../../served/model-source.ts";

const PROMPT = "你> ";

/** Until the input ends. */
export async function talk(knowledge: Knowledge, showWhy: boolean): Promise<void> {
  const hear = openConversation(knowledge, showWhy);
  const lines = createInterface({ input: process.stdin, output: process.stdout, prompt: PROMPT });
  lines.prompt();
  for await (const line of lines) {
    if (line.trim() !== "") hear(line, Date.now());
    lines.prompt();
  }
}

export function tellStory(knowledge: Knowledge, { story, turns }: ToldStory, showWhy: boolean): void {
  console.log(`\n—— ${story} ——`);
  const hear = openConversation(knowledge, showWhy);
  let now = Date.now();
  for (const { merchant, after } of turns) {
    now += pauseMs(after);
    console.log(`\n${PROMPT}${merchant}${after === undefined ? "" : `  (${after})`}`);
    hear(merchant, now);
  }
}

/** Greets, and gives back what takes the merchant's next line and prints the replies. */
function openConversation(knowledge: Knowledge, showWhy: boolean): (line: string, nowMs: number) => void {
  const { recognise } = compiled(supplyKeptModels(knowledge, MODEL_DIR));
  let state: unknown;
  const run = (event: TurnEvent, nowMs: number) => {
    const result = runTurn({ state, event, knowledge, recognise, now: new Date(nowMs).toISOString() });
    state = result.state;
    for (const reply of result.replies) console.log(render(reply, showWhy));
  };
  run({ kind: "joined" }, Date.now());
  return (line, nowMs) => {
    const { text, found } = maskSecrets(line);
    run({ kind: "message", text, secrets: secretKinds(found) }, nowMs);
  };
}

function render(reply: Reply, showWhy: boolean): string {
  const lines = [""];
  if (reply.guide) lines.push(`〔第 ${reply.guide.step} 步，共 ${reply.guide.of} 步〕`);
  lines.push(reply.text);
  for (const channel of reply.channels ?? []) lines.push(`  ☎ ${channel.label}：${channel.value}`);
  for (const link of reply.links ?? []) lines.push(`  → ${link.title} ${link.url}`);
  if (reply.choices.length > 0) {
    lines.push(reply.choices.map(({ label }, index) => `  ${index + 1}. ${label}`).join("\n"));
  }
  if (showWhy) lines.push(`  ${JSON.stringify(reply.why)}`);
  return lines.join("\n");
}
