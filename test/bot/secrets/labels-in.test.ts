// The labels of a text are those that all names as one expression find, though few of the names are tried.
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { neededBy } from "../../../bot/rules/needed.ts";
import { labelsOf, NAMES_OF_NUMBERS } from "../../../bot/secrets/names/labels-in.ts";
import { viewOf } from "../../../bot/secrets/view/view.ts";

const ALL = new RegExp(NAMES_OF_NUMBERS.map(([, source]) => `(${source})`).join("|"), "g");
const CORPUS = ["adversarial", "harmless", "secrets-corpus"].flatMap((name) =>
  stringsIn(parse(readFileSync(`test/bot/secrets/${name}.yml`, "utf8"))),
);

function stringsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(stringsIn) : [];
}

function labelsByAll(words: string) {
  return [...words.matchAll(ALL)].map((match) => {
    const [kind] = NAMES_OF_NUMBERS[match.slice(1).findIndex((group) => group !== undefined)] ?? [];
    const [text] = match;
    return { kind, text, start: match.index, end: match.index + text.length };
  });
}

describe("the labels of a text", () => {
  it("are those that one expression of all names finds, in a message and in several joined", () => {
    const words = CORPUS.map((text) => viewOf(text).words);
    const joined = words.map((_, at) => words.slice(Math.max(0, at - 4), at + 1).join("\n"));
    for (const text of [...words, ...joined]) expect(labelsOf(text)).toEqual(labelsByAll(text));
    expect(words.flatMap(labelsOf).length).toBeGreaterThan(1_000);
  });

  it("are each of a character at least, so that looking for the next one goes on", () => {
    expect(NAMES_OF_NUMBERS.filter(([, source]) => !neededBy(source))).toEqual([]);
  });
});
