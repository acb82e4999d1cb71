// That the scam proof can fail, and that its messages are enough and strange to the content.
import { beforeAll, describe, expect, it } from "vitest";
import type { Knowledge } from "../../../bot/knowledge/knowledge.ts";
import { realContent } from "../../support/real-content.ts";
import { alarmedOf, heardOf, isHeldOutAuthor, readScamAuthors } from "../../support/scam-authors.ts";
import { falseAlarmsOf, isHeldOut, LEAST_BENIGN, LEAST_SCAMS, readScamMessages, recallOf } from "./scams.ts";

let knowledge: Knowledge;
beforeAll(async () => {
  knowledge = await realContent();
});

describe("the scam proof", () => {
  it("has enough messages, each once, and about half of them held out", () => {
    const { scams, benign } = readScamMessages();
    expect(scams.length).toBeGreaterThanOrEqual(LEAST_SCAMS);
    expect(benign.length).toBeGreaterThanOrEqual(LEAST_BENIGN);
    const all = [...scams, ...benign];
    expect(new Set(all).size).toBe(all.length);
    expect(all.filter(isHeldOut).length / all.length).toBeCloseTo(0.5, 1);
  });

  it("holds no story of the held-out half that the content teaches", () => {
    const taught = new Set([...knowledge.intents.values()].flatMap(({ utterances }) => utterances));
    expect(readScamMessages().scams.filter((message) => isHeldOut(message) && taught.has(message))).toEqual(
      [],
    );
  });

  it("counts a miss and a false alarm", () => {
    expect(recallOf({ scams: 4, missed: ["一"], benign: 1, falseAlarms: [] })).toBe(0.75);
    expect(falseAlarmsOf({ scams: 1, missed: [], benign: 4, falseAlarms: ["一"] })).toBe(0.25);
  });

  it("knows sixteen strangers, half of them held out, and nothing longer than a phrase of theirs in the content", () => {
    const authors = readScamAuthors();
    expect(authors).toHaveLength(16);
    expect(authors.filter(isHeldOutAuthor)).toHaveLength(8);
    const messages = authors.flatMap(({ told, plain }) => [...told, ...plain]);
    expect(new Set(messages).size).toBe(messages.length);
    const taught = new Set([...knowledge.intents.values()].flatMap(({ utterances }) => utterances));
    expect(messages.filter((message) => message.length > 20 && taught.has(message))).toEqual([]);
  });

  it("counts what strangers tell in vain, and whom it alarms", () => {
    const score = { told: 4, missed: ["一"], plain: 4, alarmed: ["一"] };
    expect([heardOf(score), alarmedOf(score)]).toEqual([0.75, 0.25]);
  });
});
