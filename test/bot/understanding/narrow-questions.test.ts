// Questions in the middle of a talk, by people of whom nothing was learnt: the page and the part of it that answer.
import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import type { Knowledge } from "../../../bot/knowledge/knowledge.ts";
import { createRecogniser, type Recognition } from "../../../bot/understanding/recognise.ts";
import { realContent } from "../../support/real-content.ts";
import { share } from "../../support/understanding-split.ts";

const WHOLE = "whole";
const Asked = z.strictObject({
  pages: z.record(z.string(), z.record(z.string(), z.array(z.string()).min(1))),
  none: z.array(z.string()),
});
const File = z.strictObject({ "zh-CN": Asked, en: Asked });
const read = (name: string) => File.parse(parse(readFileSync(`test/data/${name}.yml`, "utf8")));
const file = read("narrow-questions");
const newest = read("narrow-questions-newest");

/** About fraud, or about somebody who wants money first: to be alarmed there is no fault. */
const OF_FRAUD =
  /^(?:after-a-scam|agent-check|asked-for-|safety-precautions|fee\/(?:押金|有人来收|A fee for))/;

interface Heard {
  readonly page: string;
  readonly part: string;
  readonly got: string | undefined;
  readonly recognition: Recognition;
}

function hear(knowledge: Knowledge, { pages }: z.infer<typeof Asked>): Heard[] {
  const recognise = createRecogniser(knowledge);
  return Object.entries(pages).flatMap(([page, parts]) =>
    Object.entries(parts).flatMap(([part, texts]) =>
      texts.map((text) => {
        const recognition = recognise(text);
        const understood = recognition.zone === "unknown" ? undefined : recognition.intent;
        const got = understood && knowledge.intents.get(understood)?.faq;
        return { page, part, got, recognition };
      }),
    ),
  );
}

describe.each([
  { locale: "zh-CN", page: 0.82, part: 0.81 },
  { locale: "en", page: 0.77, part: 0.73 },
] as const)("narrow questions of strangers in $locale", ({ locale, page, part }) => {
  let knowledge: Knowledge;
  let heard: Heard[];
  beforeAll(async () => {
    knowledge = await realContent(locale);
    heard = hear(knowledge, file[locale]);
  });

  it("ask of pages and parts that there are", () => {
    const missing = Object.entries(file[locale].pages).flatMap(([id, parts]) =>
      Object.keys(parts).filter(
        (heading) => heading !== WHOLE && knowledge.faqs.get(id)?.asked[heading] === undefined,
      ),
    );
    expect(missing).toEqual([]);
    expect(heard.length).toBeGreaterThan(400);
  });

  it("reach their page, read alone and without what was spoken of", () => {
    expect(share(heard, (one) => one.got === one.page)).toBeGreaterThanOrEqual(page);
  });

  it("reach the part that they ask for", () => {
    const narrow = heard.filter((one) => one.part !== WHOLE);
    const isReached = (one: Heard) => one.got === one.page && one.recognition.part === one.part;
    expect(share(narrow, isReached)).toBeGreaterThanOrEqual(part);
  });

  it("are taken for a fraud or a crime in one case of a hundred at most", () => {
    const honest = heard.filter((one) => !OF_FRAUD.test(`${one.page}/${one.part}`));
    const isAlarmed = ({ recognition: { intent, zone } }: Heard) =>
      zone === "answer" && (intent === "report_scam" || intent === "illegal_request");
    expect(share(honest, isAlarmed)).toBeLessThanOrEqual(0.01);
  });

  it("are told from what asks for none of them, seven times in ten", () => {
    const recognise = createRecogniser(knowledge);
    const isAnswered = (text: string) => {
      const { intent, zone } = recognise(text);
      return zone === "answer" && knowledge.intents.get(intent)?.faq !== undefined;
    };
    expect(share(file[locale].none, isAnswered)).toBeLessThanOrEqual(0.3);
  });
});

describe.each([
  { locale: "zh-CN", page: 0.6, part: 0.54, alarmed: 0.03 },
  { locale: "en", page: 0.66, part: 0.64, alarmed: 0.02 },
] as const)("the questions that came last, in $locale", ({ locale, page, part, alarmed }) => {
  let heard: Heard[];
  let knowledge: Knowledge;
  beforeAll(async () => {
    knowledge = await realContent(locale);
    heard = hear(knowledge, newest[locale]);
  });

  it("reach their page and their part less often yet: less was learnt of them", () => {
    const narrow = heard.filter((one) => one.part !== WHOLE);
    const isReached = (one: Heard) => one.got === one.page && one.recognition.part === one.part;
    expect(heard.length).toBeGreaterThan(300);
    expect(share(heard, (one) => one.got === one.page)).toBeGreaterThanOrEqual(page);
    expect(share(narrow, isReached)).toBeGreaterThanOrEqual(part);
  });

  it("are seldom taken for a fraud, and what asks for none of them is told apart", () => {
    const honest = heard.filter((one) => !OF_FRAUD.test(`${one.page}/${one.part}`));
    const isAlarmed = ({ recognition: { intent, zone } }: Heard) =>
      zone === "answer" && (intent === "report_scam" || intent === "illegal_request");
    expect(share(honest, isAlarmed)).toBeLessThanOrEqual(alarmed);
    const recognise = createRecogniser(knowledge);
    const isAnswered = (text: string) => {
      const { intent, zone } = recognise(text);
      return zone === "answer" && knowledge.intents.get(intent)?.faq !== undefined;
    };
    expect(share(newest[locale].none, isAnswered)).toBeLessThanOrEqual(0.3);
  });
});
