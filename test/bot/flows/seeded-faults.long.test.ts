// Proves the checker by defects put in on purpose: each must be found by its rule, and none without one.
import { describe, expect, it } from "vitest";
import { checkFlows } from "../../../bot/flows/check-flows.ts";
import { type Finding, findingLine, type Rule } from "../../../bot/flows/finding.ts";
import type { Step } from "../../../bot/knowledge/guide.ts";
import type { Knowledge } from "../../../bot/knowledge/knowledge.ts";
import { runTurn } from "../../../bot/turn/turn.ts";
import { realContent } from "../../support/real-content.ts";
import { CONTENT_FAULTS } from "./content-faults.ts";
import { GUIDE_FAULTS } from "./guide-faults.ts";
import { REPLY_FAULTS } from "./reply-faults.ts";

/** One provider with its own guide, one without channels, and the two that intents name. */
const PROVIDERS = ["alipay", "easypay", "lakala", "wechatpay"];
/** States; the small content has about half as many. */
const BOUND = 20_000;

const FAULTS = [...CONTENT_FAULTS, ...GUIDE_FAULTS, ...REPLY_FAULTS];
const content = smaller(await realContent());
const control = checkFlows(content, { bound: BOUND });
const known = new Set(control.findings.map(findingLine));

/** The real content with few providers, short guides and nothing to get first, so that a search takes seconds. */
function smaller(knowledge: Knowledge): Knowledge {
  const providers = [...knowledge.providers].filter(([id]) => PROVIDERS.includes(id));
  const guides = [...knowledge.guides].map(
    ([id, guide]) => [id, { ...guide, steps: ends(guide.steps) }] as const,
  );
  return {
    ...knowledge,
    guides: new Map(guides),
    providers: new Map(
      providers.map(([id, { guide, ...provider }]) => [
        id,
        { ...provider, ...(guide && { guide: { ...guide, steps: ends(guide.steps) } }) },
      ]),
    ),
    routes: { ...knowledge.routes, rules: [] },
    merchantCodes: new Map(),
  };
}

/** The first steps and the last. */
function ends(steps: readonly Step[]): Step[] {
  return [...steps.slice(0, 3), ...steps.slice(-1)];
}

describe("the checker, with a defect put in", () => {
  it("finds nothing in the small content but what only larger content says", () => {
    expect(control.findings.filter(({ rule }) => rule !== "unreachable").map(findingLine)).toEqual([]);
  });

  it("has at least 50 distinct defects to find", () => {
    const names = FAULTS.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(names.length).toBeGreaterThanOrEqual(50);
  });

  it.each(FAULTS)("finds $name by the rule $rule", (fault) => {
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
