// The three digits that tell whose terminal it is, found in what merchants type; and nothing taken for them that is not.
import { beforeAll, describe, expect, it } from "vitest";
import type { Knowledge } from "../../../bot/knowledge/knowledge.ts";
import { maskAcross } from "../../../bot/secrets/across.ts";
import { maskSecrets } from "../../../bot/secrets/mask.ts";
import { merchantCodeIn } from "../../../bot/understanding/merchant-number.ts";
import { realContent } from "../../support/real-content.ts";

let knowledge: Knowledge;
beforeAll(async () => {
  knowledge = await realContent();
});

const found = (text: string, asked = false) =>
  merchantCodeIn(maskSecrets(text).text, {
    asked,
    isKnown: (code) => knowledge.merchantCodes.has(code),
  });

describe("a merchant number", () => {
  it.each([
    ["822290058120001", "822"],
    ["商户编号822290058120001", "822"],
    ["小票上写着 MERCHANT NO. 898310058120001", "898"],
    ["822 2900 5812 0001", "822"],
    ["8222 9005 8120 001", "822"],
    ["我的商户号是８２２２９００５８１２０００１怎么换卡", "822"],
    ["merchant number 843290058120001", "843"],
    ["卡号****1234 商户编号822290058120001", "822"],
  ])("%s", (text, code) => {
    expect(found(text)).toBe(code);
  });

  it.each([
    "6222021234567890123",
    "6222 0212 3456 7890",
    "卡号822290058120001",
    "IMEI 864290058120001",
    "订单号 822290058120001",
    "流水号是822290058120001",
    "378282246310005",
    "13812345678",
    "8222900581200012345",
    "95588",
    "2026-11-29 153000",
  ])("is not %s", (text) => {
    expect(found(text)).toBeUndefined();
  });
});

describe("the first three digits", () => {
  it.each([
    ["前三位是822", "商户编号前三位是822"],
    ["商编 843 开头", "商编 843 开头"],
    ["the merchant number starts with 822", "the merchant number starts with 822"],
  ])("are told where they are named: %s", (_, text) => {
    expect(found(text)).toMatch(/^8(?:22|43)$/);
  });

  it.each(["822", "是822", "822吧", "822开头", "前三位 822", "it's 822", "first three are 822"])(
    "are the answer when we asked: %s",
    (text) => {
      expect(found(text, true)).toBe("822");
    },
  );

  it.each(["上头写 822 后头还一大串看不清", "8 2 2 后面是好多个零", "小票上头是822，老花镜戴上才看见的"])(
    "are the answer in a sentence when we asked, as the only number in it: %s",
    (text) => {
      expect(found(text, true)).toBe("822");
    },
  );

  it.each([
    "这台机器我花了 822 块钱买的还没用多久",
    "昨天第 822 号单子的钱到现在没到",
    "822 还是 898 我分不清啊",
  ])("are not told by a sentence that counts something, or holds two: %s", (text) => {
    expect(found(text, true)).toBeUndefined();
  });

  it.each(["822", "822块", "房间822", "400开头的电话是你们的吗", "我刷了822"])(
    "are nothing when nobody asked: %s",
    (text) => {
      expect(found(text)).toBeUndefined();
    },
  );

  it.each(["交了299块押金", "要等100天吗", "95016", "12", "8222"])(
    "are not in an amount or another number, though we asked: %s",
    (text) => {
      expect(found(text, true)).toBeUndefined();
    },
  );
});

describe("beside the masking", () => {
  it("stays readable for every code of the table, however it is grouped", () => {
    const hidden = [...knowledge.merchantCodes.keys()].flatMap((code) =>
      [`${code}290058120001`, `商户编号${code}290058120001`, `${code} 2900 5812 0001`, code].filter(
        (text) => maskSecrets(text).text !== text,
      ),
    );
    expect(knowledge.merchantCodes.size).toBe(44);
    expect(hidden).toEqual([]);
  });

  it("never shows a card number or a code for the sake of the three digits", () => {
    expect(maskSecrets("商户编号 6222021234567890123").text).not.toContain("620212345");
    expect(maskSecrets("822 我的卡号 6222021234567890").text).toContain("****7890");
    expect(maskSecrets("卡背那个码，前三位 822").text).toBe("卡背那个码，前三位 ****");
    expect(
      maskAcross(
        ["卡号6222021234567890"].map((text) => maskSecrets(text).text),
        "822",
      ).text,
    ).toBe("****");
  });
});
