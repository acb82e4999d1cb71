// Names are told back as their writer wrote them.
import { expect, it } from "vitest";
import { asWritten } from "../../../bot/text/as-written.ts";
import { normalise } from "../../../bot/text/normalise.ts";

it.each([
  ["双乾支付的POS", "双乾支付"],
  ["機器是瀚銀的", "瀚銀"],
  ["ＰａｙＢａｒ的机器", "ＰａｙＢａｒ"],
])("finds in %s what was written as %s", (text, written) => {
  expect(asWritten(text, normalise(written))).toBe(written);
});

it("makes nothing up where the words stand nowhere as such", () => {
  expect(asWritten("拉 卡 拉", "拉卡拉")).toBe("拉卡拉");
  expect(asWritten("", "拉卡拉")).toBe("拉卡拉");
});
