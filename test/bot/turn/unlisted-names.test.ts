// A company that stands nowhere is called unknown by its name, however it is told; what is no name is not taken for one.
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { realContent } from "../../support/real-content.ts";
import { playStory } from "../../support/run-story.ts";

const Lines = z.array(z.string()).min(1);
const Told = z.strictObject({ names: Lines, sentences: Lines, answers: Lines });
const NoNames = z.strictObject({ answers: Lines, first: Lines, sentences: Lines });
const read = (file: string): unknown => parse(readFileSync(`test/data/${file}`, "utf8"));
const told = Told.parse(read("unlisted-names.yml"));
const noNames = NoNames.parse(read("no-names.yml"));

const ASKS = "怎么换结算卡";
const UNKNOWN = ["provider-unknown", "provider-brand", "name-or-word"];
const knowledge = await realContent();

function lastReplies(...said: string[]) {
  return playStory(knowledge, said).turns.at(-1)?.replies ?? [];
}

function isCalledUnknown(name: string, ...said: string[]): boolean {
  return lastReplies(...said).some(
    ({ key, text }) => UNKNOWN.includes(key ?? "") && text.includes(`「${name}」`),
  );
}

function isTakenForName(...said: string[]): boolean {
  return lastReplies(...said).some(({ key }) => UNKNOWN.includes(key ?? ""));
}

/** Each way of telling with each name that was not heard by it. */
function unheard(ways: readonly string[], ...before: string[]): string[] {
  return ways.flatMap((way) =>
    told.names
      .filter((name) => !isCalledUnknown(name, ...before, way.replace("X", name)))
      .map((name) => way.replace("X", name)),
  );
}

describe("a company that stands nowhere", () => {
  it("is called unknown by its name in answer to whose terminal it is, in 95 of 100 ways of telling it", () => {
    const missed = unheard(told.answers, ASKS);
    expect(missed.length, missed.join("; ")).toBeLessThan(told.answers.length * told.names.length * 0.05);
  });

  it("is called unknown by its name where a sentence tells it, in 90 of 100", () => {
    const missed = unheard(told.sentences);
    expect(missed.length, missed.join("; ")).toBeLessThan(told.sentences.length * told.names.length * 0.1);
  });

  it("is called unknown, or asked about, in eight of ten cases where its name is the first message", () => {
    const missed = unheard(["X"]);
    expect(missed.length, missed.join("; ")).toBeLessThan(told.names.length * 0.2);
  });

  it("that another is a part of is named, and nothing of the other is given", () => {
    const [reply] = lastReplies(ASKS, "应该是网易宝吧");
    expect(reply?.key).toBe("provider-guessed");
    expect(reply?.text).toContain("「网易宝」");
    expect(reply?.text).not.toMatch(/\d{5}/);
  });
});

describe("what is no company's name", () => {
  it("is not taken for one in answer to whose terminal it is", () => {
    const lines = [...noNames.answers, ...noNames.sentences];
    expect(lines.filter((line) => isTakenForName(ASKS, line))).toEqual([]);
  });

  it("is not taken for one as the first message", () => {
    const lines = [...noNames.first, ...noNames.sentences];
    expect(lines.filter((line) => isTakenForName(line))).toEqual([]);
  });
});
