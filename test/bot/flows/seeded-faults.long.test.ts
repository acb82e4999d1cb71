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
/** They are seen at the end of a whole search, and leave each other alone. */
const ORPHANS = FAULTS.filter(({ rule }) => rule === "unreachable");
const OTHERS = FAULTS.filter(({ rule }) => rule !== "unreachable");
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

  it("finds what nothing leads to, all of it in one search", () => {
    const broken = ORPHANS.reduce((knowledge, { content: put }) => put?.(knowledge) ?? knowledge, content);
    const found = checkFlows(broken, { bound: BOUND }).findings.map(findingLine);
    const fresh = found.filter((line) => !known.has(line)).join("\n");
    for (const { name, shows = name } of ORPHANS) expect(fresh, name).toContain(`${shows} unreachable: `);
  });

  it.each(OTHERS)("finds $name by the rule $rule", (fault) => {
    const isIt = (finding: Finding) =>
      finding.rule === (fault.rule satisfies Rule) && !known.has(findingLine(finding));
    const { findings } = checkFlows(fault.content?.(content) ?? content, {
      bound: fault.bound ?? BOUND,
      enough: isIt,
      turn: fault.turn?.(runTurn) ?? runTurn,
    });
    expect(findings.filter(isIt).map(findingLine)).not.toEqual([]);
  });
});
