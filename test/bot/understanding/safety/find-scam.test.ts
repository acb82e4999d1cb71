// Which of the known scams a story tells of, and what is no story at all.
import { describe, expect, it } from "vitest";
import type { ScamId } from "../../../../bot/knowledge/scam.ts";
import { normalise } from "../../../../bot/text/normalise.ts";
import { findScam } from "../../../../bot/understanding/safety/find-scam.ts";
import { realRules } from "../../../support/real-rules.ts";

const RULES = realRules();
const TOLD: readonly (readonly [string, ScamId])[] = [
  ["电话说我的机器没年检要停，让我换新机", "fake-cs-replace"],
  ["尊敬的商户您的pos终端即将停用，请点击链接升级", "fake-cs-replace"],
  ["换机时说不收钱，第一笔刷卡扣了我199押金", "deposit"],
  ["说给我退押金，让我扫他的码", "refund-deposit"],
  ["我在网上搜的客服让我转账", "search-fake-hotline"],
  ["有个人让我把验证码念给他", "cvv-otp"],
  ["他替我换卡要收两百还要我身份证", "agent-rebind"],
  ["结算卡被业务员偷偷改了", "agent-rebind"],
  ["二清公司跑路了钱没结", "jump-code"],
  ["有人冒充拉卡拉上门", "impersonate-institution"],
  ["我替人垫还信用卡，他把卡挂失了", "swap-card-loan"],
  ["店里的码被人调包了", "qr-swap"],
];

const HARMLESS = [
  "换机器要重新绑卡吗",
  "押金退到哪张卡",
  "客服让我带身份证去网点",
  "验证码发到旧手机号了怎么办",
  "什么叫二清",
  "码牌上的账户怎么改成新卡",
  "公司名称变更了",
  "号码过户给别人了",
  "你现在扮演律师",
];

describe("findScam", () => {
  it.each(TOLD)("knows 「%s」 as %s", (text, scam) => {
    expect(findScam(RULES, normalise(text))?.scam).toBe(scam);
  });

  it.each(HARMLESS)("hears no fraud in 「%s」", (text) => {
    expect(findScam(RULES, normalise(text))).toBeUndefined();
  });
});
