// A translated locale: its own words where it has them, the Chinese original marked as such everywhere else.
import { afterEach, describe, expect, it } from "vitest";
import type { Knowledge } from "../../../bot/knowledge/knowledge.ts";
import { loadKnowledge } from "../../../bot/load.ts";
import { saysSameNumbers } from "../../../bot/reading/same-numbers.ts";
import { aContentTree, type ContentTree, VALID_TREE } from "../../support/content-tree.ts";

const FEE = `---
question: Does it cost money?
intent: faq_fee
definition: Whether changing the card costs money.
category: rebind
summary: What the change costs, and who decides.
updated: 2026-11-23
utterances: [Is it free?, What is the fee?, Does it cost money?, How much is it?, Do I have to pay?]
---
Ask your provider.
`;
const trees: ContentTree[] = [];
afterEach(() => Promise.all(trees.splice(0).map((tree) => tree.remove())));

async function english(files: Readonly<Record<string, string>>): Promise<Knowledge> {
  const tree = await aContentTree({ "en/faqs/fee.md": FEE, ...files });
  trees.push(tree);
  return loadKnowledge(tree.dir, "en");
}

describe("a translated locale", () => {
  it("speaks its own words where a file is translated and says which are the original's", async () => {
    const { faqs, articles, guides } = await english({});
    expect(faqs.get("fee")).toMatchObject({ question: "Does it cost money?" });
    expect(faqs.get("fee")?.fallback).toBeUndefined();
    for (const page of [...articles.values(), ...guides.values()]) expect(page.fallback).toBe("zh-CN");
  });

  it("merges replies key by key", async () => {
    const { replies, untranslated } = await english({ "en/replies.yml": "greeting: Hello.\n" });
    expect(replies.get("greeting")).toBe("Hello.");
    expect(replies.get("scam")).toContain("报警");
    expect(untranslated?.has("greeting")).toBe(false);
    expect(untranslated?.has("scam")).toBe(true);
  });

  it("calls providers by their English names and knows the Chinese ones", async () => {
    const { providers } = await english({});
    const lakala = providers.get("lakala");
    expect(lakala).toMatchObject({ name: lakala?.nameEn, fallback: "zh-CN" });
    expect(lakala?.aliases).toContain("拉卡拉");
  });

  it("speaks of a provider in its own words, at the steps of the original", async () => {
    const words = (steps: string) => ({
      "en/providers/lakala.md": `---\nsummary: Machines with Lakala on the label.\nupdated: 2026-11-29\n---\n\nCall {{fact:lakala.hotline}}.\n\n## Steps\n\n${steps}`,
    });
    const call = "1. **Call.** Dial {{fact:lakala.hotline}}. {#call-hotline}\n";
    const { providers } = await english(words(`${call}2. **Wait.** Look for the new card. {#wait}\n`));
    const lakala = providers.get("lakala");
    expect(lakala).toMatchObject({ name: "Lakala", summary: "Machines with Lakala on the label." });
    expect(lakala?.fallback).toBeUndefined();
    expect(lakala?.guide?.steps.map(({ title }) => title)).toEqual(["Call", "Wait"]);
    await expect(english(words(call))).rejects.toThrow(
      "steps: are not those of providers/lakala.md, in their order: call-hotline, wait",
    );
  });

  it("keeps what zh-CN teaches, so that Chinese is understood too", async () => {
    const { intents, originalIntents } = await english({});
    expect(intents.get("faq_fee")?.utterances).toContain("Is it free?");
    expect(originalIntents?.get("faq_fee")?.utterances).not.toContain("Is it free?");
  });

  it("has a hash of its own that an edit of the original changes", async () => {
    const before = await english({});
    const same = await english({});
    const path = "zh-CN/faqs/fee.md";
    const after = await english({ [path]: (VALID_TREE[path] ?? "").replace("一般不收", "通常不收") });
    expect(same.hash).toBe(before.hash);
    expect(after.hash).not.toBe(before.hash);
  });

  it("refuses translations of nothing", async () => {
    await expect(english({ "en/faqs/gone.md": FEE })).rejects.toThrow(
      "en/faqs/gone.md:1:1 file: translates nothing",
    );
    const nobody = "---\nsummary: A company of no name.\nupdated: 2026-11-29\n---\n\nNothing.\n";
    await expect(english({ "en/providers/nobody.md": nobody })).rejects.toThrow(
      "there is no providers/nobody.md",
    );
    await expect(english({ "en/replies.yml": "gone: Hello.\n" })).rejects.toThrow("has no key gone");
    await expect(english({ "en/facts.yml": "gone.fact: { label: Gone }\n" })).rejects.toThrow(
      "there is no fact gone.fact",
    );
  });

  it("takes a translated sentence for English although it quotes Chinese, and what nobody translated for Chinese", async () => {
    const facts = `${VALID_TREE["facts.yml"]}card.menu:
  kind: rule
  label: 菜单
  value: 找「结算卡」
  grade: official
  sources: [官网]
  verified: 2026-11-23
  recheck: 2027-02-23
`;
    const quoting = "card.menu: { label: Menu, value: Look for 结算卡 }\n";
    const translated = await english({ "facts.yml": facts, "en/facts.yml": quoting });
    expect(translated.facts.get("card.menu")?.fallback).toBeUndefined();
    const half = await english({ "facts.yml": facts, "en/facts.yml": "card.menu: { label: Menu }\n" });
    expect(half.facts.get("card.menu")?.fallback).toBe("zh-CN");
  });

  it("translates labels of facts and never their numbers", async () => {
    const { facts } = await english({ "en/facts.yml": "police.hotline: { label: Police }\n" });
    expect(facts.get("police.hotline")).toMatchObject({ label: "Police", value: "110" });
    const changed = english({ "en/facts.yml": 'police.hotline: { value: "911" }\n' });
    await expect(changed).rejects.toThrow("the same in every language");
  });
});

describe("the numbers of a translated claim", () => {
  it.each([
    ["每天 1 万元、每年 20 万元", "CNY 10,000 a day, 200,000 a year", true],
    ["2022 年 3 月 1 日", "1 March 2022", true],
    ["大部分 1 个自然日内审完，最长 5 个工作日", "mostly within 1 day, at most 5 working days", true],
    ["最长 5 个工作日", "at most 3 working days", false],
    ["打 0.01 元验证", "a test payment", false],
  ])("in 「%s」 and 「%s」 are equal: %s", (original, translation, same) => {
    expect(saysSameNumbers(original, translation)).toBe(same);
  });
});
