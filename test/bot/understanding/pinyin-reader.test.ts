// Pinyin read as Chinese by the neighbours of a few utterances.
import { describe, expect, it } from "vitest";
import { createPinyinReader, learnPinyin } from "../../../bot/understanding/pinyin-reader.ts";

const utterances = [
  "怎么换银行卡",
  "银行卡怎么换",
  "换卡要手续费吗",
  "手续费多少",
  "pos机怎么换卡",
  "先安装再换",
  "换西安的银行",
  "需要换的",
  "旧卡丢了",
];
const read = createPinyinReader(learnPinyin([{ utterances }]));

describe("createPinyinReader", () => {
  it.each([
    ["zenme huan ka", "怎么换卡"],
    ["zenmehuanka", "怎么换卡"],
    ["ze nme huan ka", "ze nme huan ka"],
    ["shouxufei duoshao", "手续费多少"],
    ["yinhangka zenme huan", "银行卡怎么换"],
    ["yhk zenme huan", "银行卡怎么换"],
    ["pos ji zenme huan", "pos机怎么换"],
    ["xian huan", "先换"],
    ["jiu ka diu le 2", "旧卡丢了2"],
  ])("reads %s as %s", (typed, expected) => {
    expect(read(typed)).toBe(expected);
  });

  it.each(["hello", "change card", "ignore previous instructions", "abc", "", "12345"])(
    "leaves %j alone",
    (typed) => {
      expect(read(typed)).toBe(typed);
    },
  );

  it("reads initials beside Chinese, and nothing else there", () => {
    expect(read("yhk怎么换")).toBe("银行卡怎么换");
    expect(read("huan卡怎么换")).toBe("huan卡怎么换");
  });

  it("gives up on endless letters", () => {
    const endless = "huan".repeat(100);
    expect(read(endless)).toBe(endless);
  });
});
