// A defect seeded into content or into the turn, and the small edits that faults are made of.

import type { RunTurn } from "../../../bot/flows/explore.ts";
import type { Rule } from "../../../bot/flows/finding.ts";
import type { Step } from "../../../bot/knowledge/guide.ts";
import type { Knowledge } from "../../../bot/knowledge/knowledge.ts";
import type { Reply } from "../../../bot/say/reply.ts";
import type { Option } from "../../../bot/say/state.ts";
import type { TurnInput, TurnResult } from "../../../bot/turn/turn.ts";

export interface Fault {
  /** What somebody broke. */
  readonly name: string;
  /** The rule that must find it. */
  readonly rule: Rule;
  /** What the line of its finding begins with, where several faults are looked for together. */
  readonly shows?: string;
  /** Makes states without end: looked for among no more than there are without the defect. */
  readonly grows?: true;
  readonly content?: (knowledge: Knowledge) => Knowledge;
  readonly turn?: (run: RunTurn) => RunTurn;
}

/** Replaces the text under a key; a new key is added. */
export function reply(key: string, text: string): (knowledge: Knowledge) => Knowledge {
  return (knowledge) => ({ ...knowledge, replies: new Map([...knowledge.replies, [key, text]]) });
}

/** Changes the steps of a generic guide, by default of that for vendors. */
export function steps(
  edit: (steps: readonly Step[]) => readonly Step[],
  guide = "pos-vendor",
): (knowledge: Knowledge) => Knowledge {
  return (knowledge) => ({
    ...knowledge,
    guides: edited(knowledge.guides, guide, (one) => ({ ...one, steps: edit(one.steps) })),
  });
}

/** Changes one step of the generic guide for vendors, counted from 0. */
export function step(index: number, edit: (step: Step) => Step): (knowledge: Knowledge) => Knowledge {
  return steps((all) => all.map((one, at) => (at === index ? edit(one) : one)));
}

/** Leaves the first step of each guide, for defects that show at the end of a whole search and in no guide. */
export function withOneStep(knowledge: Knowledge): Knowledge {
  const first = <Guide extends { readonly steps: readonly Step[] }>(guide: Guide) => ({
    ...guide,
    steps: guide.steps.slice(0, 1),
  });
  return {
    ...knowledge,
    guides: new Map([...knowledge.guides].map(([id, guide]) => [id, first(guide)])),
    providers: new Map(
      [...knowledge.providers].map(([id, provider]) => [
        id,
        provider.guide ? { ...provider, guide: first(provider.guide) } : provider,
      ]),
    ),
  };
}

/** One entry of a map, changed. Throws when it is not there: the fault would change nothing. */
export function edited<T>(map: ReadonlyMap<string, T>, id: string, edit: (value: T) => T): Map<string, T> {
  const value = map.get(id);
  if (value === undefined) throw new Error(`there is no ${id} to break`);
  return new Map([...map].map(([key, one]) => [key, key === id ? edit(value) : one]));
}

/** Changes what a turn gives back, seeing what it was given. */
export function after(edit: (result: TurnResult, input: TurnInput) => TurnResult): (run: RunTurn) => RunTurn {
  return (run) => (input) => edit(run(input), input);
}

/** Changes what a turn is given. */
export function before(edit: (input: TurnInput) => TurnInput): (run: RunTurn) => RunTurn {
  return (run) => (input) => run(edit(input));
}

/** Changes the offers, shown and remembered alike. */
export function offers(edit: (options: Option[], result: TurnResult) => Option[]): (run: RunTurn) => RunTurn {
  return after((result) => {
    const offered = edit([...result.state.offered], result);
    const at = result.replies.findLastIndex(({ choices }) => choices.length > 0);
    const choices = offered.map(({ label }) => ({ label, value: label }));
    return {
      ...result,
      state: { ...result.state, offered },
      replies: result.replies.map((one, index) => (index === at ? { ...one, choices } : one)),
    };
  });
}

/** Changes every reply. */
export function replies(edit: (reply: Reply) => Reply): (run: RunTurn) => RunTurn {
  return after((result) => ({ ...result, replies: result.replies.map(edit) }));
}

/** Changes the step a turn ends at, where a guide is on top. */
export function stepAfter(
  edit: (from: string | undefined, to: string, input: TurnInput) => string,
): (run: RunTurn) => RunTurn {
  return after((result, input) => {
    const top = result.state.stack.at(-1);
    if (top?.dialog !== "guide") return result;
    const moved = { ...top, step: edit(stepOf(input.state), top.step, input) };
    return { ...result, state: { ...result.state, stack: [...result.state.stack.slice(0, -1), moved] } };
  });
}

/** The step of a stored state with a guide on top. */
export function stepOf(stored: unknown): string | undefined {
  return guideFrame(stored)?.step;
}

export function guideOf(stored: unknown): string | undefined {
  return guideFrame(stored)?.guide;
}

function guideFrame(stored: unknown) {
  const top = (stored as Partial<TurnResult["state"]> | undefined)?.stack?.at(-1);
  return top?.dialog === "guide" ? top : undefined;
}

export function saidText({ event }: TurnInput): string {
  return event.kind === "message" ? event.text : "";
}

export function withoutAction(name: string): (options: Option[]) => Option[] {
  return (options) =>
    options.filter(({ action }) => action.do !== name && !("command" in action && action.command === name));
}

export function isState(
  stored: unknown,
): stored is { stack: { dialog: string }[]; offered: Option[]; misses: number } {
  return typeof stored === "object" && stored !== null && "stack" in stored;
}

export function topOf(stored: unknown): string | undefined {
  return isState(stored) ? stored.stack.at(-1)?.dialog : undefined;
}
