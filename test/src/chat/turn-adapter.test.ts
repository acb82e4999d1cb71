// One turn of a bot: what is collected, what is kept back, and what a failing bot leaves behind.

import { describe, expect, it } from "vitest";
import { ActivityHandler, type TurnContext } from "../../../bot/sdk.ts";
import { runBotTurn, type TurnRequest } from "../../../src/chat/turn-adapter.ts";
import { scriptedBot } from "../../support/scripted-bot.ts";

function aTurn(text: string, overrides: Partial<TurnRequest> = {}): TurnRequest {
  return {
    activity: {
      type: "message",
      id: "c|0000004",
      text,
      channelId: "directline",
      conversation: { id: "c", isGroup: false, conversationType: "", name: "" },
      from: { id: "u", name: "" },
      recipient: { id: "huanka", name: "" },
    },
    state: { count: 7 },
    now: "2026-11-24T08:00:00.000Z",
    secrets: [],
    replyId: (index) => `c|000000${5 + index}`,
    ...overrides,
  };
}

const botThat = (does: (context: TurnContext) => Promise<unknown>) =>
  new ActivityHandler().onMessage(async (context, next) => {
    await does(context);
    await next();
  });

describe("runBotTurn", () => {
  it("hands over replies, the new state and effects", async () => {
    const counted = await runBotTurn(scriptedBot(), aTurn("hello"));
    expect(counted).toMatchObject({ kind: "done", state: { count: 8 }, effects: [] });
    const escalated = await runBotTurn(scriptedBot(), aTurn("escalate"));
    expect(escalated).toMatchObject({ kind: "done", effects: [{ kind: "escalate", reason: "asked" }] });
  });

  it("keeps the debug trace, handoff events, typing and pauses from the client", async () => {
    const outcome = await runBotTurn(scriptedBot(), aTurn("internals"));
    expect(outcome).toMatchObject({ kind: "done", replies: [{ text: "only this" }] });
  });

  it("answers one response for each sent activity, with the ids they will have", async () => {
    let ids: unknown[] = [];
    const bot = botThat(async (context) => {
      const responses = await context.sendActivities([
        { type: "trace" },
        { type: "message", text: "a" },
        { type: "delay", value: 1 },
        { type: "message", text: "b" },
      ]);
      ids = responses.map(({ id }) => id);
    });
    await runBotTurn(bot, aTurn("x"));
    expect(ids).toEqual(["", "c|0000005", "", "c|0000006"]);
  });

  it("reports a bot that throws, with the cause", async () => {
    const outcome = await runBotTurn(scriptedBot(), aTurn("boom"));
    expect(outcome).toMatchObject({ kind: "failed", cause: new Error("scripted failure") });
  });

  it("cuts off a bot that overruns, and refuses what it sends afterwards", async () => {
    const over = Promise.withResolvers<void>();
    const late = Promise.withResolvers<unknown>();
    const bot = botThat(async (context) => {
      await over.promise;
      await context.sendActivity("too late").then(late.resolve, late.reject);
    });
    const outcome = await runBotTurn(bot, aTurn("x", { deadlineMs: 20 }));
    expect(outcome.kind).toBe("failed");
    over.resolve();
    await expect(late.promise).rejects.toThrow("the turn is over");
  });

  it("fails loudly for work that a turn did not await", async () => {
    const over = Promise.withResolvers<void>();
    const left = Promise.withResolvers<unknown>();
    const bot = botThat(async (context) => {
      void over.promise.then(() => context.sendActivity("forgotten")).then(left.resolve, left.reject);
    });
    expect(await runBotTurn(bot, aTurn("x"))).toMatchObject({ kind: "done", replies: [] });
    over.resolve();
    await expect(left.promise).rejects.toThrow(/revoked/);
  });

  it.each(["updateActivity", "deleteActivity"] as const)(
    "refuses %s: what was said stays said",
    async (change) => {
      const bot = botThat((context) => context[change]({ id: "c|0000001", type: "message" } as never));
      expect(await runBotTurn(bot, aTurn("x"))).toMatchObject({ kind: "failed" });
    },
  );

  it("begins no turn by itself: a bot that wants to continue a conversation is refused", async () => {
    const bot = botThat((context) => context.adapter.continueConversation({}, async () => {}));
    expect(await runBotTurn(bot, aTurn("x"))).toMatchObject({
      kind: "failed",
      cause: new Error("turns begin with an activity: post one to the conversation"),
    });
  });
});
