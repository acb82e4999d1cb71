// What the pipeline promises about time, other nodes and restarts.
import { afterEach, describe, expect, it } from "vitest";
import { aPipeline, type ChatServer, startChatServer } from "../../support/chat-server.ts";
import { scriptedBot } from "../../support/scripted-bot.ts";

const message = (text: string) => ({ type: "message" as const, text });
const running: ChatServer[] = [];
afterEach(async () => {
  for (const server of running.splice(0)) await server.close();
});

async function aServer(options: Parameters<typeof startChatServer>[0] = {}): Promise<ChatServer> {
  const server = await startChatServer(options);
  running.push(server);
  return server;
}

describe("the pipeline", () => {
  it("stamps strictly rising times within a millisecond and after the clock was set back", async () => {
    const times = ["2026-11-24T08:00:00.000Z", "2026-11-24T08:00:00.000Z", "2026-11-24T07:00:00.000Z"];
    let now = 0;
    const server = await aServer({
      conversation: { clock: () => new Date(times[Math.min(now++, times.length - 1)] ?? 0) },
    });
    const id = await server.conversations.open({ locale: "zh-CN" });
    for (const text of ["three", "a", "b"]) await server.conversations.post(id, message(text));
    const { activities } = await server.conversations.read(id);
    const stamps = activities.map(({ timestamp }) => Date.parse(timestamp));
    for (const [index, stamp] of stamps.entries()) expect(stamp).toBeGreaterThan(stamps[index - 1] ?? 0);
    expect(activities).toHaveLength(9);
  });

  it("takes messages that are minutes apart for separate subjects", async () => {
    let now = Date.parse("2026-11-24T08:00:00.000Z");
    const server = await aServer({ conversation: { clock: () => new Date(now) } });
    const id = await server.conversations.open({ locale: "zh-CN" });
    await server.conversations.post(id, message("验证码"));
    now += 121_000;
    await server.conversations.post(id, message("5028"));
    expect((await server.conversations.read(id, "3")).activities[0]?.text).toBe("5028");
  });

  it("loses no turn when two nodes answer one conversation at once", async () => {
    const server = await aServer();
    const nodes = [server.conversations, aPipeline(server.store)];
    const id = await server.conversations.open({ locale: "zh-CN" });
    const greetings = await Promise.all(nodes.map((node) => node.start(id)));
    expect(greetings.filter(({ created }) => created)).toHaveLength(1);
    for (let round = 0; round < 20; round += 1) {
      await Promise.all(nodes.map((node, n) => node.post(id, message(`r${round}n${n}`))));
    }
    const { activities } = await server.conversations.read(id);
    const answers = activities.filter(({ replyToId }) => replyToId !== undefined);
    expect(answers.map(({ text }) => Number.parseInt(text ?? "", 10))).toEqual(answers.map((_, n) => n + 1));
    expect(answers).toHaveLength(40);
  });

  it("wakes its readers for what another node committed", async () => {
    const server = await aServer();
    const id = await server.conversations.open({ locale: "zh-CN" });
    const woken = new Promise<void>((resolve) => server.conversations.subscribe(id, () => resolve()));
    await aPipeline(server.store).post(id, message("from elsewhere"));
    await woken;
  });

  it("runs no turn for a message that is stored already", async () => {
    let turns = 0;
    const bot = scriptedBot().onTurn(async (_context, next) => {
      turns += 1;
      await next();
    });
    const server = await aServer({ conversation: { bot } });
    const id = await server.conversations.open({ locale: "zh-CN" });
    await server.conversations.start(id);
    const sent = { ...message("once"), channelData: { clientActivityID: "c1" } };
    for (let n = 0; n < 3; n += 1) await server.conversations.post(id, sent);
    expect(turns).toBe(2);
  });

  it("asks to come again when others always commit first", async () => {
    const server = await aServer();
    const { conversations } = server.store;
    const losing = aPipeline({
      conversations: { ...conversations, commit: async () => ({ kind: "conflict" }) },
      onCommit: server.store.onCommit,
    });
    const id = await server.conversations.open({ locale: "zh-CN" });
    await server.conversations.start(id);
    await expect(losing.post(id, message("x"))).rejects.toMatchObject({ code: "overloaded" });
  });

  it("continues ids, state and watermarks after a restart, and knows old client ids", async () => {
    const first = await startChatServer();
    const id = await first.conversations.open({ locale: "zh-CN" });
    const sent = { ...message("before"), channelData: { clientActivityID: "c1" } };
    const { activityId } = await first.conversations.post(id, sent);
    await first.stop();
    const { conversations } = await aServer({ dataDir: first.dataDir });
    expect(await conversations.post(id, sent)).toEqual({ activityId });
    await conversations.post(id, message("after"));
    const { activities, watermark } = await conversations.read(id, "3");
    expect(activities.map(({ text }) => text)).toEqual(["after", "2: after"]);
    expect(activities[0]?.id).toBe(`${id}|0000003`);
    expect(watermark).toBe("5");
  });
});
