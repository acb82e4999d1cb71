// What the lint of prose finds, and what it must leave alone.
import { describe, expect, it } from "vitest";
import { createLiteralLint } from "../../../bot/lint/literals.ts";

const lint = createLiteralLint(["fake-pos.cn", "拉卡拉微商住"]);

describe("literals in prose", () => {
  it.each([
    ["请打95588。", "phone number 「95588」"],
    ["请打９５５８８。", "phone number 「95588」"],
    ["客服 400-720-8888", "phone number 「400-720-8888」"],
    ["座机 021-12345678", "phone number 「021-12345678」"],
    ["打110报警", "phone number 「110」"],
    ["拨 12363 投诉", "phone number 「12363」"],
    ["看 https://a.example/x 这里", "website 「https://a.example/x」"],
    ["看www.lakala.com登录", "website 「www.lakala.com」"],
    ["看 95516.com", "website 「95516.com」"],
    ["3 天到账", "duration 「3 天」"],
    ["3～5 个工作日", "duration 「3～5 个工作日」"],
    ["两三天就好", "duration 「两三天」"],
    ["一天内到账", "duration 「一天」"],
    ["24小时客服", "duration 「24小时」"],
    ["半小时生效", "duration 「半小时」"],
    ["三个月有效", "duration 「三个月」"],
    ["要等两周", "duration 「两周」"],
    ["2 年内有效", "duration 「2 年」"],
    ["10分钟后再试", "duration 「10分钟」"],
    ["收 50 元", "amount of money 「50 元」"],
    ["收五十元", "amount of money 「五十元」"],
    ["要 3 块钱", "amount of money 「3 块」"],
    ["费用 ¥99", "amount of money 「¥99」"],
    ["费率 0.38%", "percentage 「0.38%」"],
    ["万分之三", "percentage 「万分之三」"],
    ["去 fake-pos.cn 办", "「fake-pos.cn」 is listed as not to route to"],
    ["关注拉卡拉微商住", "「拉卡拉微商住」 is listed as not to route to"],
  ])("finds 「%s」", (text, problem) => {
    expect(lint(text).map((finding) => finding.problem)).toEqual([expect.stringContaining(problem)]);
  });

  it.each([
    "现在是第 3 步，共四步。",
    "第三天、第 3 天和前两天",
    "259 号文，2022 年起施行，见 2026-11-23 的版本",
    "T+1 到账，D+0 另说",
    "一机一码、一户一机，一块儿办，一次说完",
    "有一天、同一天、每一天、一天比一天好",
    "打 {{fact:police.hotline}} 报警，见[审核要多久](faq:12345)。 {#step-12345}",
    "{step} / {count}，尾号四位",
    "二类卡、三个地方、五要素、两处对不上",
    "星期一到星期五，周二去柜台",
    "三方协议；单元楼；多元经营",
    "打电话时第 2 步要转人工",
  ])("leaves 「%s」 alone", (text) => {
    expect(lint(text)).toEqual([]);
  });

  it("says where", () => {
    expect(lint("先看标签，\n再打95588。").map(({ offset }) => offset)).toEqual([8]);
  });
});

describe("asking for secrets", () => {
  it.each([
    "请输入银行卡密码。",
    "填写卡号、CVV 和有效期。",
    "把收到的验证码发给客服。",
    "提供安全码",
    "打电话后报出短信验证码",
  ])("refuses 「%s」", (text) => {
    expect(lint(text).map((finding) => finding.problem)).toEqual([
      expect.stringContaining("asks for a secret"),
    ]);
  });

  it.each([
    "不要把验证码告诉任何人。",
    "别填写 CVV 和有效期。",
    "骗子会让你提供验证码。",
    "对方要你输入密码时挂断。",
    "营业执照有效期要填写清楚。",
    "忘记密码时按页面提示重置。",
    "提供商户编号。登录密码自己保管。",
  ])("accepts 「%s」", (text) => {
    expect(lint(text)).toEqual([]);
  });
});
