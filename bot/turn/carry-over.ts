// A merchant in the middle of a guide whose content changed: where that leaves them. Pure comparison of two guides.
import type { Guide, Step } from "../knowledge/guide.ts";
import { stepFrom } from "../knowledge/guide.ts";

export type CarryOver =
  /** All done steps are the steps before `step` in the newer guide; `same` when they also read the same. */
  | { readonly kind: "carries"; readonly step: string; readonly same: boolean }
  /** The newer guide puts steps in front that were not done, or another order: the older one is walked to its end. */
  | { readonly kind: "stays" }
  /** The step, or the whole guide, is not there any more. */
  | { readonly kind: "gone" };

/**
 * Where a merchant at a step of the older guide stands in the newer one. A step id is a meaning: rewording keeps it,
 * another meaning needs another id. So ids and maps decide, never the text.
 */
export function carryOver(from: Guide, to: Guide | undefined, step: string): CarryOver {
  if (!to || (from.id !== to.id && !from.generic)) return { kind: "gone" };
  if (from.id !== to.id) return { kind: "stays" };
  const index = from.steps.findIndex(({ id }) => id === step);
  const now = stepFrom(from, to, step);
  if (index < 0 || now === null || now === undefined) return { kind: "gone" };
  const done = new Set(stepsFrom(from, to, from.steps.slice(0, index)));
  const position = to.steps.findIndex(({ id }) => id === now);
  const before = to.steps.slice(0, position);
  const fits = before.length === done.size && before.every(({ id }) => done.has(id));
  if (!fits) return { kind: "stays" };
  const same = sameText(from.steps.slice(0, index + 1), to.steps.slice(0, position + 1));
  return { kind: "carries", step: now, same };
}

/** The first step of the newer guide that is not among the done ones of the older; undefined when all are done. */
export function firstNotDone(from: Guide, to: Guide, done: readonly Step[]): Step | undefined {
  const ids = new Set(stepsFrom(from, to, done));
  return to.steps.find(({ id }) => !ids.has(id));
}

function stepsFrom(from: Guide, to: Guide, steps: readonly Step[]): string[] {
  return steps.flatMap(({ id }) => stepFrom(from, to, id) ?? []);
}

function sameText(some: readonly Step[], others: readonly Step[]): boolean {
  return JSON.stringify(some) === JSON.stringify(others);
}
