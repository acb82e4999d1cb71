// Proves the checker by defects put in on purpose: each must be found by its rule, and none without one.
import { describe, expect, it } from "vitest";
import { checkFlows } from "../../../bot/flows/check-flows.ts";
import { type Finding, findingLine, type Rule } from "../../../bot/flows/finding.ts";
import { runTurn } from "../../../bot/turn/turn.ts";
import { realContent } from "../../support/real-content.ts";
import { CONTENT_FAULTS } from "./content-faults.ts";
import { GUIDE_FAULTS } from "./guide-faults.ts";
import { REPLY_FAULTS } from "./reply-faults.ts";
import { smaller } from "./smaller.ts";

/** States; the small content has about half as many. */
const BOUND = 20_000;

const FAULTS = [...CONTENT_FAULTS, ...GUIDE_FAULTS, ...REPLY_FAULTS];
/** Seen at the end of a whole search, and each in another place: one search is enough for all of them. */
const AT_THE_END: readonly Rule[] = ["unreachable", "guide-end", "far-from-person"];
const TOGETHER = FAULTS.filter(({ rule }) => AT_THE_END.includes(rule));
const OTHERS = FAULTS.filter(({ rule }) => !AT_THE_END.includes(rule));
const content = smaller(await realContent());
const control = checkFlows(content, { bound: BOUND });
const known = new Set(control.findings.map(findingLine));

describe("the checker, with a defect put in", () => {
  it("finds nothing in the small content but what only larger content says", () => {
    expect(control.findings.filter(({ rule }) => rule !== "unreachable").map(findingLine)).toEqual([]);
  });

  it("has at least 50 distinct defects to find", () => {
    const names = FAULTS.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(names.length).toBeGreaterThanOrEqual(50);
  });

  it("finds all that a whole search shows in one search", () => {
    const broken = TOGETHER.reduce((knowledge, { content: put }) => put?.(knowledge) ?? knowledge, content);
    const turn = TOGETHER.reduce((run, { turn: put }) => put?.(run) ?? run, runTurn);
    const found = checkFlows(broken, { bound: BOUND, turn }).findings.map(findingLine);
    const fresh = found.filter((line) => !known.has(line)).join("\n");
    for (const { name, rule, shows = name } of TOGETHER) expect(fresh, name).toContain(`${shows} ${rule}: `);
  });

  it.each(OTHERS)("finds $name by the rule $rule", (fault) => {
    const isIt = (finding: Finding) =>
      finding.rule === (fault.rule satisfies Rule) && !known.has(findingLine(finding));
    const { findings } = checkFlows(fault.content?.(content) ?? content, {
      bound: fault.grows ? control.figures.states : BOUND,
      enough: isIt,
      turn: fault.turn?.(runTurn) ?? runTurn,
    });
    expect(findings.filter(isIt).map(findingLine)).not.toEqual([]);
  });
});
