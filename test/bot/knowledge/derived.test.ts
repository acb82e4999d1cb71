// What is computed from a content is computed once for it, and never taken for another's.
import { describe, expect, it } from "vitest";
import { derive, supply } from "../../../bot/knowledge/derived.ts";
import type { Knowledge } from "../../../bot/knowledge/knowledge.ts";
import { aKnowledge } from "../../support/a-knowledge.ts";

describe("what follows from a content", () => {
  it("is computed once", () => {
    let builds = 0;
    const build = () => {
      builds += 1;
      return builds;
    };
    const knowledge = aKnowledge();
    expect([builds, derive(knowledge, build), derive(knowledge, build)]).toEqual([0, 1, 1]);
    expect(builds).toBe(1);
  });

  it("is computed anew for a copy with another part", () => {
    const replyCount = ({ replies }: Knowledge) => replies.size;
    const knowledge = aKnowledge();
    expect(derive(knowledge, replyCount)).toBe(0);
    expect(derive({ ...knowledge, replies: new Map([["greeting", "你好"]]) }, replyCount)).toBe(1);
  });

  it("is taken as it was made elsewhere", () => {
    const replyCount = ({ replies }: Knowledge) => replies.size;
    const knowledge = aKnowledge();
    supply(knowledge, replyCount, 7);
    expect(derive(knowledge, replyCount)).toBe(7);
    expect(derive({ ...knowledge }, replyCount)).toBe(0);
  });

  it("is shared by contents with the same part where it follows from that part alone", () => {
    const intentCount = ({ size }: Knowledge["intents"]) => [size];
    const knowledge = aKnowledge();
    const made = derive(knowledge.intents, intentCount);
    expect(derive({ ...knowledge, replies: new Map() }.intents, intentCount)).toBe(made);
    expect(derive(new Map(knowledge.intents), intentCount)).not.toBe(made);
  });

  it("does not show in the content itself", () => {
    const knowledge = aKnowledge();
    const before = JSON.stringify(knowledge);
    derive(knowledge, () => 1);
    expect(JSON.stringify(knowledge)).toBe(before);
    expect(Object.getOwnPropertySymbols({ ...knowledge })).toEqual([]);
  });
});
