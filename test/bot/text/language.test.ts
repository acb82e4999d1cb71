// A language that is asked for is spoken, in whichever language somebody asks, and a conversation keeps the last one.
import { describe, expect, it } from "vitest";
import type { Knowledge } from "../../../bot/knowledge/knowledge.ts";
import { isShortChinese, languageOf, wishedLanguage } from "../../../bot/text/language.ts";
import { compiled } from "../../../bot/turn/compiled.ts";
import { spokenLocale } from "../../../bot/turn/older-content.ts";
import { runTurn } from "../../../bot/turn/turn.ts";
import { realContent } from "../../support/real-content.ts";

const NOW = "2026-11-24T02:00:00.000Z";

describe("a wish for a language", () => {
  it.each([
    "English",
    "English please",
    "in English?",
    "Do you speak English?",
    "Can I talk in English?",
    "please answer in English",
    "说英文",
    "你会说英语吗",
    "能用英文回复吗",
    "有英文版吗",
  ])("is one for English: %s", (text) => {
    expect(wishedLanguage(text)).toBe("en");
    expect(languageOf(text)).toBe("en");
  });

  it.each([
    "中文",
    "说中文",
    "请用普通话回答",
    "切换成中文",
    "还是说中文吧",
    "那咱就用中文聊吧",
    "Chinese please",
    "can we speak Chinese?",
    "switch back to Chinese",
  ])("is one for Chinese: %s", (text) => {
    expect(languageOf(text)).toBe("zh-CN");
  });

  it.each(["能用英文名开户吗", "英文发票怎么开", "how do I translate English papers"])(
    "is none beside another matter: %s",
    (text) => {
      expect(wishedLanguage(text)).toBeUndefined();
    },
  );
});

it.each(["done", "human", "fine", "none"])("is told by no English word that could be pinyin: %s", (text) => {
  expect(languageOf(text)).toBeUndefined();
});

it.each([
  ["下一步", true],
  ["多久生效？", true],
  ["第3步", true],
  ["95016", false],
  ["next", false],
  ["换pos", false],
  ["换卡多久生效", false],
])("is Chinese, perhaps only a name, in %s: %s", (text, isShort) => {
  expect(isShortChinese(text)).toBe(isShort);
});

it("goes on in the language that was last spoken, where a message tells none", async () => {
  const contents = { "zh-CN": await realContent(), en: await realContent("en") };
  let state: unknown;
  const say = (text: string): string => {
    const locale = languageOf(text) ?? spokenLocale(state) ?? "zh-CN";
    const knowledge: Knowledge = contents[locale === "en" ? "en" : "zh-CN"];
    const event = { kind: "message" as const, text, secrets: [] };
    state = structuredClone(runTurn({ ...compiled(knowledge), state, event, now: NOW }).state);
    return knowledge.locale;
  };
  expect(["说英文", "95016", "说中文", "95016", "多久生效"].map(say)).toEqual([
    "en",
    "en",
    "zh-CN",
    "zh-CN",
    "zh-CN",
  ]);
});
