// Codes that nobody names, and names by their sound.
import { pinyin } from "pinyin-pro";
import { describe, expect, it } from "vitest";
import { maskAcross } from "../../../bot/secrets/across.ts";
import { maskSecrets } from "../../../bot/secrets/mask.ts";
import { SOUNDS } from "../../../bot/secrets/names/sounding-names.ts";

describe("a code that is all of its message", () => {
  it.each(["738291", "716 038，是这个？", "嗯093341", "ok 660247 go", "来了 8205", "刚收到的：三三零七一八"])(
    "is masked: %s",
    (text) => {
      expect(maskAcross([], text).text).toContain("****");
      expect(maskAcross([], text).kinds).toEqual(["otp"]);
    },
  );

  it.each([
    ["a merchant number", "898310148160568"],
    ["the three digits that the bot asks for", "822"],
    ["a terminal", "80417263"],
    ["a sum", "358000"],
    ["a month", "202611"],
    ["a service number", "95516"],
    ["an error code", "1005"],
    ["the last four of a card", "8823"],
    ["a sum that arrived", "刚收到 5280"],
    ["another number", "工单 482913"],
  ])("is not %s: %s", (_, text) => {
    expect(maskAcross([], text)).toMatchObject({ text, found: [] });
  });

  it("is not the next piece of a card begun in the message before", () => {
    expect(maskAcross(["622202"], "100111")).toMatchObject({ text: "100111", found: [] });
    expect(maskAcross(["换卡"], "100112").text).toBe("****");
  });
});

describe("six digits that the message before announced", () => {
  it.each(["终端号", "我的商户号是", "凭证号是：", "流水号", "订单号在这", "邮编是", "order number:"])(
    "stay behind: %s",
    (before) => {
      expect(maskAcross([before], "482913")).toMatchObject({ text: "482913", previous: [before], found: [] });
    },
  );

  it.each(["验证码", "商户号登不上，要验证码", "订单号是啥？", "换终端号要这个吗，来了", "换结算卡"])(
    "do not stay behind words that announce nothing else: %s",
    (before) => {
      expect(maskAcross([before], "482913").text).toBe("****");
    },
  );
});

describe("a name by its sound", () => {
  it("is made of characters that are read so", () => {
    for (const [sound, characters] of Object.entries(SOUNDS)) {
      for (const character of characters) {
        expect(
          pinyin(character, { toneType: "none", type: "array", multiple: true }),
          `${character} ${sound}`,
        ).toContain(sound);
      }
    }
  });

  it.each(["严重吗 482913", "一共两米吗，没收到", "扣零头 3580"])(
    "is not every neighbour of a number: %s",
    (text) => {
      expect(maskSecrets(text).text).toBe(text);
    },
  );
});

it("reads Base64 only where it turns out to be a number or a password", () => {
  expect(maskSecrets("NzM5MjA1").text).toBe("****");
  expect(maskSecrets("QR00928374 N7NL00384726 SF1390284756102").found).toEqual([]);
});
