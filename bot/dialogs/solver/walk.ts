// The steps of a guide that apply to one merchant: those whose `if:` is known not to hold are left out.
import { type Case, type Condition, judgeCondition } from "../../knowledge/condition.ts";
import { derive } from "../../knowledge/derived.ts";
import type { Guide, Step } from "../../knowledge/guide.ts";
import type { Knowledge } from "../../knowledge/knowledge.ts";
import type { Situation } from "../../knowledge/situation.ts";
import { findGuide, type StepPlace } from "../../say/guide-steps.ts";
import type { GuideFrame } from "../../say/state.ts";

/** Which guide it is, and for whom. */
export interface Target {
  readonly guide: string;
  readonly provider?: string | undefined;
}

/** What conditions are judged against. */
export function caseOf(knowledge: Knowledge, { guide, provider }: Target, situation: Situation): Case {
  const known = provider === undefined ? undefined : knowledge.providers.get(provider);
  return { class: known?.class ?? guide, provider, situation };
}

/** The guide without the steps and needs that do not concern the merchant. What is not known is kept. */
export function walkOf(knowledge: Knowledge, target: Target, situation: Situation): Guide {
  const last = derive(knowledge, lastWalk);
  const isSame =
    last.situation === situation && last.guide === target.guide && last.provider === target.provider;
  if (isSame && last.walk) return last.walk;
  const walk = walkAlong(knowledge, target, situation);
  Object.assign(last, { situation, guide: target.guide, provider: target.provider, walk });
  return walk;
}

/** What a merchant has is one object throughout a turn, which asks for the same walk four times and more. */
function lastWalk(_: Knowledge): Partial<Target> & { readonly situation?: Situation; readonly walk?: Guide } {
  return {};
}

function walkAlong(knowledge: Knowledge, target: Target, situation: Situation): Guide {
  const guide = findGuide(knowledge, target);
  const facts = caseOf(knowledge, target, situation);
  const isFor = (condition: Condition | undefined) =>
    condition === undefined || judgeCondition(condition, facts) !== "no";
  const steps = guide.steps.filter((step) => isFor(step.if));
  return { ...guide, steps: steps.map((step) => withNeeds(step, isFor)) };
}

function withNeeds(step: Step, isFor: (condition: Condition | undefined) => boolean): Step {
  return step.needsIf ? { ...step, needs: step.needs.filter((need) => isFor(step.needsIf?.[need])) } : step;
}

const NOTHING_KNOWN: Situation = {};

/** Where a frame stands in the merchant's own walk. A step that is left out counts as the next one that is not. */
export function placeInGuide(
  knowledge: Knowledge,
  frame: GuideFrame,
  situation: Situation = NOTHING_KNOWN,
): StepPlace {
  const guide = walkOf(knowledge, frame, situation);
  const whole = findGuide(knowledge, frame).steps;
  const from = whole.findIndex(({ id }) => id === frame.step);
  const rest = new Set(whole.slice(Math.max(0, from)).map(({ id }) => id));
  const next = guide.steps.findIndex(({ id }) => rest.has(id));
  const index = next < 0 ? guide.steps.length - 1 : next;
  const step = guide.steps[index];
  if (!step) throw new Error(`guide ${guide.id} has no steps: the loader must have refused this content`);
  return { frame: { ...frame, step: step.id }, guide, index, step };
}
