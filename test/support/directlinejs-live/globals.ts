// Before each of DirectLineJS's own test files: our service with the bot they expect, and the names they use of Jest.
import { createRequire } from "node:module";
import { afterAll, vi } from "vitest";
import { type SdkActivity as Activity, ActivityHandler } from "../../../bot/sdk.ts";
import { SECRET, startChatServer } from "../chat-server.ts";
import { fetchOurs } from "./stand-ins.ts";

/** Greets in the language of the start, and sends back what it got under `originalActivity`. */
const echo = new ActivityHandler()
  .onMembersAdded(async (context, next) => {
    await context.sendActivity((context.activity.locale ?? "").startsWith("zh") ? "欢迎" : "Welcome");
    await next();
  })
  .onMessage(async (context, next) => {
    const { type, text, attachments } = context.activity;
    const answer: Partial<Activity> = {
      type: "message",
      text: `echo ${text}`,
      channelData: { originalActivity: { type, text, attachments } },
    };
    await context.sendActivity(answer);
    await next();
  });

const server = await startChatServer({ conversation: { bot: echo } });
afterAll(() => server.close());
process.env.DIRECT_LINE_SECRET = SECRET;
process.env.DIRECT_LINE_ORIGIN = server.origin;

Object.assign(globalThis, {
  fetch: fetchOurs,
  XMLHttpRequest: createRequire(import.meta.url)("xhr2"),
  jest: {
    setTimeout: (ms?: number) => ms !== undefined && vi.setConfig({ testTimeout: ms, hookTimeout: ms }),
  },
});
