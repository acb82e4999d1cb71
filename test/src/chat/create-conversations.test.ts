// The turn pipeline over real SQLite: greeting, turns, duplicates, masking, failures, wake-ups.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Activity } from "../../../src/base/wire.ts";
import type { Conversations } from "../../../src/chat/conversations.ts";
import { type ChatServer, startChatServer } from "../../support/chat-server.ts";

let server: ChatServer;
let conversations: Conversations;
beforeAll(async () => {
  server = await startChatServer({ conversation: { deadlineMs: 1_000 } });
  ({ conversations } = server);
});
afterAll(() => server.close());

async function started(): Promise<string> {
  const id = await conversations.open({ locale: "zh-CN", userId: "dl_u" });
  await conversations.start(id);
  return id;
}

const message = (text: string, clientActivityID?: string) => ({
  type: "message" as const,
  text,
  channelData: clientActivityID === undefined ? {} : { clientActivityID },
});

async function all(id: string): Promise<Activity[]> {
  const activities: Activity[] = [];
  for (let watermark = "0"; ; ) {
    const page = await conversations.read(id, watermark);
    if (page.activities.length === 0) return activities;
    activities.push(...page.activities);
    ({ watermark } = page);
  }
}

const texts = async (id: string) => (await all(id)).map(({ text }) => text);

describe("start", () => {
  it("greets once, however often and however simultaneously it is called", async () => {
    const id = await conversations.open({ locale: "zh-CN" });
    const starts = await Promise.all(Array.from({ length: 10 }, () => conversations.start(id)));
    expect(starts.filter(({ created }) => created)).toHaveLength(1);
    expect(await texts(id)).toEqual(["欢迎"]);
  });

  it("greets in the language of the start, without replyToId and under the first id", async () => {
    const id = await conversations.open({ locale: "zh-CN" });
    await conversations.start(id, { locale: "en-GB" });
    const [greeting] = await all(id);
    expect(greeting).toMatchObject({ text: "Welcome", id: `${id}|0000000`, from: { role: "bot" } });
    expect(greeting).not.toHaveProperty("replyToId");
  });

  it("refuses a conversation that does not exist", async () => {
    const gone = { code: "conversation-not-found" };
    await expect(conversations.start("cnv_none")).rejects.toMatchObject(gone);
    await expect(conversations.post("cnv_none", message("hi"))).rejects.toMatchObject(gone);
    await expect(conversations.read("cnv_none")).rejects.toMatchObject(gone);
  });
});

describe("post", () => {
  it("stores the message, then the answer that refers to it", async () => {
    const id = await started();
    const { activityId } = await conversations.post(id, message("hello"));
    const [, own, answer] = await all(id);
    expect(own).toMatchObject({ id: activityId, text: "hello", from: { id: "dl_u", role: "user" } });
    expect(answer).toMatchObject({ text: "1: hello", replyToId: activityId, recipient: { id: "dl_u" } });
  });

  it("greets first when nobody started the conversation", async () => {
    const id = await conversations.open({ locale: "zh-CN" });
    await conversations.post(id, message("hello"));
    expect(await texts(id)).toEqual(["欢迎", "hello", "1: hello"]);
  });

  it("greets in the language of the first message then", async () => {
    const id = await conversations.open({ locale: "zh-CN" });
    await conversations.post(id, message("how do I change the bank card"));
    expect((await texts(id))[0]).toBe("Welcome");
    expect(await conversations.start(id)).toEqual({ created: false });
  });

  it("takes fifty messages at once: consecutive ids, turns in id order, no update lost", async () => {
    const id = await started();
    const posts = Array.from({ length: 50 }, (_, n) => conversations.post(id, message(`m${n}`, `c${n}`)));
    const ids = (await Promise.all(posts)).map(({ activityId }) => activityId);
    expect(new Set(ids).size).toBe(50);
    const activities = await all(id);
    expect(activities.map((activity) => activity.id)).toEqual(
      activities.map((_, n) => `${id}|${String(n).padStart(7, "0")}`),
    );
    const answers = activities.filter(({ replyToId }) => replyToId !== undefined);
    expect(answers.map(({ text }) => Number.parseInt(text ?? "", 10))).toEqual(answers.map((_, n) => n + 1));
    for (const answer of answers) {
      const before = activities[activities.indexOf(answer) - 1];
      expect(answer.replyToId).toBe(before?.id);
    }
  });

  it("runs one turn for one client id, whatever comes again under it", async () => {
    const id = await started();
    const posts = Array.from({ length: 20 }, (_, n) => conversations.post(id, message(`text ${n}`, "same")));
    const ids = new Set((await Promise.all(posts)).map(({ activityId }) => activityId));
    ids.add((await conversations.post(id, message("another text", "same"))).activityId);
    expect([...ids]).toEqual([`${id}|0000001`]);
    expect(await texts(id)).toEqual(["欢迎", "text 0", "1: text 0"]);
    const other = await started();
    expect(await conversations.post(other, message("x", "same"))).toEqual({ activityId: `${other}|0000001` });
  });

  it("masks before anything is stored, tells the bot, and marks the message", async () => {
    const id = await started();
    await conversations.post(id, {
      type: "message",
      text: "卡 6222021234567890",
      channelData: { masked: ["otp"] },
    });
    const [, own, answer] = await all(id);
    expect(own).toMatchObject({ text: "卡 ****7890", channelData: { masked: ["pan"] } });
    expect(answer?.text).toBe("1: 卡 ****7890 [pan]");
    await conversations.post(id, { type: "message", text: "ok", channelData: { masked: ["otp"] } });
    expect((await all(id))[3]?.channelData).toEqual({});
  });

  it("masks a card number and a code that come in pieces, once they are complete", async () => {
    const id = await started();
    for (const text of ["6222", "0212", "3456", "7890"]) await conversations.post(id, message(text));
    const [, , , , , , , last, answer] = await all(id);
    expect(last).toMatchObject({ text: "****", channelData: { masked: ["pan"] } });
    expect(answer?.text).toBe("4: **** [pan]");
    expect((await texts(id)).filter((_, index) => index % 2 === 1)).toEqual(["****", "****", "****", "****"]);
    const other = await started();
    for (const text of ["验证码", "123456", "好的"]) await conversations.post(other, message(text));
    expect((await texts(other)).slice(3)).toEqual(["****", "2: **** [otp]", "好的", "3: 好的"]);
  });

  it("apologises for a bot that throws, keeps the message, and leaves state and effects as they were", async () => {
    const id = await started();
    await conversations.post(id, message("one"));
    await conversations.post(id, message("boom"));
    await conversations.post(id, message("two"));
    expect((await texts(id)).slice(3)).toEqual(["boom", "抱歉，刚才出了点问题。", "two", "2: two"]);
    expect(await server.store.escalations.list(id)).toEqual([]);
  });

  it("apologises for a bot that hangs", async () => {
    const id = await started();
    await conversations.post(id, message("hang"));
    expect((await texts(id)).at(-1)).toBe("抱歉，刚才出了点问题。");
  });

  it("stores what the bot asked for together with its answer", async () => {
    const id = await started();
    await conversations.post(id, message("escalate"));
    expect(await server.store.escalations.list(id)).toMatchObject([{ reason: "asked" }]);
  });

  it("keeps several answers of a turn together while another waits", async () => {
    const id = await started();
    await Promise.all([conversations.post(id, message("three")), conversations.post(id, message("next"))]);
    expect((await texts(id)).slice(1)).toEqual(["three", "a", "b", "c", "next", "1: next"]);
  });

  it("records events and the end of a conversation, and takes messages after it", async () => {
    const id = await started();
    await conversations.post(id, { type: "event", name: "webchat/join", value: { a: 1 } });
    await conversations.post(id, { type: "endOfConversation" });
    await conversations.post(id, message("still here"));
    expect((await all(id)).map(({ type }) => type)).toEqual([
      "message",
      "event",
      "endOfConversation",
      "message",
      "message",
    ]);
  });

  it("hands a button's value to the bot as it is, and keeps the SDK from holding back replies", async () => {
    const id = await started();
    await conversations.post(id, { type: "message", value: { step: 2 }, deliveryMode: "expectReplies" });
    const [, own, answer] = await all(id);
    expect(own).toMatchObject({ value: { step: 2 } });
    expect(answer?.text).toBe('1: {"step":2}');
  });
});

describe("subscribe", () => {
  it("wakes after each commit, and no more once it ended", async () => {
    const id = await started();
    let woken = 0;
    const end = conversations.subscribe(id, () => {
      woken += 1;
    });
    await conversations.post(id, message("a"));
    expect(woken).toBe(1);
    end();
    await conversations.post(id, message("b"));
    expect(woken).toBe(1);
  });

  it("shows typing while a turn runs long, with an id that no message has, and stores none of it", async () => {
    const id = await started();
    const shown: Activity[] = [];
    conversations.subscribe(id, (ephemeral) => ephemeral && shown.push(ephemeral));
    await conversations.post(id, message("quick"));
    expect(shown).toEqual([]);
    await conversations.post(id, message("slow"));
    expect(shown).toMatchObject([{ type: "typing", from: { role: "bot" } }]);
    expect(shown[0]?.id).toMatch(/\|t/);
    expect((await all(id)).map(({ type }) => type)).not.toContain("typing");
  });
});
