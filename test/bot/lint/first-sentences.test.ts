// The first sentence of an answer is the answer: short enough to be read between two customers.
import { describe, expect, it } from "vitest";
import type { Knowledge } from "../../../bot/knowledge/knowledge.ts";
import { resolveText } from "../../../bot/knowledge/references.ts";
import { leadOf, partUnder, plainText } from "../../../bot/text/plain-text.ts";
import { textWidth } from "../../../bot/text/width.ts";
import { realContent } from "../../support/real-content.ts";

const MOST_ON_AVERAGE = 40; // characters
const MOST = 60;

interface First {
  /** What it answers: the page's question, or a part's heading. */
  readonly asked: string;
  readonly id: string;
  readonly words: string;
  /** In Chinese characters; two Latin letters are as wide as one. */
  readonly length: number;
}

/** The first sentence of each page and of each part that is said by itself. */
function firstSentences(knowledge: Knowledge): readonly First[] {
  return [...knowledge.faqs.values()].flatMap(({ id, question, body, asked }) => [
    first(knowledge, { id, asked: question, text: leadOf(body) }),
    ...Object.keys(asked).map((heading) =>
      first(knowledge, { id: `${id}/${heading}`, asked: heading, text: partUnder(body, heading) ?? "" }),
    ),
  ]);
}

function first(knowledge: Knowledge, { text, ...of }: { id: string; asked: string; text: string }): First {
  const lead = plainText(resolveText(text, { knowledge }).text);
  const [words = ""] = lead.split(/(?<=[。？！])|(?<=[.?!])\s|\n/u);
  return { ...of, words, length: textWidth(words) / 2 };
}

/** 「…吗」, 「要不要…」, 「能不能…」: a question that wants a yes or a no. */
const YES_OR_NO = /吗？?$|(?:要不要|能不能|会不会|算不算|有没有|用不用)/u;
/** Yes, no, what is usual, what it depends on, or that nobody has published it. */
const PLAIN =
  /^(?:一般|多半|不|没有|有|看|能|可以|会|最好|正常|先|要|一样|什么都没给|三样都对|借记卡|公司一般|一台机器一般)/u;

describe("the first sentence of the answers", () => {
  it.each(["zh-CN", "en"])("has 40 characters on average, and 60 at most: %s", async (locale) => {
    const all = firstSentences(await realContent(locale));
    expect(all.length).toBeGreaterThan(100);
    expect(all.filter(({ length }) => length > MOST)).toEqual([]);
    const mean = all.reduce((sum, { length }) => sum + length, 0) / all.length;
    expect(mean).toBeLessThanOrEqual(MOST_ON_AVERAGE);
  });

  it("says yes, no, or what is usual where a merchant asks for it", async () => {
    const asked = firstSentences(await realContent()).filter(({ asked }) => YES_OR_NO.test(asked));
    const evasive = asked.filter(({ words }) => !PLAIN.test(words));
    expect(asked.length).toBeGreaterThanOrEqual(40);
    expect(evasive).toEqual([]);
  });
});
