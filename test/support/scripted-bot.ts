// A Bot Framework bot that counts messages in its state and does on command what a bot may do wrong.
import { setTimeout as sleep } from "node:timers/promises";
import { TURN_MEMORY, type TurnMemory } from "../../bot/bot.ts";
import type { Reply } from "../../bot/say/reply.ts";
import { type SdkActivity as Activity, ActivityHandler, type TurnContext } from "../../bot/sdk.ts";

export const APOLOGY: Reply = {
  key: "apology",
  text: "抱歉，刚才出了点问题。",
  choices: [{ label: "转人工", value: "转人工" }],
  why: { rule: "apology", reply: "apology", facts: [], content: "test" },
};

/** What the service says outside any turn. */
export const aNotice = (key: string): Reply => ({ ...APOLOGY, key, text: key, choices: [] });

type Command = (context: TurnContext, memory: TurnMemory) => Promise<unknown>;

const COMMANDS: Readonly<Record<string, Command>> = {
  boom: async (context, memory) => {
    await context.sendActivity("half an answer");
    // In place: the stored state must not be what the bot was handed.
    Object.assign(memory.state as object, { count: -1 });
    memory.effects.push({ kind: "escalate", reason: "asked" });
    throw new Error("scripted failure");
  },
  hang: () => sleep(60_000, undefined, { ref: false }),
  slow: async (context) => {
    await sleep(500);
    await context.sendActivity("slow answer");
  },
  internals: (context) =>
    context.sendActivities([
      { type: "trace", name: "BotState", value: { secret: "state" } },
      { type: "event", name: "handoff.initiate", value: { transcript: "all of it" } },
      { type: "typing" },
      { type: "delay", value: 5 },
      { type: "message", text: "only this" },
    ]),
  three: (context) =>
    context.sendActivities(["a", "b", "c"].map((text): Partial<Activity> => ({ type: "message", text }))),
  escalate: async (context, memory) => {
    memory.effects.push({ kind: "escalate", reason: "asked" });
    await context.sendActivity("a person will come");
  },
  url: (context) => context.sendActivity(`serviceUrl ${String(context.activity.serviceUrl)}`),
};

/** Greets in the conversation's language, echoes with a running number, and obeys the commands above. */
export function scriptedBot(): ActivityHandler {
  return new ActivityHandler()
    .onMembersAdded(async (context, next) => {
      const memory: TurnMemory = context.turnState.get(TURN_MEMORY);
      memory.state = { count: 0 };
      await context.sendActivity((context.activity.locale ?? "").startsWith("zh") ? "欢迎" : "Welcome");
      await next();
    })
    .onMessage(async (context, next) => {
      const memory: TurnMemory = context.turnState.get(TURN_MEMORY);
      const text = context.activity.text ?? JSON.stringify(context.activity.value);
      const command = COMMANDS[text];
      if (command) await command(context, memory);
      else await count(context, memory, text);
      await next();
    });
}

async function count(context: TurnContext, memory: TurnMemory, text: string): Promise<void> {
  const { count: before } = memory.state as { count: number };
  memory.state = { count: before + 1 };
  const secrets = memory.secrets.length > 0 ? ` [${memory.secrets.join()}]` : "";
  const from = context.activity.from.id;
  await context.sendActivity({
    type: "message",
    text: `${before + 1}: ${text}${secrets}`,
    channelData: { from },
  });
}
