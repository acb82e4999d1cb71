// The channel proof inside the test run, and that it can fail.
import { beforeAll, describe, expect, it } from "vitest";
import type { Knowledge } from "../../bot/knowledge/knowledge.ts";
import { loadKnowledge } from "../../bot/load.ts";
import { guardReply } from "../../bot/say/guard.ts";
import type { Reply } from "../../bot/say/reply.ts";
import { everyReply, type HeardReply } from "../support/every-reply.ts";
import { lookAlikes } from "../support/look-alikes.ts";
import {
  copiesOf,
  crawlContent,
  LEAST_LOOK_ALIKES,
  proveLookAlikes,
  proveOfficial,
  provePages,
  proveReplies,
  proveTampering,
} from "./channels.ts";

const FEW_PAGES = 40; // the links of the home page and of the providers' list lead this far
const EVERY = 12; // one look-alike in so many is pasted into the chat here; the command pastes all

let knowledge: Knowledge;
let replies: HeardReply[];
let site: Awaited<ReturnType<typeof crawlContent>>;
beforeAll(async () => {
  knowledge = await loadKnowledge("content");
  const pasted = lookAlikes(knowledge).filter((_, index) => index % EVERY === 0);
  replies = everyReply(
    knowledge,
    pasted.map(({ value }) => value),
  );
  site = await crawlContent(knowledge);
});

function aReply(fields: Partial<Reply>): Reply {
  const why = { rule: "a/rule", reply: "a-key", facts: [], content: knowledge.hash };
  return { key: "a-key", text: "好。", choices: [], why, ...fields };
}

describe("the channel proof", () => {
  it("finds no foreign contact on any page or in any reply", () => {
    const pages = provePages(knowledge, site);
    expect(pages.checked).toBeGreaterThan(FEW_PAGES);
    expect(pages.faults).toEqual([]);
    expect(proveReplies(knowledge, replies).faults).toEqual([]);
  });

  it("notices each registered contact with one character changed", () => {
    const { checked, faults } = proveTampering(knowledge, copiesOf(replies, site.pages));
    expect(checked).toBeGreaterThan(0);
    expect(faults).toEqual([]);
  });

  it("calls no look-alike official, and every true one", () => {
    const { checked, faults } = proveLookAlikes(knowledge);
    expect(checked).toBeGreaterThanOrEqual(LEAST_LOOK_ALIKES);
    expect(faults).toEqual([]);
    expect(proveOfficial(knowledge).faults).toEqual([]);
  });

  it("finds a contact that somebody put on a page or into a reply", () => {
    const pages = new Map([["/", '<p>客服 <a href="tel:4001234567">400-123-4567</a></p>']]);
    expect(provePages(knowledge, { pages, host: "" }).faults).toHaveLength(2);
    const heard = { said: "你好", reply: aReply({ text: "打开 www.lakala-kefu.com 办理" }) };
    expect(proveReplies(knowledge, [heard]).faults).toHaveLength(1);
  });
});

describe("guardReply", () => {
  it.each([
    ["a number that is not registered", { text: "请打 400-123-4567" }],
    ["a hotline with a letter in it", { text: "请打 95O16" }],
    ["a short number that is not registered", { text: "请打 120" }],
    ["a site that is not registered", { text: "打开 lakala.com.top" }],
    ["a private account", { text: "加微信号：lkl_kefu88" }],
    ["the wish for a code", { text: "请把验证码发给我。" }],
    ["the wish for a password", { text: "请输入密码。" }],
    ["a link that leads outside", { links: [{ title: "清单", url: "//evil.example/" }] }],
  ] as const)("refuses %s", (_, fields) => {
    expect(() => guardReply(knowledge, aReply(fields), "你好")).toThrow("must not be sent");
  });

  it("refuses a channel that is not as registered", () => {
    const fact = knowledge.facts.get("lakala.hotline");
    if (!fact) throw new Error("lakala has no hotline");
    const { id, label, grade, verified } = fact;
    const channel = { fact: id, label, value: "95017", href: "tel:95017", grade, verified };
    expect(() => guardReply(knowledge, aReply({ channels: [channel] }), "")).toThrow("lakala.hotline");
  });

  it("lets a verdict repeat what the merchant pasted, and nothing else do so", () => {
    const text = "不是官方的：1akala.com 冒充拉卡拉。";
    guardReply(knowledge, aReply({ key: "channel-not-official", text }), "1akala。com 是真的吗");
    expect(() => guardReply(knowledge, aReply({ text }), "1akala.com 是真的吗")).toThrow();
    const key = "channel-not-official";
    expect(() => guardReply(knowledge, aReply({ key, text }), "别的")).toThrow();
  });
});
