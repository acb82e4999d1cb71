// Headings in their phrases: each may stand on a line of its own, and on one line they read as they were written.
import { expect, it } from "vitest";
import { byPhrase } from "../../../src/view/html.ts";

it.each([
  ["Lakala: change the card", 2],
  ["Too long; search by a few words, or ask", 3],
  ["网址太长，打不开：怎么办", 3],
  ["拉卡拉怎么换结算卡", 1],
])("keeps every blank of %s beside its phrases", (heading, phrases) => {
  const shown = byPhrase(heading).toString();
  expect(shown.replace(/<[^>]+>/g, "")).toBe(heading);
  expect(shown).not.toContain(" </span>"); // a blank at the end of a phrase is not shown
  expect(shown.match(/<span/g)?.length ?? 1).toBe(phrases);
});

it.each([
  ["核对 POS 机是不是正规登记的机器", "是不是"],
  ["换卡后钱还是进了旧卡", "还是"],
  ["用超级管理员登录商户平台", "管理员"],
  ["中国农业银行怎么换结算卡", "怎么"],
  ["换成别人名下的结算卡可以吗", "结算"],
])("breaks %s between words, never within 「%s」", (heading, word) => {
  const [first = "", ...rest] = byPhrase(heading)
    .toString()
    .replace(/<\/?span[^>]*>/g, "")
    .split("<wbr>");
  expect([first, ...rest].join("")).toBe(heading);
  expect(rest).not.toEqual([]);
  expect([first, ...rest].some((part) => part.includes(word))).toBe(true);
  expect([first, ...rest].filter((part) => part.length < 2)).toEqual([]); // no character alone on a line
});

it("leaves what fits any line, and what has blanks to break at, as it is", () => {
  expect(byPhrase("遇到问题").toString()).toBe("遇到问题");
  expect(byPhrase("Privacy and what is kept").toString()).not.toContain("<wbr>");
});
