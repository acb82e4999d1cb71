// What a merchant may see after a deploy, worked out from the guides and the merchant's words alone, not from the bot's
// own way of carrying over.

import { walkOf } from "../../../../bot/dialogs/solver/walk.ts";
import type { Knowledge } from "../../../../bot/knowledge/knowledge.ts";
import { RULES } from "../../../../bot/knowledge/own-ids.ts";
import type { Situation } from "../../../../bot/knowledge/situation.ts";
import { hears } from "../../../../bot/rules/heard-rules.ts";
import { findGuide } from "../../../../bot/say/guide-steps.ts";
import { chooseOption, namedOption } from "../../../../bot/say/options.ts";
import type { Reply } from "../../../../bot/say/reply.ts";
import type { DialogState, GuideFrame } from "../../../../bot/say/state.ts";
import { normalise } from "../../../../bot/text/normalise.ts";
import { compiled } from "../../../../bot/turn/compiled.ts";
import { findCommand } from "../../../../bot/understanding/commands.ts";

export interface ObservedTurn {
  readonly before: DialogState;
  readonly line: string;
  readonly after: DialogState;
  readonly replies: readonly Reply[];
}

export interface Contents {
  /** Every content by its hash. */
  readonly byHash: ReadonlyMap<string, Knowledge>;
  /** A step's id under any name → its first one. */
  readonly original: (id: string) => string;
}

export interface Fault {
  readonly kind: "lost" | "wrong-step";
  readonly what: string;
}

/** Where a merchant stands: the whole walk's original ids, and which of them it is. */
interface Stand {
  readonly frame: GuideFrame;
  readonly walk: readonly string[];
  readonly index: number;
  /** False when the step that was shown turned out not to concern the merchant. */
  readonly isShown: boolean;
}

/** Replies that say in words why a guide ended or began. */
const EXPLAINS =
  /^(?:guide-(?:done|left|withdrawn|start|replaced|expired)|provider-(?:denied|switched)|progress-(?:passed|arrived)|path|greeting)/;
const NOTICES = ["guide-expired", "guide-replaced"];

export function faultsOf(turn: ObservedTurn, contents: Contents): Fault[] {
  const spoken = new Set(turn.replies.map(({ why }) => why.content));
  if (spoken.size !== 1 || !spoken.has(turn.after.content)) {
    return [{ kind: "wrong-step", what: "one turn speaks from several contents" }];
  }
  const keys = turn.replies.map(({ key }) => key);
  if (keys.includes("state-lost") || keys.includes("guide-changed")) {
    return [{ kind: "lost", what: `was told ${keys.join(", ")}` }];
  }
  return [...misnumbered(turn, contents), ...movedWrongly(turn, contents, keys)];
}

/** A shown step must be the step of that number in the content it is said to come from. */
function misnumbered({ replies, after }: ObservedTurn, { byHash }: Contents): Fault[] {
  return replies.flatMap(({ guide, why }) => {
    const knowledge = byHash.get(why.content);
    if (!guide || !knowledge) return [];
    const { steps } = walkOf(knowledge, { guide: guide.id, provider: guide.provider }, after.situation ?? {});
    const right = steps[guide.step - 1]?.id === guide.stepId && steps.length === guide.of;
    return right
      ? []
      : [{ kind: "wrong-step" as const, what: `shows ${guide.stepId} as number ${guide.step}` }];
  });
}

function movedWrongly(turn: ObservedTurn, contents: Contents, keys: readonly string[]): Fault[] {
  const { before, after } = turn;
  const { situation = {} } = after;
  const from = standOf(before, situation, contents) ?? pausedStand(before, situation, contents);
  if (!from) return [];
  const to = standOf(after, situation, contents);
  const explained = keys.some((key) => EXPLAINS.test(key));
  if (!to) {
    const isKept = after.paused !== undefined && after.paused.guide === from.frame.guide;
    if (isKept) return [];
    if (!explained)
      return [{ kind: "lost", what: `${from.frame.guide} ended without a word: ${keys.join(", ")}` }];
    return keys.some((key) => key.startsWith("guide-done")) ? endedEarly(turn, from, contents) : [];
  }
  if (keys.some((key) => key.startsWith("guide-start") || key === "guide-replaced")) {
    return to.index === 0 ? [] : [{ kind: "wrong-step", what: "a guide begins in its middle" }];
  }
  if (to.frame.guide !== from.frame.guide) {
    return [
      { kind: "wrong-step", what: `went from ${from.frame.guide} to ${to.frame.guide} without a word` },
    ];
  }
  if (namesPlace(turn, contents)) return [];
  return wrongStep(turn, contents, { from, to, isTold: keys.some((key) => NOTICES.includes(key)) });
}

const TELL_PLACE = [RULES.submitted, RULES.inApp, RULES.rejected] as const;

/**
 * Whoever names a step by its number, or tells that the change is handed in, the app wants it or it came back, 「提交了」, 「它让我上传身份证」, 「又退回来了」,
 * goes there, whatever was done and whatever else is asked.
 */
function namesPlace({ line, before, replies }: ObservedTurn, { byHash }: Contents): boolean {
  if (replies.some(({ why }) => why.rule === "step/asked")) return true;
  const rules = byHash.get(before.content)?.rules;
  return rules !== undefined && TELL_PLACE.some((rule) => hears(rules, rule, normalise(line)));
}

/** The guide may end only when every step of the content that ends it was done. */
function endedEarly(turn: ObservedTurn, from: Stand, contents: Contents): Fault[] {
  const knowledge = contents.byHash.get(turn.after.content);
  const last = knowledge && standIn(knowledge, from.frame, turn.after.situation ?? {}, contents);
  const done = new Set(from.walk.slice(0, from.index + 1));
  const missed = (last?.walk ?? []).filter((id) => !done.has(id));
  return missed.length > 0 ? [{ kind: "wrong-step", what: `ended without ${missed.join(", ")}` }] : [];
}

function wrongStep(
  turn: ObservedTurn,
  contents: Contents,
  { from, to, isTold }: { from: Stand; to: Stand; isTold: boolean },
): Fault[] {
  const now = to.walk[to.index] ?? "";
  const was = from.walk[from.index] ?? "";
  const fault = (what: string): Fault[] => [
    { kind: "wrong-step", what: `${was} → ${now} after 「${turn.line}」: ${what}` },
  ];
  const move = movementOf(turn, contents.byHash.get(turn.before.content));
  if (move === "back" && !isTold) return isStepBefore(to, was) ? [] : fault("is not the step before");
  const end = { next: from.index + 1, back: Math.max(0, from.index - 1), restart: 0, stay: from.index }[move];
  const done = new Set(from.walk.slice(0, end));
  const skipped = to.walk.slice(0, to.index).filter((id) => !done.has(id));
  if (skipped.length > 0) return fault(`skipped ${skipped.join(", ")}`);
  if (done.has(now)) return fault("was done already");
  if (isTold)
    return toldWrongly(turn, from.walk.slice(0, end).length) ? fault("the summary is not what was done") : [];
  if (!from.isShown) return [];
  if (move === "stay" && now !== was) return fault("moved without being asked");
  if (!to.walk.includes(was)) return fault("left a step that is gone without saying so");
  return [];
}

/** Whoever tells what was said on the line has made the call: shown what comes after it, or told that they stand at another step. */
function movedByCall({ replies }: ObservedTurn): "next" | "stay" | undefined {
  const keys = replies.map(({ key }) => key);
  if (!keys.some((key) => key.startsWith("call-"))) return undefined;
  return keys.includes("step") ? "next" : "stay";
}

/** At the first step there is no way back. */
function isStepBefore({ walk, index }: Stand, was: string): boolean {
  return walk[index + 1] === was || (index === 0 && walk[0] === was);
}

/** The summary lists as many steps as were done, numbered. */
function toldWrongly({ replies }: ObservedTurn, done: number): boolean {
  const notice = replies.find(({ key }) => NOTICES.includes(key))?.text ?? "";
  return [...notice.matchAll(/^\d+\. /gm)].length !== done;
}

const MOVES = { next: "next", yes: "next", back: "back", restart: "restart" } as const;
const MOVING_INTENTS = { flow_next: "next", flow_back: "back", flow_restart: "restart" } as const;

/** What the merchant's words ask for: by the option that was offered or is so named, as a command, as understood. */
function movementOf(
  turn: ObservedTurn,
  knowledge: Knowledge | undefined,
): "next" | "back" | "restart" | "stay" {
  const { before, line } = turn;
  if (before.stack.at(-1)?.dialog !== "guide") return "stay";
  const called = movedByCall(turn);
  if (called) return called;
  // Whoever is answered what the screen says has done no step, however much it sounds like one.
  if (turn.replies.some(({ key }) => key.startsWith("screen-"))) return "stay";
  const action = (chooseOption(before.offered, line) ?? (knowledge && namedOption(knowledge, line)))?.action;
  const spoken = knowledge && (commandIn(knowledge, line) ?? commandAmong(knowledge, turn));
  const command = action ? (action.do === "command" ? action.command : "none") : spoken;
  if (command !== undefined) return find(MOVES, command) ?? "stay";
  const understood = knowledge && compiled(knowledge).recognise(line, { inGuide: true });
  return find(MOVING_INTENTS, understood?.intent ?? "") ?? "stay";
}

function commandIn({ rules }: Knowledge, words: string) {
  return findCommand(rules, words)?.command;
}

/** 「哈哈打错了 下一步」, 「找着了，是不是这一串」: where the bot says that it heard a command, one of the clauses is one. */
function commandAmong(knowledge: Knowledge, { line, replies }: ObservedTurn) {
  const isCommand = replies.some(({ why }) => why.rule.startsWith("command"));
  const clauses = isCommand ? line.split(/[\s，。,.!！]+/) : [];
  return clauses.map((clause) => commandIn(knowledge, clause)).findLast((command) => command !== undefined);
}

function find<T>(table: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}

function standOf(state: DialogState, situation: Situation, contents: Contents): Stand | undefined {
  const frame = state.stack.findLast((one) => one.dialog === "guide");
  const knowledge = contents.byHash.get(state.content);
  return frame && knowledge && standIn(knowledge, frame, situation, contents);
}

function pausedStand(state: DialogState, situation: Situation, contents: Contents): Stand | undefined {
  const { paused, pausedContent = state.content } = state;
  const knowledge = contents.byHash.get(pausedContent);
  return paused && knowledge && standIn(knowledge, paused, situation, contents);
}

/** A step that does not concern the merchant, as they now say, counts as the next one that does. */
function standIn(
  knowledge: Knowledge,
  frame: GuideFrame,
  situation: Situation,
  { original }: Contents,
): Stand {
  const { steps } = walkOf(knowledge, frame, situation);
  const whole = findGuide(knowledge, frame).steps;
  const rest = whole.slice(whole.findIndex(({ id }) => id === frame.step)).map(({ id }) => id);
  return {
    frame,
    walk: steps.map(({ id }) => original(id)),
    index: steps.findIndex(({ id }) => rest.includes(id)),
    isShown: steps.some(({ id }) => id === frame.step),
  };
}
