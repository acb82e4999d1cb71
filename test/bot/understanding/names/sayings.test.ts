// What is counted of the characters that merchants write side by side.
import { describe, expect, it } from "vitest";
import { countPairs, openPairs } from "../../../../bot/understanding/names/character-pairs.ts";
import { learnSayings, openSayings, sayingsOf } from "../../../../bot/understanding/names/sayings.ts";
import { realContent } from "../../../support/real-content.ts";

describe("pairs of characters", () => {
  const pairs = openPairs(countPairs(["换卡换卡", "卡𠮷", "", "换"].map((text) => [...text])));

  it("are counted as often as they stand side by side", () => {
    expect([pairs.times("换", "卡"), pairs.times("卡", "换"), pairs.times("卡", "𠮷")]).toEqual([2, 1, 1]);
    expect([pairs.times("换", "换"), pairs.times("𠮷", "卡"), pairs.times("卡", "机")]).toEqual([0, 0, 0]);
    expect([pairs.times("机", "卡"), pairs.times("机", "器")]).toEqual([0, 0]);
  });

  it("tell what stands behind a character, and how often one stands behind any", () => {
    expect(pairs.behind("卡")).toEqual({ times: 2, kinds: 2 });
    expect(pairs.behind("机")).toEqual({ times: 0, kinds: 0 });
    expect(["换", "卡", "𠮷", "机"].map(pairs.single)).toEqual([1, 2, 1, 0]);
    expect(pairs.all).toBe(4);
  });

  it("are none where nothing is said", () => {
    expect(openPairs(countPairs([]))).toMatchObject({ all: 0 });
  });
});

describe("what merchants say", () => {
  it("is parted at pauses, or not", () => {
    const said = openSayings(learnSayings([{ utterances: ["换卡，怎么換"] }]));
    expect(said.text).toBe("\n换卡,怎么换\n");
    expect([said.inMessages.times("卡", ","), said.betweenPauses.times("卡", ",")]).toEqual([1, 0]);
    expect(said.betweenPauses.behind("卡")).toEqual({ times: 1, kinds: 1 });
  });

  it("is counted as by hand over all of it", async () => {
    const { intents } = await realContent();
    const { text, inMessages } = sayingsOf(intents);
    const counted = new Map<string, number>();
    for (const message of text.split("\n")) {
      const characters = [...message];
      for (const [at, character] of characters.slice(1).entries()) {
        const pair = `${characters[at]} ${character}`;
        counted.set(pair, (counted.get(pair) ?? 0) + 1);
      }
    }
    const wrong = [...counted].filter(([pair, times]) => {
      const [before = "", after = ""] = pair.length === 3 ? [pair[0], pair[2]] : [];
      return pair.length === 3 && inMessages.times(before, after) !== times;
    });
    expect(counted.size).toBeGreaterThan(10_000);
    expect(wrong).toEqual([]);
    expect(inMessages.all).toBe([...counted.values()].reduce((sum, times) => sum + times, 0));
  });
});
