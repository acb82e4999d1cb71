// Accounts in a pasted text, and several contacts judged at once.
import { beforeAll, describe, expect, it } from "vitest";
import type { Knowledge } from "../../../bot/knowledge/knowledge.ts";
import { holdsAccount } from "../../../bot/official/account.ts";
import { judgeChannels } from "../../../bot/official/channels.ts";
import { realContent } from "../../support/real-content.ts";

let knowledge: Knowledge;
beforeAll(async () => {
  knowledge = await realContent();
});

describe("holdsAccount", () => {
  it.each(["微信号 lkl_kefu88", "加他vx：abc12345", "客服QQ 800123456", "公众号：拉卡拉福利"])(
    "sees the account in 「%s」",
    (text) => expect(holdsAccount(text)).toBe(true),
  );

  it.each(["公众号是真的吗", "微信怎么换卡", "微信支付商户号", "qq能办吗"])("sees none in 「%s」", (text) =>
    expect(holdsAccount(text)).toBe(false),
  );
});

describe("judgeChannels", () => {
  it("judges each once, the worst first", () => {
    const found = judgeChannels(knowledge, "95016 www.1akala.com 95016 微信号 lkl_kefu88");
    expect(found.map(({ verdict }) => verdict)).toEqual(["not-official", "unknown", "official"]);
  });

  it("never calls a private account official", () => {
    expect(judgeChannels(knowledge, "微信号：lakala95016")[0]?.verdict).toBe("unknown");
  });

  it("finds nothing where there is nothing", () => {
    expect(judgeChannels(knowledge, "换卡要带什么")).toEqual([]);
  });
});
