// People and the real bot in one conversation: what the merchant is told, what the agent knows, and that it all replays.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createSupportBot } from "../../../bot/bot.ts";
import type { Knowledge } from "../../../bot/knowledge/knowledge.ts";
import { maskSecrets } from "../../../bot/secrets/mask.ts";
import { replayTranscript } from "../../../src/chat/replay-transcript.ts";
import { nextWords } from "../../../src/desk/rules/packet.ts";
import { MODEL_DIR } from "../../../src/served/model-files.ts";
import { supplyKeptModels } from "../../../src/served/model-source.ts";
import { openStore, type Store } from "../../../src/storage/open-store.ts";
import { aDesk, aMember, type Desk } from "../../support/a-desk.ts";
import { makeCanaries } from "../../support/canaries.ts";
import { realContent } from "../../support/real-content.ts";

let store: Store;
let knowledge: Knowledge;
/** The same with a step put in second and every title changed, as writers may publish it at any moment. */
let edited: Knowledge;
let current: Knowledge;
let desk: Desk;
beforeAll(async () => {
  knowledge = await realContent();
  edited = await withAnotherGuide(knowledge);
  current = knowledge;
  store = await openStore("sqlite::memory:");
  const bot = createSupportBot({ current: () => current, snapshot: async (hash) => contentOf(hash) });
  desk = aDesk(store, { bot, mask: maskSecrets }, () => current);
});
afterAll(() => store.close());

const contentOf = (hash: string) => [knowledge, edited].find((one) => one.hash === hash);

async function withAnotherGuide(published: Knowledge): Promise<Knowledge> {
  const lakala = published.providers.get("lakala");
  const [first, ...rest] = lakala?.guide?.steps ?? [];
  if (!lakala?.guide || !first) throw new Error("no guide of its own");
  const steps = [first, { ...first, id: "put-in-second" }, ...rest].map((step) => ({
    ...step,
    title: `${step.title}（改过）`,
  }));
  const anew = { ...lakala, guide: { ...lakala.guide, steps } };
  const providers = new Map(published.providers).set("lakala", anew);
  // What messages mean is the same: the models that were trained fit.
  return supplyKeptModels({ ...published, hash: "edited", providers }, MODEL_DIR);
}

const keysOf = async (conversation: string, from: number) =>
  (await desk.all(conversation)).slice(from).flatMap(({ channelData }) => channelData?.key ?? []);
const ticketIdOf = async (id: string) => (await store.conversations.find(id))?.owner.ticketId ?? "";

describe("a merchant who calls a person in the middle of a guide", () => {
  it("is told reference and place, helped meanwhile, and led on at the same step afterwards", async () => {
    const early = await desk.started();
    await desk.say(early, "转人工");
    expect(await keysOf(early, 1)).toEqual(["human", "no-channel"]);
    const ann = await aMember(store, "小李");
    await desk.say(await desk.started(), "转人工");

    const id = await desk.started();
    for (const text of ["拉卡拉换卡", "下一步", "转人工"]) await desk.say(id, text);
    const told = (await desk.all(id)).at(-1);
    const ticket = await store.desk.tickets.get(await ticketIdOf(id));
    expect(told).toMatchObject({
      channelData: { key: "desk.human", desk: { reference: ticket?.reference, position: 2 } },
    });
    expect(told?.text).toContain(ticket?.reference);
    expect(told?.text).toContain("第 2 位");
    expect(ticket?.packet).toMatchObject({
      reason: "asked",
      provider: { id: "lakala", name: "拉卡拉" },
      guide: { step: 2 },
      words: [{ text: "拉卡拉换卡" }, { text: "下一步" }, { text: "转人工" }],
    });
    expect(ticket?.packet.channels.map(({ value }) => value)).toContain("95016");

    const before = (await desk.all(id)).length;
    await desk.say(id, "换卡要手续费吗");
    expect(await keysOf(id, before)).toContain("faq:fee");
    await desk.deeds.move(ann, ticket?.id ?? "", { kind: "take", by: ann.id });
    await desk.say(id, "你好");
    await desk.deeds.say(ann, ticket?.id ?? "", { text: "你好，我来看看。", clientId: "a1" });
    const solvedFrom = (await desk.all(id)).length;
    await desk.deeds.move(ann, ticket?.id ?? "", { kind: "solve", by: ann.id });
    expect(await keysOf(id, solvedFrom)).toEqual(["desk.returned-solved", "resume-step"]);
    await desk.say(id, "下一步");
    const last = (await desk.all(id)).at(-1)?.channelData?.guide;
    expect(last).toMatchObject({ step: 3 });

    const activities = JSON.parse(JSON.stringify(await desk.all(id)));
    const replay = replayTranscript(activities, () => knowledge);
    expect(replay).toMatchObject({ differences: [], failed: 0, unreadable: 0, withoutContent: 0 });
    expect(replay.turns).toBe(7);
  });

  it("is led on in the guide as it was begun where content was published while a person spoke, and it replays", async () => {
    const ann = await aMember(store, "小张");
    const id = await desk.started();
    for (const text of ["拉卡拉换卡", "下一步", "转人工"]) await desk.say(id, text);
    const ticket = await ticketIdOf(id);
    const standing = async () =>
      (await desk.all(id)).findLast(({ channelData }) => channelData?.guide)?.channelData;
    const before = await standing();
    await desk.deeds.move(ann, ticket, { kind: "take", by: ann.id });
    current = edited;
    await desk.say(id, "你好");
    await desk.deeds.say(ann, ticket, { text: "您好，我来看看。", clientId: "a1" });
    await desk.deeds.move(ann, ticket, { kind: "solve", by: ann.id });
    expect((await standing())?.guide).toEqual(before?.guide);
    await desk.say(id, "下一步");
    current = knowledge;
    expect(await standing()).toMatchObject({ guide: { step: 3 }, why: { content: knowledge.hash } });
    const activities = JSON.parse(JSON.stringify(await desk.all(id)));
    expect(replayTranscript(activities, contentOf)).toMatchObject({ differences: [], withoutContent: 0 });
  });

  it("keeps no half of a card number that came in two messages, in ticket or packet", async () => {
    const id = await desk.started();
    const [canary] = makeCanaries(1);
    const halves = [canary?.secret.slice(0, 8) ?? "", canary?.secret.slice(8) ?? ""];
    for (const text of [`转人工 ${halves[0]}`, halves[1] ?? ""]) await desk.say(id, text);
    const kept = JSON.stringify([await desk.all(id), await store.desk.tickets.get(await ticketIdOf(id))]);
    expect(kept).toContain("HK-");
    for (const half of halves) expect(kept).not.toContain(half);
  });

  it("of a scam is told to stop first, and put before those who only ask", async () => {
    const id = await desk.started();
    const before = (await desk.all(id)).length;
    await desk.say(id, "有人冒充客服骗我把验证码给他了");
    const keys = await keysOf(id, before);
    expect(keys.at(-2)).toBe("desk.called");
    expect(keys[0]).toMatch(/^(?:scam|secrets)/);
    expect(await store.desk.tickets.get(await ticketIdOf(id))).toMatchObject({ priority: 1 });
    const [first] = await store.desk.tickets.list(await aMember(store, "王"), "waiting", 5);
    expect(first?.conversationId).toBe(id);
  });
});

describe("what an agent could say next", () => {
  const packetOf = async (...lines: readonly string[]) => {
    const id = await desk.started();
    for (const text of [...lines, "转人工"]) await desk.say(id, text);
    const ticket = await store.desk.tickets.get(await ticketIdOf(id));
    if (!ticket) throw new Error("no ticket");
    return ticket.packet;
  };

  it("fits what is known of the merchant, and is one of the canned replies", async () => {
    const said = {
      robbed: nextWords(await packetOf("有人让我先交押金才给换卡", "我已经转了500")),
      unknown: nextWords(await packetOf("换卡")),
      stuck: nextWords(await packetOf("拉卡拉怎么换卡", "卡住了")),
      known: nextWords(await packetOf("拉卡拉怎么换卡")),
    };
    expect(said).toMatchObject({
      robbed: ["money-gone", "no-deposit"],
      unknown: ["which-terminal", "merchant-code"],
      stuck: ["error-words", "which-step"],
      known: ["hello", "hotline"],
    });
    for (const id of Object.values(said).flat()) expect(knowledge.canned.has(id)).toBe(true);
  });
});
