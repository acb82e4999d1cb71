// What may not leave the bot: contacts that are not registered, and the wish for a secret.
import { beforeAll, describe, expect, it } from "vitest";
import type { Knowledge } from "../../../bot/knowledge/knowledge.ts";
import { guardReply } from "../../../bot/say/guard.ts";
import type { Reply } from "../../../bot/say/reply.ts";
import { realContent } from "../../support/real-content.ts";

let knowledge: Knowledge;
beforeAll(async () => {
  knowledge = await realContent();
});

function aReply(fields: Partial<Reply>): Reply {
  const why = { rule: "a/rule", reply: "a-key", facts: [], content: knowledge.hash };
  return { key: "a-key", text: "好。", choices: [], why, ...fields };
}

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
