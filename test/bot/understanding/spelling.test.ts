// Words that sound like ours, written with other characters.
import { describe, expect, it } from "vitest";
import { createSpellingMender } from "../../../bot/understanding/spelling.ts";

const providers = ["拉卡拉", "拉卡啦", "lkl", "盛付通", "招商银行", "招行"];
const mend = createSpellingMender({ providers, companies: [] });

describe("createSpellingMender", () => {
  it.each([
    ["接算卡怎么换", "结算卡怎么换"],
    ["要手序费吗", "要手续费吗"],
    ["银行咔", "银行卡"],
    ["验政码收不到", "验证码收不到"],
    ["拉咔拉换卡", "拉卡拉换卡"],
    ["盛富通的机器", "盛付通的机器"],
    ["身付通", "盛付通"],
    ["招商因行", "招商银行"],
  ])("reads %s as %s", (typed, meant) => {
    expect(mend(typed)).toBe(meant);
  });

  it.each(["结算款没到", "拉卡啦换卡", "招行的卡", "怎么换卡", "收款吗", "hello 123", "", "手机好用吗手机"])(
    "leaves %j as it is",
    (typed) => {
      expect(mend(typed)).toBe(typed);
    },
  );

  it("changes nothing that only sounds alike and shares no character", () => {
    expect(mend("届蒜咔")).toBe("届蒜咔");
  });
});
