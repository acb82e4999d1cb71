// 「银联」 is a mark on every terminal, and part of the names of two who sign merchants.
import { describe, expect, it } from "vitest";
import { namesOnlyTheMark } from "../../../bot/understanding/commands.ts";
import { realRules } from "../../support/real-rules.ts";

const RULES = realRules();

describe("namesOnlyTheMark", () => {
  it.each([
    "银联",
    "銀聯",
    "银联吧",
    "银联的",
    "是银联的",
    "银联标志",
    "有个银联标",
    "机器上写着银联",
    "上面写的是银联",
    "小票上只有银联",
    "签购单上印着银联字样。",
    "银联的机器",
  ])("takes %s for the mark", (text) => {
    expect(namesOnlyTheMark(RULES, text)).toBe(true);
  });

  it.each([
    "银联商务",
    "银联商务的机器",
    "云闪付",
    "中国银联",
    "银联pos",
    "银联卡",
    "换银联的卡",
    "银联客服电话多少",
    "不是银联的",
    "自称银联的人来店里要拍我身份证",
    "",
  ])("leaves %s to be read as what it is", (text) => {
    expect(namesOnlyTheMark(RULES, text)).toBe(false);
  });
});
