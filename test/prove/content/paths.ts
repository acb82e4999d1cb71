// Follows every provider in every situation to steps that can be walked, or to the acquirer.
import { afterGetting, type Path, solvePath } from "../../../bot/dialogs/solver/solve-path.ts";
import type { Target } from "../../../bot/dialogs/solver/walk.ts";
import { type Guide, PROVIDER_CLASSES } from "../../../bot/knowledge/guide.ts";
import type { Knowledge } from "../../../bot/knowledge/knowledge.ts";
import type { RouteRule } from "../../../bot/knowledge/routes.ts";
import { type Situation, SLOT_VALUES, SLOTS, type Slot, withSlot } from "../../../bot/knowledge/situation.ts";
import { readSituation } from "../../../bot/understanding/hear-facts.ts";
import { realContent } from "../../support/real-content.ts";
import type { Proof } from "../proof.ts";
import { walkDialogs } from "./paths/walk-paths.ts";

const LEAST_CASES = 59 * 1_000; // every provider in a thousand situations and more

/** What nobody can change a card without; with one of these known the steps may not begin. */
const LACKS: readonly { readonly slot: Slot; readonly value: string }[] = [
  { slot: "person", value: "no" },
  { slot: "person", value: "changed" },
  { slot: "same-name", value: "no" },
  { slot: "old-card", value: "no" },
  { slot: "phone", value: "no" },
];

export interface PathsProof {
  readonly cases: number;
  readonly guides: number;
  /** First something is missing, and getting it leads on to the steps. */
  readonly detours: number;
  /** Ends at the acquirer, whose channel is known. */
  readonly channels: number;
  /** Ends at the acquirer, whose name and number stand on label and contract only. */
  readonly labels: number;
  readonly longestDetour: number;
  readonly rulesUsed: number;
  readonly rules: number;
  readonly dialogs: number;
  readonly turns: number;
  /** One line each; empty when all holds. */
  readonly faults: readonly string[];
}

interface Seen {
  readonly rules: Set<string>;
  readonly asked: Set<string>;
  readonly kept: Set<string>;
  readonly dropped: Set<string>;
  readonly faults: Set<string>;
}

export function provePaths(knowledge: Knowledge): PathsProof {
  const seen: Seen = {
    rules: new Set(),
    asked: new Set(),
    kept: new Set(),
    dropped: new Set(),
    faults: new Set(),
  };
  const situations = everySituation();
  const ends = { guide: 0, detour: 0, channels: 0, labels: 0 };
  let longestDetour = 0;
  for (const target of everyTarget(knowledge)) {
    for (const situation of situations) {
      const { end, detours } = follow(knowledge, { target, situation, seen });
      ends[end] += 1;
      longestDetour = Math.max(longestDetour, detours);
    }
  }
  const walked = walkDialogs(knowledge);
  return {
    cases: ends.guide + ends.detour + ends.channels + ends.labels,
    guides: ends.guide,
    detours: ends.detour,
    channels: ends.channels,
    labels: ends.labels,
    longestDetour,
    rulesUsed: seen.rules.size,
    rules: knowledge.routes.rules.length,
    dialogs: walked.dialogs,
    turns: walked.turns,
    faults: [...seen.faults, ...unused(knowledge, seen), ...misreadLabels(knowledge), ...walked.faults],
  };
}

/** Every provider, and the steps of each class for those whose provider we do not know. */
export function everyTarget(knowledge: Knowledge): Target[] {
  const own = [...knowledge.providers.values()].map(({ id, class: guide }) => ({ guide, provider: id }));
  return [...own, ...PROVIDER_CLASSES.map((guide) => ({ guide }))];
}

function everySituation(): Situation[] {
  return SLOTS.reduce<Situation[]>(
    (list, slot) =>
      list.flatMap((situation) => [
        situation,
        ...SLOT_VALUES[slot].map((value) => withSlot(situation, slot, value)),
      ]),
    [{}],
  );
}

type End = "guide" | "detour" | "channels" | "labels";

interface Noted {
  readonly situation: Situation;
  readonly seen: Seen;
  readonly fault: (problem: string) => void;
}

type Walk = { readonly target: Target; readonly situation: Situation; readonly seen: Seen };

/** Follows one case as a merchant who gets every missing thing would, and notes every fault on the way. */
function follow(knowledge: Knowledge, walk: Walk): { end: End; detours: number } {
  const { target, seen } = walk;
  const fault = (problem: string) =>
    void seen.faults.add(`${target.provider ?? target.guide} ${JSON.stringify(walk.situation)}: ${problem}`);
  const passed = new Set<string>();
  let { situation } = walk;
  for (;;) {
    const path = solvePath(knowledge, target, situation);
    if (path.kind === "guide") {
      checkGuide(knowledge, path, { situation, seen, fault });
      return { end: passed.size > 0 ? "detour" : "guide", detours: passed.size };
    }
    const rule = path.kind === "missing" ? path.first : path.rule;
    noteRule(path, rule, { situation, seen, fault });
    if (path.kind === "official") {
      return { end: path.channels.length > 0 ? "channels" : "labels", detours: passed.size };
    }
    if (passed.has(rule.id)) {
      fault(`${rule.id} comes again after it was done: dead end`);
      return { end: "detour", detours: passed.size };
    }
    passed.add(rule.id);
    situation = afterGetting(situation, rule);
  }
}

/** A route must not ask for what the situation says is missing. */
function noteRule(
  path: Exclude<Path, { kind: "guide" }>,
  rule: RouteRule,
  { situation, seen, fault }: Noted,
): void {
  seen.rules.add(rule.id);
  if (path.ask !== undefined) seen.asked.add(`${rule.id} ${path.ask}`);
  for (const { slot, value } of rule.uses ?? []) {
    const has = situation[slot];
    if (has !== undefined && has !== value) fault(`${rule.id} takes ${slot}=${value}, which is ${has}`);
  }
}

function checkGuide(
  knowledge: Knowledge,
  { guide }: Extract<Path, { kind: "guide" }>,
  { situation, seen, fault }: Noted,
): void {
  if (guide.steps.length === 0) fault("a guide without steps");
  for (const { slot, value } of LACKS) {
    if (situation[slot] === value) fault(`the steps begin though ${slot}=${value}`);
  }
  const kept = new Set(
    guide.steps.flatMap((step) => [step.id, ...step.needs.map((need) => `${step.id} ${need}`)]),
  );
  for (const part of conditionalParts(wholeGuide(knowledge, guide.id))) {
    (kept.has(part) ? seen.kept : seen.dropped).add(`${guide.id}/${part}`);
  }
}

function wholeGuide(knowledge: Knowledge, id: string): Guide {
  const guide = knowledge.providers.get(id)?.guide ?? knowledge.guides.get(id);
  if (!guide) throw new Error(`no guide ${id}`);
  return guide;
}

/** The steps and needs of a guide that are not for everybody: `step` and `step need`. */
function conditionalParts({ steps }: Guide): string[] {
  return steps.flatMap(({ id, needsIf = {}, if: only }) => [
    ...(only ? [id] : []),
    ...Object.keys(needsIf).map((need) => `${id} ${need}`),
  ]);
}

/** Content that no case reaches: rules, questions, and conditions that never or always hold. */
function unused(knowledge: Knowledge, seen: Seen): string[] {
  const owned = [...knowledge.providers.values()].flatMap(({ guide }) => guide ?? []);
  const guides = [...owned, ...PROVIDER_CLASSES.map((name) => wholeGuide(knowledge, name))];
  const conditional = guides.flatMap((guide) => conditionalParts(guide).map((part) => `${guide.id}/${part}`));
  return [
    ...knowledge.routes.rules.flatMap(({ id, asks }) => [
      ...(seen.rules.has(id) ? [] : [`the rule ${id} is never used`]),
      ...asks.filter((slot) => !seen.asked.has(`${id} ${slot}`)).map((slot) => `${id} never asks ${slot}`),
    ]),
    ...conditional.filter((one) => !seen.kept.has(one)).map((one) => `${one} is never shown`),
    ...conditional.filter((one) => !seen.dropped.has(one)).map((one) => `${one} is never left out`),
  ];
}

/** A button of a question pressed late comes as plain words; they must mean what the button says. */
function misreadLabels(knowledge: Knowledge): string[] {
  return SLOTS.flatMap((slot) =>
    Object.entries(knowledge.routes.slots[slot].values).flatMap(([value, label]) =>
      readSituation(label, knowledge.rules)[slot] === value
        ? []
        : [`「${label}」 is not read as ${slot}=${value}`],
    ),
  );
}

export const proof = {
  name: "paths",
  promise:
    "Every provider in every situation leads to steps that can be walked, or to a person who can help.",
  short: { seconds: 3, options: {} },
  full: { seconds: 3, options: {} },
  async run() {
    const { faults, ...told } = provePaths(await realContent());
    return {
      findings: [
        ...faults,
        ...(told.cases >= LEAST_CASES ? [] : [`only ${told.cases} cases`]),
        ...(told.rulesUsed === told.rules ? [] : [`${told.rulesUsed} of ${told.rules} rules used`]),
      ],
      figures: [
        `${told.cases} cases: ${told.guides} straight to the steps, ${told.detours} after something missing ` +
          `(at most ${told.longestDetour} things), ${told.channels} to an official channel, ${told.labels} to the label; ` +
          `${told.rulesUsed} of ${told.rules} rules used; ${told.dialogs} conversations in ${told.turns} turns`,
      ],
    };
  },
} satisfies Proof;
