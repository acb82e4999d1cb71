// What the chat stops before it leaves the device, and what it lets through.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { maskSecrets } from "../../../../bot/secrets/mask.ts";
import { coverSecrets, findSecret, mayBeKept } from "../../../../src/browser/widget/shield.ts";

const UNIONPAY = "6222021234567890128";
const VISA = "4111111111111111"; // a published test number
const ID = "11010519491231002X"; // the example of the standard, GB 11643

/** A number of the given length that passes the Luhn check. */
function withCheckDigit(body: string): string {
  const sum = [...body].reverse().reduce((total, digit, index) => {
    const value = index % 2 === 0 ? Number(digit) * 2 : Number(digit);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return `${body}${(10 - (sum % 10)) % 10}`;
}

describe("card numbers", () => {
  it.each([
    ["plain", `卡号${UNIONPAY}`],
    ["in groups", "6222 0212 3456 7890 128"],
    ["with hyphens", "4111-1111-1111-1111"],
    ["full width", "６２２２０２１２３４５６７８９０１２８"],
    ["Chinese digits", "四一一一一一一一一一一一一一一一"],
    ["beside a phone number", `13800138000 ${VISA}`],
  ])("are found %s", (_how, text) => {
    expect(findSecret(text)).toBe("pan");
  });

  it("keep their last four digits when covered, and the words around them", () => {
    expect(coverSecrets(`旧卡${VISA}，新卡 6222 0212 3456 7890 128 可以吗`).text).toBe(
      "旧卡****1111，新卡 ****0128 可以吗",
    );
  });

  it("are always found and always gone after covering, whatever their spelling", () => {
    const digits = (length: number) => fc.stringMatching(new RegExp(`^[0-9]{${length}}$`));
    const card = fc.integer({ min: 12, max: 18 }).chain(digits).map(withCheckDigit);
    fc.assert(
      fc.property(card, fc.constantFrom("", " ", "-", "　"), (number, separator) => {
        const written = number.replace(/(\d{4})(?=\d)/g, `$1${separator}`);
        const covered = coverSecrets(`我的号 ${written} 对吗`).text;
        expect(findSecret(written)).toBeDefined();
        expect(findSecret(covered)).toBeUndefined();
        expect(covered.replace(/\D/g, "").length).toBeLessThanOrEqual(4);
      }),
    );
  });
});

describe("other secrets", () => {
  it.each([`身份证 ${ID}`, `身份证${ID.toLowerCase()}`])("finds an ID number: %s", (text) => {
    expect(findSecret(text)).toBe("id-card");
  });

  it.each([
    "验证码482913",
    "验证码是：482913",
    "我收到的验证码 ４８２９１３",
    "CVV 是 123",
    "cvv2:123",
    "密码123456",
    "482913 是我的验证码",
    "482913 刚收到的短信码",
    "动态码 390112",
    "短信里的数字是660281",
    "验政码四八二九一三",
    "暗号 556677",
    "the six digits are 482913",
  ])("finds a code and covers all of it: %s", (text) => {
    expect(["otp", "password", "cvv"]).toContain(findSecret(text));
    expect(coverSecrets(text).text.normalize("NFKC").replace("cvv2", "cvv")).not.toMatch(/\d/);
  });
});

describe("what the server is told", () => {
  it.each([
    ["验证码是 482913", ["otp"]],
    ["cvv 123，密码 556677", ["cvv", "password"]],
    [`卡号${VISA}，身份证${ID}，验证码 482913，动态码 390112`, ["pan", "id-card", "otp"]],
    ["拉卡拉怎么换卡", []],
  ])("names the kinds covered in %s, each once", (text, kinds) => {
    expect(coverSecrets(text).kinds).toEqual(kinds);
  });

  it.each(["验证码是 482913", "密码是 556677", `新卡 ${UNIONPAY} 行吗`, `身份证 ${ID.toLowerCase()}`])(
    "is the text that it would have made of it itself: %s",
    (text) => {
      expect(coverSecrets(text).text).toBe(maskSecrets(text).text);
    },
  );
});

describe("what passes", () => {
  it.each([
    "拉卡拉怎么换卡",
    "打95588问过了",
    "密码忘了，打 95588 行吗",
    "我的手机 13800138000",
    "商户号 898310148160568",
    "订单号 2026112312345678901234567890",
    "身份证 110105194912310021",
    "尾号 0128 的卡",
    "T+1 到账 3000.00 元",
    "验证码收不到",
    "提示 1005 验证码错误",
    "尾号 0128 的验证码收不到",
    "流水号 000345，验证码没收到",
    "error code 1005",
    "验证码 60 秒后再发",
  ])("lets through: %s", (text) => {
    expect(findSecret(text)).toBeUndefined();
    expect(coverSecrets(text)).toEqual({ text, kinds: [] });
  });
});

describe("drafts", () => {
  it("are kept unless a long number has begun in them", () => {
    expect(mayBeKept("我想问换卡")).toBe(true);
    expect(mayBeKept("打 95588")).toBe(true);
    expect(mayBeKept("卡号 6222 0212 3")).toBe(false);
    expect(mayBeKept("验证码 1234")).toBe(false);
  });
});
