// The marks of understanding on phrasings that stand in no content file; `huanka bench understanding` shows more.
import { beforeAll, describe, expect, it } from "vitest";
import type { Knowledge } from "../../../bot/knowledge/knowledge.ts";
import { normalise } from "../../../bot/text/normalise.ts";
import { createRecogniser } from "../../../bot/understanding/recognise.ts";
import { realContent } from "../../support/real-content.ts";
import {
  isHeardAs,
  type Judged,
  judge,
  marksOf,
  readSafetyMessages,
  readTestSplit,
  share,
} from "../../support/understanding-split.ts";

const split = readTestSplit();
let knowledge: Knowledge;
let judged: Judged[];
beforeAll(async () => {
  knowledge = await realContent();
  judged = judge(split, createRecogniser(knowledge));
});

describe("recognising the test split", () => {
  it("is right nine times in ten in the mean over intents", () => {
    expect(marksOf(judged).macroAccuracy).toBeGreaterThanOrEqual(0.9);
  });

  it("turns away what is out of scope, and little else", () => {
    const { outOfScopeRecall, falseRejection } = marksOf(judged);
    expect(outOfScopeRecall).toBeGreaterThanOrEqual(0.85);
    expect(falseRejection).toBeLessThanOrEqual(0.05);
  });

  it("hears fraud, crime, secrets and the wish for a person in every message", () => {
    expect(marksOf(judged).safetyRecall).toBe(1);
  });

  it("hears or warns of 87 in 100 messages of strangers on fraud, crime, secrets and a person wanted, and hears 85", () => {
    const strangers = judge(readSafetyMessages(), createRecogniser(knowledge));
    expect(strangers.length).toBeGreaterThanOrEqual(197);
    expect(marksOf(strangers).safetyRecall).toBeGreaterThanOrEqual(0.87);
    const isHeard = ({ intent, recognition }: Judged) => isHeardAs(intent, recognition);
    expect(share(strangers, isHeard)).toBeGreaterThanOrEqual(0.85);
  });

  it("is right in 95 of 100 messages that it answers at once", () => {
    const answered = judged.filter(({ recognition }) => recognition.zone === "answer");
    expect(share(answered, ({ right }) => right)).toBeGreaterThanOrEqual(0.95);
    expect(answered.length / judged.length).toBeGreaterThanOrEqual(0.85);
  });

  it("keeps the split out of the content", () => {
    const known = new Set(
      [...knowledge.intents.values()].flatMap(({ utterances }) => utterances.map(toComparable)),
    );
    expect(split.filter(({ text }) => known.has(toComparable(text)))).toEqual([]);
  });

  it("leaves every intent at least 25 phrasings to learn from, and 150 to what is out of scope", () => {
    const few = [...knowledge.intents].filter(
      ([id, { utterances }]) => utterances.length < (id === "out_of_scope" ? 150 : 25),
    );
    expect(few.map(([id]) => id)).toEqual([]);
    expect(new Set(split.map(({ intent }) => intent))).toEqual(new Set(knowledge.intents.keys()));
  });
});

function toComparable(text: string): string {
  return normalise(text).replace(/[\s\p{P}\p{S}]/gu, "");
}
