// The first sentence of an answer is the answer: short enough to be read between two customers.
import { describe, expect, it } from "vitest";
import type { Knowledge } from "../../../bot/knowledge/knowledge.ts";
import { resolveText } from "../../../bot/knowledge/references.ts";
import { leadOf, plainText } from "../../../bot/text/plain-text.ts";
import { textWidth } from "../../../bot/text/width.ts";
import { realContent } from "../../support/real-content.ts";

const MOST_ON_AVERAGE = 40; // characters
const MOST = 60;

/** In Chinese characters; two Latin letters are as wide as one. */
function firstSentences(knowledge: Knowledge): ReadonlyMap<string, number> {
  return new Map(
    [...knowledge.faqs.values()].map(({ id, body }) => {
      const lead = plainText(resolveText(leadOf(body), { knowledge }).text);
      const [first = ""] = lead.split(/(?<=[。？！])|(?<=[.?!])\s|\n/u);
      return [id, textWidth(first) / 2];
    }),
  );
}

const mean = (lengths: ReadonlyMap<string, number>) =>
  [...lengths.values()].reduce((sum, length) => sum + length, 0) / lengths.size;

describe("the first sentence of the answers", () => {
  it.each(["zh-CN", "en"])("has 40 characters on average, and 60 at most: %s", async (locale) => {
    const lengths = firstSentences(await realContent(locale));
    expect(lengths.size).toBeGreaterThan(25);
    expect([...lengths].filter(([, length]) => length > MOST)).toEqual([]);
    expect(mean(lengths)).toBeLessThanOrEqual(MOST_ON_AVERAGE);
  });

  it("says yes, no, or what is usual where a merchant asks for it", async () => {
    const { faqs } = await realContent();
    const asked = [...faqs.values()].filter(({ question }) => /吗？$/.test(question));
    const evasive = asked.filter(
      ({ body }) => !/^(?:一般|不|有|看|借记卡|公司一般|一台机器一般)/.test(leadOf(body)),
    );
    expect(asked.length).toBeGreaterThanOrEqual(10);
    expect(evasive.map(({ id }) => id)).toEqual([]);
  });
});
