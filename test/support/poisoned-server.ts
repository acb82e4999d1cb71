// Child process of the proof poison: the chat with the real bot, in which some messages throw, hang or never end.
import { setTimeout as sleep } from "node:timers/promises";
import { createSupportBot } from "../../bot/bot.ts";
import { loadContent } from "../../bot/load.ts";
import { runTurn } from "../../bot/turn/turn.ts";
import { withCpuLimit } from "../../src/base/cpu-limit.ts";
import { apologyFor } from "../../src/chat/apology.ts";
import { startChatServer } from "./chat-server.ts";

const { knowledge } = await loadContent("content");
/** Each run of a poisonous message is told, so that the proof can count them. */
const note = (text: string) => process.stdout.write(`ran ${text}\n`);

const turn: typeof runTurn = (input) => {
  const text = input.event.kind === "message" ? input.event.text : "";
  if (/^poison (?:throw|loop|pattern)$/.test(text)) note(text);
  if (text === "poison throw") throw new Error("poisoned");
  if (text === "poison loop") for (;;);
  if (text === "poison pattern") /^(a+)+$/.test(`${"a".repeat(60)}b`);
  return runTurn(input);
};

const bot = createSupportBot({
  current: () => knowledge,
  snapshot: async () => undefined,
  turn,
  limit: withCpuLimit,
}).onMessage(async (context, next) => {
  const { text } = context.activity;
  if (text === "poison reject" || text === "poison hang") note(text);
  if (text === "poison reject") await Promise.reject(new Error("poisoned later"));
  if (text === "poison hang") await sleep(60_000, undefined, { ref: false });
  await next();
});

const server = await startChatServer({
  conversation: { bot, apology: ({ state }) => apologyFor(knowledge, state) },
});
process.stdout.write(`huanka listening on ${server.origin}\n`);
process.once("SIGTERM", () => void server.close().then(() => process.exit(0)));
