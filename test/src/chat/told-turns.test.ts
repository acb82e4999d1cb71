// What turns come to: counted by outcome, and told in one line without a word of what was said.
import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import type { Effect } from "../../../bot/ports.ts";
import { createLog } from "../../../src/base/log.ts";
import { createMeters } from "../../../src/base/meters.ts";
import type { Activity } from "../../../src/base/wire.ts";
import { toldTurn } from "../../../src/chat/told-turns.ts";
import { openStore, type Store } from "../../../src/storage/open-store.ts";
import { aPipeline } from "../../support/chat-server.ts";

const saying = (reply: string) =>
  [
    { channelData: { why: { rule: `rule of ${reply}`, reply, facts: [], content: "c0ffee" } } },
  ] as unknown as Activity[];
const calling = (reason: Effect["reason"]): Effect => ({ kind: "escalate", reason });

describe("a turn", () => {
  it.each([
    ["fee", [], "answered", false],
    ["did-you-mean", [], "clarified", false],
    ["not-understood", [], "out_of_scope", true],
    ["out-of-scope", [], "out_of_scope", true],
    ["offer-person", [calling("two-misses")], "escalated", true],
    ["human", [calling("asked")], "escalated", false],
  ] as const)("that says %s with effects %j comes to %s", (reply, effects, outcome, isMissed) => {
    const told = toldTurn({ effects, replies: saying(reply) });
    expect(told).toMatchObject({ outcome, isMissed, rule: `rule of ${reply}`, content: "c0ffee" });
  });

  it("that threw has failed, and that was stopped was cut", () => {
    const of = (failure: Error) => toldTurn({ failure, effects: [], replies: [] }).outcome;
    const stopped = Object.assign(new Error("Script execution timed out"), {
      code: "ERR_SCRIPT_EXECUTION_TIMEOUT",
    });
    expect([of(new Error("a defect")), of(stopped)]).toEqual(["failed", "cut"]);
  });

  it("is judged by replies that the content has", () => {
    const replies = Object.keys(parse(readFileSync("content/zh-CN/replies.yml", "utf8")) as object);
    expect(replies).toEqual(
      expect.arrayContaining(["did-you-mean", "not-understood", "out-of-scope", "other-question"]),
    );
  });
});

describe("turns of the pipeline", () => {
  let store: Store;
  beforeAll(async () => {
    store = await openStore("sqlite::memory:");
  });
  afterAll(() => store.close());

  it("are counted and timed, each with one line in the log that holds nothing of what was said", async () => {
    const lines: Record<string, unknown>[] = [];
    const sink = { write: (line: string) => void lines.push(JSON.parse(line)), dropped: () => 0 };
    const meters = createMeters();
    const conversations = aPipeline(store, { meters, deadlineMs: 50, log: createLog("info", sink) });
    const id = await conversations.open({ locale: "zh-CN" });
    const say = (text: string, clientActivityID: string) =>
      conversations.post(id, { type: "message", text, channelData: { clientActivityID } });
    for (const [index, text] of ["卡 6222020200112233445", "boom", "hang"].entries())
      await say(text, `m${index}`);
    await say("boom", "m1");

    const turns = lines.filter(({ msg }) => msg === "turn");
    expect(turns.map(({ outcome }) => outcome)).toEqual(["answered", "failed", "cut", "duplicate"]);
    const line = ["conversation", "level", "ms", "msg", "outcome", "seq", "time"];
    expect(Object.keys(turns[0] ?? {}).sort()).toEqual(line);
    expect(turns[0]).toMatchObject({ conversation: id, seq: 1 });
    const text = await meters.text();
    expect(text).toContain('huanka_turns_total{outcome="duplicate"} 1\n');
    expect(text).toContain('huanka_secrets_masked_total{kind="pan"} 1\n');
    expect(text).toContain('huanka_turn_seconds_count{stage="all"} 4\n');
    expect(text).toContain('huanka_turn_seconds_count{stage="commit"} 4\n');
    expect(text).toContain("huanka_turns_waiting 0\n");
  });
});
