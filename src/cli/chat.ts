// `npm run chat`: talk to the bot in the shell. The same pure turn as the website, nothing stored.
import { createInterface } from "node:readline/promises";
import type { Reply } from "../../bot/dialogs/reply.ts";
import { runTurn } from "../../bot/dialogs/turn.ts";
import { loadKnowledge } from "../../bot/knowledge/load-knowledge.ts";
import { createRecogniser } from "../../bot/understanding/recognise.ts";
import { maskSecrets } from "../../bot/understanding/secrets.ts";
import { parseConfig } from "../base/config.ts";
import { reportAndExit } from "./report.ts";

async function chat(): Promise<void> {
  const config = parseConfig(process.env);
  const knowledge = await loadKnowledge(config.contentDir);
  const recognise = createRecogniser(knowledge);
  const showWhy = process.argv.includes("--why");
  const print = (replies: readonly Reply[]) => {
    for (const reply of replies) console.log(render(reply, showWhy));
  };
  let { state, replies } = runTurn({ state: undefined, event: { kind: "joined" }, knowledge, recognise });
  print(replies);
  const lines = createInterface({ input: process.stdin, output: process.stdout, prompt: "你> " });
  lines.prompt();
  for await (const line of lines) {
    if (line.trim() !== "") {
      const { text, found } = maskSecrets(line);
      const secrets = [...new Set(found.map(({ kind }) => kind))];
      ({ state, replies } = runTurn({
        state,
        event: { kind: "message", text, secrets },
        knowledge,
        recognise,
      }));
      print(replies);
    }
    lines.prompt();
  }
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

await chat().catch(reportAndExit);
