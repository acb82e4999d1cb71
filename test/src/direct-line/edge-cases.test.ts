// Edge cases of docs/direct-line.md that belong to no single part: one ticket, what a turn may not begin, no other protocol.

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { TURN_MEMORY, type TurnMemory } from "../../../bot/bot.ts";
import { ActivityHandler } from "../../../bot/sdk.ts";
import { type ChatServer, startChatServer } from "../../support/chat-server.ts";
import { call, post, read, say, startChat } from "../../support/http.ts";
import { openStream } from "../../support/raw-stream.ts";
import { startWebServer } from "../../support/web-server.ts";

let server: ChatServer;
beforeAll(async () => {
  server = await startChatServer();
});
afterAll(() => server.close());

/** Asks whether a person is wanted, and calls one for the first answer only. */
function askingBot(): ActivityHandler {
  return new ActivityHandler()
    .onMembersAdded(async (context, next) => {
      const memory: TurnMemory = context.turnState.get(TURN_MEMORY);
      memory.state = { asked: true };
      await context.sendActivity("a person?");
      await next();
    })
    .onMessage(async (context, next) => {
      const memory: TurnMemory = context.turnState.get(TURN_MEMORY);
      const { asked } = memory.state as { asked: boolean };
      if (asked) memory.effects.push({ kind: "escalate", reason: "asked" });
      memory.state = { asked: false };
      await context.sendActivity(asked ? "one will come" : "nothing was asked");
      await next();
    });
}

describe("one conversation", () => {
  it("answers a question once: of two answers that come at once, the second is no answer to it", async () => {
    const ours = await startChatServer({ conversation: { bot: askingBot() } });
    try {
      const chat = await startChat(ours);
      await Promise.all([say(ours, chat, "yes", "a"), say(ours, chat, "yes", "b")]);
      expect(await ours.store.escalations.list(chat.conversationId)).toHaveLength(1);
      const texts = (await read(ours, chat)).activities.map(({ text }) => text);
      expect(texts).toEqual(["a person?", "yes", "one will come", "yes", "nothing was asked"]);
    } finally {
      await ours.close();
    }
  });

  it("keeps id and time of a message that is masked afterwards, and reads it covered only", async () => {
    const chat = await startChat(server);
    await say(server, chat, "6222");
    const before = (await read(server, chat)).activities[1];
    for (const text of ["0212", "3456", "7890"]) await say(server, chat, text);
    const after = (await read(server, chat)).activities[1];
    expect([after?.id, after?.timestamp, after?.text]).toEqual([before?.id, before?.timestamp, "****"]);
  });

  it("shows the bot's several messages in order, and no debug trace, pause or handoff event of it", async () => {
    const chat = await startChat(server);
    const stream = await openStream(chat.streamUrl);
    await say(server, chat, "internals");
    await say(server, chat, "three");
    await stream.has(7);
    const polled = (await read(server, chat)).activities;
    const said = ["欢迎", "internals", "only this", "three", "a", "b", "c"];
    expect(polled.map(({ text }) => text)).toEqual(said);
    expect(stream.activities).toEqual(polled);
    stream.socket.close();
  });

  it("takes a button without text or attachments, and the bot gets its value", async () => {
    const chat = await startChat(server);
    await post(server, chat, { type: "message", value: { step: 2 }, channelData: { postBack: true } });
    const [, echo, answer] = (await read(server, chat)).activities;
    expect([echo?.value, answer?.text]).toEqual([{ step: 2 }, '1: {"step":2}']);
  });
});

it("answers 404 at the address of the Bot Framework service, whatever credentials come with it", async () => {
  const web = await startWebServer();
  try {
    const activity = {
      type: "message",
      text: "x",
      serviceUrl: web.origin,
      conversation: { id: "c" },
      from: { id: "u" },
    };
    for (const token of [undefined, "garbage", "e30.e30.e30"]) {
      const bearer = token === undefined ? {} : { token };
      expect((await call(web, "/api/messages", { body: activity, ...bearer })).status).toBe(404);
    }
  } finally {
    await web.close();
  }
});
