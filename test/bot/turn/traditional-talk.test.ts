// What a merchant who writes traditional characters is told, from the first message to the end of a guide.
import { beforeAll, describe, expect, it } from "vitest";
import { toActivity } from "../../../bot/bot.ts";
import type { Knowledge } from "../../../bot/knowledge/knowledge.ts";
import { inTraditional } from "../../../bot/say/in-traditional.ts";
import { bareText } from "../../../bot/say/options.ts";
import type { Reply } from "../../../bot/say/reply.ts";
import { simplifiedOnly } from "../../../bot/text/traditional.ts";
import { MODEL_DIR } from "../../../src/served/model-files.ts";
import { supplyKeptModels } from "../../../src/served/model-source.ts";
import { realContent } from "../../support/real-content.ts";
import { type Played, playStory } from "../../support/run-story.ts";

let knowledge: Knowledge;
/** The same content from before there was another way to write. */
let before: Knowledge;

beforeAll(async () => {
  knowledge = await realContent();
  const { traditional: _, ...others } = knowledge;
  before = supplyKeptModels(others, MODEL_DIR);
});

const GUIDES = ["拉卡拉", "盛付通", "微信支付", "雲閃付", "支付寶", "收錢吧", "快錢"];
const MENU_PATH = /[^，。；：（）「」\n]+→[^，。；：（）「」\n]+/gu;
const QUOTED = /「[^「」]*」/gu;
const MOST_STEPS = 20;

/** The same talk in either script. */
const TALK = (name: string) => [
  `我想換${name}部機嘅收錢卡`,
  "係",
  ...Array.from({ length: MOST_STEPS }, () => "下一步"),
  "卡住了",
  "要等幾耐先生效",
  "要唔要收費㗎",
  "有人打電話畀我話係客服，要我講驗證碼",
  "乜都冇畀",
  "轉人工",
];

/** Every string of it that a merchant sees. */
const shown = ({ text, choices, guide, channels = [], links = [] }: Reply) => [
  text,
  ...choices.flatMap(({ label, value }) => [label, value]),
  ...(guide ? [guide.title, ...(guide.titles ?? [])] : []),
  ...channels.map(({ label }) => label),
  ...links.map(({ title }) => title),
];

/** What of a text is none of our own words: quotations, ways through menus, and names that facts give. */
function ownWords(text: string): string {
  const names = [...knowledge.facts.values()].flatMap(({ kind, value }) =>
    ["app", "wechat", "website"].includes(kind) ? [value] : [],
  );
  const bare = text.replace(QUOTED, "").replace(MENU_PATH, "");
  return names.reduce((rest, name) => rest.replaceAll(name, ""), bare);
}

const replies = ({ turns }: Played) => turns.flatMap((turn) => turn.replies);
const leftIn = (texts: readonly string[]) =>
  texts.filter((text) => [...ownWords(text)].some((character) => simplifiedOnly().has(character)));

describe("a whole guide in traditional characters", () => {
  it.each(GUIDES)("shows no simplified character of ours: %s", (name) => {
    const said = replies(playStory(knowledge, TALK(name)));
    expect(leftIn(said.flatMap(shown))).toEqual([]);
    expect(said.filter(({ guide }) => guide !== undefined).length).toBeGreaterThan(2);
    expect(said.filter(({ script }) => script !== "traditional")).toEqual([]);
  });

  it("is the same talk as in simplified ones, in all but how it is written", () => {
    const [first = "", ...rest] = TALK("拉卡拉");
    const inTraditional = replies(playStory(knowledge, [first, ...rest]));
    const inSimplified = replies(playStory(before, [first, ...rest]));
    const plain = ({ script: _script, ...reply }: Reply) => JSON.parse(bareJson(reply));
    expect(inTraditional.map(plain)).toEqual(inSimplified.map(plain));
    expect(inTraditional).not.toEqual(inSimplified);
  });

  it("begins its text with the very title that the card shows", () => {
    const steps = GUIDES.flatMap((name) => replies(playStory(knowledge, TALK(name)))).filter(
      ({ key }) => key === "step",
    );
    expect(steps.filter(({ text, guide }) => !text.startsWith(`${guide?.title}\n`))).toEqual([]);
    expect(steps.length).toBeGreaterThan(GUIDES.length);
  });

  it("names menus and apps as they stand on the screen, and leads to the same addresses", () => {
    const said = replies(playStory(knowledge, TALK("拉卡拉")));
    const texts = said.map(({ text }) => text).join("\n");
    expect(texts).toContain("首页 → 全部 → 结算卡变更");
    expect(texts).toMatch(/說「轉人工」|說「下一步」/);
    expect(said.flatMap(({ channels = [] }) => channels.map(({ value }) => value))).toContain("95016");
    expect(said.some(({ guide }) => guide?.url?.startsWith("/providers/lakala#"))).toBe(true);
  });
});

/** Folded as reading folds, so that only the script may differ. */
function bareJson(reply: object): string {
  return JSON.stringify(reply, (_key, value: unknown) =>
    typeof value === "string" ? bareText(value) : value,
  );
}

describe("a button in traditional characters", () => {
  it("is understood as the one it is in simplified ones, whatever it does", () => {
    const { replies: texts, faqs, guides, providers, routes } = knowledge;
    const labels = [
      ...[...texts]
        .filter(([key, text]) => /^(?:option|label)\./.test(key) && !text.includes("{"))
        .map(([, text]) => text),
      ...[...faqs.values()].map(({ question }) => question),
      ...[...guides.values()].map(({ title }) => title),
      ...[...providers.values()].map(({ name }) => name),
      ...Object.values(routes.slots).flatMap(({ values }) => Object.values(values)),
    ];
    const [reply] = replies(playStory(before, ["你好"]));
    const choices = labels.map((label) => ({ label, value: label }));
    const written = inTraditional(knowledge, { ...(reply as Reply), choices }).choices;
    const different = labels.filter((label, at) => {
      const [here, there] = [label, written[at]?.value ?? ""].map((said) => {
        const { turns, state } = playStory(knowledge, ["我想換收錢嘅銀行卡", said]);
        return JSON.stringify([turns.at(-1)?.replies.map(({ key }) => key), state.stack, state.offered]);
      });
      return here !== there;
    });
    expect(different).toEqual([]);
    expect(written.filter(({ value }, at) => value !== labels[at]).length).toBeGreaterThan(100);
  });

  it("is shown as the merchant's own words in the characters they write", () => {
    const [said] = replies(playStory(knowledge, ["我想換收錢嘅銀行卡"]));
    const { suggestedActions } = toActivity(said as Reply);
    expect(suggestedActions?.actions.map(({ value }) => value)).toContain("不知道是誰家的");
    expect(suggestedActions?.actions.every(({ title, value }) => title === value)).toBe(true);
  });
});

describe("what stays as it was", () => {
  it("is every word of ours in a conversation in English", async () => {
    const english = await realContent("en");
    const lines = ["How do I change the card?", "拉卡拉換卡點做", "next", "轉人工"];
    expect(replies(playStory(english, lines)).filter(({ script }) => script !== undefined)).toEqual([]);
  });

  it("is every word of a content from before", () => {
    expect(leftIn(replies(playStory(before, TALK("拉卡拉"))).flatMap(shown))).not.toEqual([]);
  });

  it("is a state of a simplified conversation, which holds nothing new", () => {
    expect(playStory(knowledge, ["我要换拉卡拉的卡", "下一步"]).state).not.toHaveProperty("script");
  });

  it("is what the merchant wrote, where it is quoted", () => {
    const said = (text: string) =>
      replies(playStory(knowledge, ["我想換收錢嘅銀行卡", text]))
        .map((reply) => reply.text)
        .join("\n");
    expect(said("恆豐銀行部機")).not.toContain("恒丰");
    expect(said("微信號 kefu_9988 係咪官方嘅")).toContain("kefu_9988");
  });
});
