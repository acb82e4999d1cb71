// Masking, against a corpus of lines that must go or stay, and against whatever people and machines may write.
import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { maskAcross, namesCode } from "../../../bot/secrets/across.ts";
import { passesLuhn } from "../../../bot/secrets/cards.ts";
import { maskSecrets, secretKinds } from "../../../bot/secrets/mask.ts";

const Corpus = z.object({
  mask: z.record(
    z.string(),
    z.array(
      z.strictObject({
        text: z.string(),
        gone: z.union([z.string(), z.array(z.string()).min(1)]),
        stay: z.array(z.string()).default([]),
      }),
    ),
  ),
  keep: z.array(z.string()),
});
const corpus = Corpus.parse(parse(readFileSync(new URL("secrets-corpus.yml", import.meta.url), "utf8")));
const secrets = Object.entries(corpus.mask).flatMap(([kind, lines]) =>
  lines.map((line) => ({ ...line, kind })),
);

/** A number of `length` digits that begins with 62 and passes Luhn. */
const card = fc
  .tuple(fc.integer({ min: 16, max: 19 }), fc.bigInt({ min: 0n, max: 10n ** 17n - 1n }))
  .map(([length, seed]) => {
    const body = `62${String(seed).padStart(17, "0")}`.slice(0, length - 1);
    return [..."0123456789"].map((last) => body + last).find(passesLuhn) ?? body;
  });
/** A UnionPay number that need not pass Luhn. */
const unchecked = fc
  .tuple(fc.integer({ min: 14, max: 17 }), fc.bigInt({ min: 0n, max: 10n ** 17n - 1n }))
  .map(([length, seed]) => `62${String(seed).padStart(17, "0").slice(0, length)}`);
/** Prefix and length of what other issuers print. */
const foreign = fc
  .tuple(
    fc.constantFrom<[string, number]>(
      ["4", 16],
      ["51", 16],
      ["55", 16],
      ["2221", 16],
      ["34", 15],
      ["37", 15],
      ["36", 14],
      ["3528", 16],
      ["6011", 16],
      ["81", 16],
      ["955880", 19],
      ["95599", 19],
    ),
    fc.bigInt({ min: 0n, max: 10n ** 19n - 1n }),
  )
  .map(([[prefix, length], seed]) => {
    const body = (prefix + String(seed).padStart(19, "1")).slice(0, length - 1);
    return [..."0123456789"].map((last) => body + last).find(passesLuhn) ?? body;
  });
/** What people write within a number. */
const separator = fc.constantFrom(
  ..." ,-,–,—,.,·,_,/,，,+,\u00a0,\u3000,\u200b,\u2060, - ".split(","),
  "，",
  "\n",
);
/** Pieces of chat that are hard on a masker: labels, marks, digits, line breaks. */
const words = fc.constantFrom(
  ..."订单号,卡号,验证码,密码,有效期,cvv,手机,账号,身份证,护照,尾号,****,*,12,4111,13812345678,4111111111111111,6222,62,一,二,六二,①,99.50,2024-11-22,a@b.cn,https://a.cn/,x,位,元, ,-,.,：".split(
    ",",
  ),
  "\n",
  ",",
  "\u200b",
);
const chat = fc
  .array(fc.oneof({ weight: 5, arbitrary: words }, fc.string({ unit: "binary" })))
  .map((parts) => parts.join(""));

/** The same with what codes are called and numbers are spelt like. */
const codes = fc
  .array(
    fc.constantFrom(
      ..."482913,4829,是,的,刚收到的,短信码,公户,138O0138000,o,l,O0,艾特,(at),qq.com,a1.b at c dot com,pwd,口令,六位数字,is my,pin,没收到,提示,码是,yzm,验证吗,****,验证码,密码,卡号,订单号,6222,62,2024-11-22, ,,,.".split(
        ",",
      ),
      "\n",
    ),
    { maxLength: 9 },
  )
  .map((parts) => parts.join(""));

describe("maskSecrets", () => {
  it.each(secrets)("masks $kind: $text", ({ text, gone, stay, kind }) => {
    const masked = maskSecrets(text);
    for (const secret of [gone].flat()) {
      expect(text).toContain(secret);
      expect(masked.text).not.toContain(secret);
    }
    for (const kept of stay) expect(masked.text).toContain(kept);
    if (kind !== "mixed") expect(masked.found.map((secret) => secret.kind)).toContain(kind);
  });

  it.each(corpus.keep)("leaves as it is: %s", (text) => {
    expect(maskSecrets(text)).toEqual({ text, found: [] });
  });

  it("has at least 300 different lines to be measured by, of secrets and of what stays", () => {
    const texts = [...secrets.map(({ text }) => text), ...corpus.keep];
    const twice = texts.filter((text, index) => texts.indexOf(text) !== index);
    // One line that holds two cards is asked about each.
    expect(twice).toEqual(["新卡6217000012345678901旧卡6222021001116245678"]);
    expect(secrets.length).toBeGreaterThanOrEqual(300);
    expect(corpus.keep.length).toBeGreaterThanOrEqual(200);
  });

  it("leaves readable only what helps to recognise one's own number", () => {
    const shown = (text: string) => maskSecrets(text).text;
    expect(shown("卡号6222 0210 0111 6245 678")).toBe("卡号****5678");
    expect(shown("验证码 123456")).toBe("验证码 ****");
    expect(shown("手机 138-1234-5678")).toBe("手机 138****5678");
    expect(shown("身份证11010119900307002X")).toBe("身份证****002x");
    expect(shown("护照E12345678")).toBe("护照****78");
    expect(shown("对公账号11001234567890")).toBe("对公账号****7890");
    expect(shown("zhangsan@qq.com")).toBe("zha****@qq.com");
  });

  it("gives positions in the text as it was written", () => {
    const text = "👍卡号：６２２２\u200b０２１００１１１６２４５。验证码123456";
    const [pan, otp] = maskSecrets(text).found;
    expect(text.slice(pan?.start, pan?.end)).toBe("６２２２\u200b０２１００１１１６２４５");
    expect(text.slice(otp?.start, otp?.end)).toBe("123456");
  });

  it("never throws and changes nothing the second time", () => {
    fc.assert(
      fc.property(chat, (text) => {
        const once = maskSecrets(text).text;
        expect(maskSecrets(once)).toEqual({ text: once, found: [] });
      }),
      { numRuns: 3000 },
    );
  });

  it("changes nothing the second time in what is said about codes", () => {
    fc.assert(
      fc.property(codes, (text) => {
        const once = maskSecrets(text).text;
        expect(maskSecrets(once)).toEqual({ text: once, found: [] });
      }),
      { numRuns: 5000 },
    );
  });

  it.each([
    "4111cvv4111",
    "6222验证码a@b.cn",
    "2024-11-22密码4111111111111111",
    "订单号a@b.cn4111111111111111",
    "护照6222六二a@b.cn",
    "六二①13812345678,2024-11-22验证码",
    "卡号：1234567890123@qq.com",
    "account 1111111 1228@qq.com",
    "身份证 11010119900307771X13812345678",
    "密碼 abc123order 4111111111111111",
    "验证码：**1138**wang＠163.com",
    "6011000990139424流水号 139@qq.com",
    "6222 0210 0111 6245 123456 验证码",
    "卡号 1234567890 138 1234 5678",
    "o4111111111111111x4111111111111111",
    "13812345678l*a@b.cn",
    "口令2024-11-22138O0138000账号",
    "口令12138O0138000yzm",
    "4829短信里的数字a1.b at c dot com",
    "护照411111111111111112(at)qq.com",
    "yzm6222码是4111",
  ])("changes nothing the second time in %s", (text) => {
    const once = maskSecrets(text);
    expect(once.found.length).toBeGreaterThan(0);
    expect(maskSecrets(once.text)).toEqual({ text: once.text, found: [] });
  });

  it("lets no number through that is written with a mix of separators, whatever Luhn says", () => {
    const separators = fc.array(fc.oneof(separator, fc.constant("")), { minLength: 19, maxLength: 19 });
    fc.assert(
      fc.property(fc.oneof(card, unchecked), separators, (number, gaps) => {
        const written = [...number].map((digit, index) => digit + gaps[index]).join("");
        const shown = maskSecrets(`我的卡号是${written}。`).text.replace(/\D/g, "");
        expect(shown.length).toBeLessThanOrEqual(4);
      }),
      { numRuns: 1000 },
    );
  });

  it("lets no foreign card that passes Luhn through, in any of the issuers' lengths", () => {
    fc.assert(
      fc.property(foreign, separator, (number, gap) => {
        const written = number.replace(/\d{4}(?=\d)/g, (four) => four + gap);
        for (const text of [number, `用${written}付`]) {
          expect(maskSecrets(text).text.replace(/\D/g, "").length).toBeLessThanOrEqual(4);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it("lets no UnionPay number that passes Luhn through, whatever stands around it", () => {
    const around = fc.string({ unit: "binary" });
    fc.assert(
      fc.property(around, card, around, (before, number, after) => {
        expect(maskSecrets(before + number + after).text).not.toContain(number);
      }),
      { numRuns: 3000 },
    );
  });

  it("lets no UnionPay number through that is written in fours with any separator", () => {
    fc.assert(
      fc.property(chat, card, separator, chat, (before, number, gap, after) => {
        const written = number.replace(/\d{4}(?=\d)/g, (four) => four + gap);
        expect(maskSecrets(`${before}。${written}。${after}`).text).not.toContain(written.slice(0, -4));
      }),
      { numRuns: 1000 },
    );
  });

  it.each([
    ["one row of digits", "6"],
    ["digits one by one", "6 2 "],
    ["labels without numbers", "验证码卡号密码"],
    ["labels with numbers", "验证码12 "],
    ["addresses without an end", "a.b-"],
    ["at signs", "a@"],
    ["links", "http://1 "],
    ["Chinese numerals", "六二、"],
    ["separators", " -"],
    ["invisible characters", "6\u200b"],
  ])("comes through 64 KB of %s and still finds the number behind them", (_, piece) => {
    const text = `${piece.repeat(65_536 / piece.length)}。卡号6222021001116245678`;
    expect(maskSecrets(text).text.endsWith("。卡号****5678")).toBe(true);
  });
});

describe("letters among digits", () => {
  it("hide no card and no mobile number, wherever they stand", () => {
    const slip = { 0: "O", 1: "l" } as Readonly<Record<string, string>>;
    const number = fc.oneof(card, fc.stringMatching(/^1[3-9]\d{9}$/));
    fc.assert(
      fc.property(number, fc.nat(), (digits, pick) => {
        const places = [...digits].flatMap((digit, at) => (slip[digit] && at > 0 ? [at] : []));
        const at = places[pick % Math.max(1, places.length)];
        const written = [...digits].map((digit, index) => (index === at ? slip[digit] : digit)).join("");
        expect(maskSecrets(`我的号${written}。`).text).not.toContain(written);
      }),
      { numRuns: 1000 },
    );
  });

  it.each(["o4111111111111111", "4111111111111111l", "13812345678o"])(
    "are no digits of a whole number: %s",
    (text) => {
      expect(maskSecrets(text).found).toHaveLength(1);
    },
  );
});

describe("maskAcross", () => {
  it.each([
    ["640217", "刚刚短信收到的那个码"],
    ["771204", "上面那个是刚收到的码"],
    ["lucky8866", "上面是我的登录密码"],
    ["417", "卡背面的"],
    ["593", "安全码就是这个"],
  ])("masks %s once it is named: %s", (said, named) => {
    expect(namesCode(named)).toBe(true);
    expect(maskAcross([said], named).previous).toEqual(["****"]);
  });

  it("masks a password that is looked for first", () => {
    expect(maskAcross(["密码是多少我看看"], "lucky8866").text).toBe("****");
  });

  it.each([
    ["打 110", "安全码要填吗"],
    ["A92081", "上面是我的机器型号"],
    ["密码多少位", "8位"],
    ["密码是多少我看看", "95016"],
    ["尾号 0217", "卡背面的"],
  ])("leaves %s before %s", (said, next) => {
    expect(maskAcross([said], next)).toMatchObject({ previous: [said], text: next });
  });

  it("catches a card number sent in two messages and masks the first part too", () => {
    expect(maskAcross(["我的卡 6222 0210"], "0111 6245 678 帮我换")).toEqual({
      previous: ["我的卡 ****"],
      text: "**** 帮我换",
      found: [{ kind: "pan", start: 0, end: 13 }],
      kinds: ["pan"],
    });
  });

  it("catches a card number sent four digits at a time", () => {
    const masked = maskAcross(["6222", "0210", "0111"], "6245");
    expect(masked.previous).toEqual(["****", "****", "****"]);
    expect(masked.text).toBe("****");
  });

  it("catches the last digits of a card whose first sixteen were masked already", () => {
    const first = maskSecrets("6222021001116245").text;
    expect(maskAcross([first], "678")).toMatchObject({ previous: ["****"], text: "****" });
  });

  it("reads a code by the word in the message before", () => {
    expect(maskAcross(["验证码是"], "123456")).toMatchObject({ previous: ["验证码是"], text: "****" });
  });

  it("leaves the choice of an option and a hotline after a masked card alone", () => {
    expect(maskAcross(["****6245"], "2")).toMatchObject({ previous: ["****6245"], text: "2", found: [] });
    expect(maskAcross(["****6245"], "95588")).toMatchObject({ text: "95588", found: [] });
  });

  it("catches a number with a word between its pieces", () => {
    expect(maskAcross(["6222 0210", "等一下"], "0111 6245 678")).toMatchObject({
      previous: ["****", "****"],
      text: "****",
    });
  });

  it.each([
    [["6222 0210", "等一下，我去拿另外一张卡过来"], "0111 6245 678"],
    [["前面是6222 0210", "后面的我看不清", "要擦一下"], "后面是0111 6245 678"],
    [["62220210", "你好慢啊", "0111", "在吗在吗在吗在吗"], "6245678"],
  ])("catches a number whose pieces have a line of chat between: %j", (previous, text) => {
    const masked = maskAcross(previous, text);
    expect([...masked.previous, masked.text].join("")).not.toMatch(/\d/);
    expect(masked.kinds).toEqual(["pan"]);
  });

  it.each([
    [["6222 0210", "等一下，我去拿另外一张卡过来"], "0111 6245 679"],
    [["订单号 62220210", "等一下，我再看看"], "订单号 01116245678"],
    [["62220210", "这是座机，还有一个座机是"], "01116245"],
  ])("does not join numbers that are no card, with words between: %j", (previous, text) => {
    expect(maskAcross(previous, text).found).toEqual([]);
  });

  it("reads a code by its name past a line of chat, before and after", () => {
    expect(maskAcross(["482913", "等等，我想一下"], "这是刚收到的验证码")).toMatchObject({
      previous: ["****", "等等，我想一下"],
      kinds: ["otp"],
    });
    expect(maskAcross(["验证码收到了", "我戴个眼镜"], "482913")).toMatchObject({ text: "****" });
    expect(maskAcross(["482913"], "上面这个是验证码")).toMatchObject({ previous: ["****"] });
  });

  it.each(["短信来了你看看", "银行给我发了个数字要不要给你"])(
    "takes six digits alone behind 「%s」 for a code, but no round sum",
    (before) => {
      expect(maskAcross([before], "739204")).toMatchObject({ text: "****", kinds: ["otp"] });
    },
  );

  it.each([
    ["短信来了你看看", "128800"],
    ["短信没来", "80417263"],
    ["短信里说什么", "739204 是终端号"],
  ])("keeps what stands behind 「%s」 and is no code: %s", (before, text) => {
    expect(maskAcross([before], text)).toMatchObject({ text, found: [] });
  });

  it("does not take for a secret what the end of a long message seems to hold", () => {
    expect(maskAcross(["…6222021001116245"], "好的")).toMatchObject({ previous: ["…6222021001116245"] });
  });

  it("masks a message that says something without predecessors as on its own", () => {
    fc.assert(
      fc.property(chat, (text) => {
        const more = `${text} 换卡`;
        const alone = maskSecrets(more);
        expect(maskAcross([], more)).toEqual({ ...alone, previous: [], kinds: secretKinds(alone.found) });
      }),
    );
  });

  it("lets no number cut in two through", () => {
    fc.assert(
      fc.property(card, fc.integer({ min: 1, max: 15 }), (number, cut) => {
        const first = maskSecrets(number.slice(0, cut)).text;
        const second = number.slice(cut);
        const { previous, text } = maskAcross([first], second);
        const visible = (previous.join("") + text).replace(/\D/g, "");
        expect(visible.length).toBeLessThanOrEqual(4);
      }),
    );
  });
});
