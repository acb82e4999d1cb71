// How the model checker tells what it finds; the proof `flows` has it look at every conversation.
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { checkFlows } from "../../../bot/flows/check-flows.ts";
import { COMMAND_EVENTS } from "../../../bot/flows/events.ts";
import { findingLine } from "../../../bot/flows/finding.ts";
import { runTurn } from "../../../bot/turn/turn.ts";
import { findCommand } from "../../../bot/understanding/commands.ts";
import { realContent } from "../../support/real-content.ts";
import { after } from "./fault.ts";
import { smaller } from "./smaller.ts";

const knowledge = smaller(await realContent());

describe("the check of all conversations", () => {
  it("does the same twice", () => {
    expect(checkFlows(knowledge, { bound: 200 })).toEqual(checkFlows(knowledge, { bound: 200 }));
  });

  it("says when its bound hid the rest", () => {
    const { findings } = checkFlows(knowledge, { bound: 50 });
    expect(findings.map(({ rule }) => rule)).toContain("bound");
  });

  it("tells a finding on one line, with turns to paste into a story", () => {
    const silent = after((result) =>
      result.replies[0]?.key === "goodbye"
        ? { ...result, replies: [], state: { ...result.state, offered: [] } }
        : result,
    );
    const { findings } = checkFlows(knowledge, { turn: silent(runTurn), bound: 50 });
    const line = findings.filter(({ rule }) => rule === "dead-end").map(findingLine)[0] ?? "";
    expect(line).toMatch(/^\S.*: dead-end: the turn says nothing — turns: \[.*\]$/);
    const { turns } = parse(line.slice(line.indexOf("turns: ")));
    expect(turns.at(-1)).toEqual({ merchant: expect.any(String), bot: [] });
  });

  it("types every command in words that are read as that command", () => {
    const read = COMMAND_EVENTS.map(({ says = "" }) => findCommand(knowledge.rules, says)?.command);
    expect(read).toEqual(COMMAND_EVENTS.map(({ command }) => command));
  });
});
