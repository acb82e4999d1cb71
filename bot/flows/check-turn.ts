// What a turn owes the merchant, by what happened: a person, a warning, the next step, the way back.

import { placeInGuide, walkOf } from "../dialogs/solver/walk.ts";
import { MOST_REMINDERS } from "../dialogs/step-reminder.ts";
import type { Step } from "../knowledge/guide.ts";
import type { Knowledge } from "../knowledge/knowledge.ts";
import { RULES } from "../knowledge/own-ids.ts";
import { hears } from "../rules/heard-rules.ts";
import { type DialogState, type GuideFrame, topFrame } from "../say/state.ts";
import { normalise } from "../text/normalise.ts";
import type { TurnResult } from "../turn/turn.ts";
import type { Complain } from "./check-replies.ts";
import { UNKNOWN_WORDS } from "./events.ts";
import type { Visit } from "./explore.ts";
import { isOfBefore } from "./roots.ts";

interface Checked {
  readonly visit: Visit;
  readonly from: DialogState;
  readonly result: TurnResult;
  readonly where: string;
  readonly complain: Complain;
}

/** Checks one turn against what its event asks for. */
export function checkTurn(knowledge: Knowledge, visit: Visit, where: string, complain: Complain): void {
  const { from, turn, event } = visit;
  if (turn.kind !== "done" || !from) return;
  const checked: Checked = { visit, from, result: turn.result, where, complain };
  checkKept(checked);
  checkAskedOnce(checked);
  const isCurrent = !isOfBefore(from) && turn.result.state.content === knowledge.hash;
  if (isCurrent) checkGuideOptions(knowledge, checked);
  if (isCurrent && event.command !== undefined) checkCommand(knowledge, checked);
  if (event.kind === "secret") checkSecret(checked);
  if (event.kind === "unknown") checkMiss(checked);
  if (event.kind === "intent") checkIntent(knowledge, checked);
}

/** The guide a state walks, if one is on top. */
export function guideOnTop({ stack }: Pick<DialogState, "stack">): GuideFrame | undefined {
  const frame = stack.at(-1);
  return frame?.dialog === "guide" ? frame : undefined;
}

/** The merchant's own walk through a guide: without the steps that are not for them. */
function stepsOf(knowledge: Knowledge, frame: GuideFrame, { situation = {} }: DialogState): readonly Step[] {
  return walkOf(knowledge, frame, situation).steps;
}

/** Where any of a step's options is offered, all must be. A safety path or a welcome back may come before the step. */
function checkGuideOptions(knowledge: Knowledge, { result, complain }: Checked): void {
  const frame = guideOnTop(result.state);
  const commands = result.state.offered.flatMap(({ action }) =>
    action.do === "command" ? action.command : [],
  );
  const atStep = commands.some((command) => ["next", "stuck", "back"].includes(command));
  if (!frame || !atStep || commands.includes("resume")) return;
  const index = stepsOf(knowledge, frame, result.state).findIndex(({ id }) => id === frame.step);
  const wanted = ["next", "stuck", "leave", ...(index > 0 ? ["back"] : [])];
  const missing = wanted.filter((command) => !commands.some((offered) => offered === command));
  if (missing.length === 0) return;
  complain(stateName(result.state), "guide-options", `does not offer ${missing.join(", ")}`);
}

function checkKept({ visit, result, where, complain }: Checked): void {
  if (visit.event.kind !== "unknown" && visit.event.kind !== "secret") return;
  if (JSON.stringify([result.state, result.replies]).includes(UNKNOWN_WORDS)) {
    complain(where, "secret-warning", "keeps or repeats what the merchant wrote");
  }
}

/** Steps and pages are shown again when they are asked for; whatever else asks must not be heard twice. */
const SHOWN_AGAIN = /^(?:step|stuck|timeline)$|:/;
const ASKS = /[?？]|[:：]$/;

function checkAskedOnce({ visit, result, complain }: Checked): void {
  const asked = result.replies.findLast(({ choices }) => choices.length > 0);
  if (!asked || asked.text !== visit.saidBefore || !ASKS.test(asked.text.trim())) return;
  if (visit.event.kind === "joined" || SHOWN_AGAIN.test(asked.key) || (asked.channels ?? []).length > 0)
    return;
  complain(`reply ${asked.key}`, "asks-twice", `「${visit.event.says ?? "joined"}」 is asked the same again`);
}

function checkCommand(knowledge: Knowledge, checked: Checked): void {
  const { visit, from, result, where, complain } = checked;
  const { command } = visit.event;
  const frame = guideOnTop(from);
  if (command === "human") checkPerson(checked);
  const ways = ["none-of-these", "no", "yes", "unknown-provider"];
  const missed = result.replies.some(({ key }) => key === "not-understood" || key === "offer-person");
  if (frame && command !== undefined && !ways.includes(command) && missed) {
    complain(where, "command-ignored", `「${visit.event.says}」 is not understood`);
  }
  if (from.stack.length === 0 && from.paused && visit.event.says === "继续")
    checkResume(from.paused, checked);
  if (!frame) return;
  if (command === "next" || command === "back") checkMove(knowledge, frame, command, checked);
  if (command === "stuck") checkStuck(knowledge, frame, checked);
  if (command === "leave" && result.state.paused?.step !== frame.step) {
    complain(where, "resume", "leaving forgets the step");
  }
}

/** Replies that say where a number stands. */
const SAYS_WHERE: readonly string[] = ["no-channel", "channels-none-here"];

function checkPerson({ result, where, complain }: Checked): void {
  const recorded = result.effects.some(({ kind, reason }) => kind === "escalate" && reason === "asked");
  if (!recorded) return void complain(where, "no-person", "「人工」 is not recorded");
  const reachable = result.replies.some(
    ({ key, channels }) => SAYS_WHERE.includes(key) || (channels ?? []).length > 0,
  );
  if (!reachable) complain(where, "no-person", "「人工」 shows neither a number nor where to find it");
}

function checkResume(paused: GuideFrame, { result, where, complain }: Checked): void {
  const frame = guideOnTop(result.state);
  if (frame?.guide !== paused.guide || frame.provider !== paused.provider || frame.step !== paused.step) {
    complain(where, "resume", `「继续」 does not lead back to ${paused.guide}/${paused.step}`);
  }
}

function checkMove(
  knowledge: Knowledge,
  frame: GuideFrame,
  command: "next" | "back",
  { from, result, complain }: Checked,
): void {
  const steps = stepsOf(knowledge, frame, from);
  const at = placeInGuide(knowledge, frame, from.situation).index;
  const wanted = command === "next" ? steps[at + 1]?.id : (steps[at - 1]?.id ?? steps[0]?.id);
  const now = guideOnTop(result.state);
  const where = `guide ${frame.provider ?? frame.guide}/${frame.step}`;
  if (wanted === undefined && now) complain(where, "guide-move", "the last step does not end the guide");
  else if (wanted !== undefined && now?.step !== wanted) {
    complain(where, "guide-move", `${command} leads to ${now?.step ?? "the end"}, not to ${wanted}`);
  }
}

function checkStuck(knowledge: Knowledge, frame: GuideFrame, { from, result, complain }: Checked): void {
  const advice = placeInGuide(knowledge, frame, from.situation).step.stuck;
  const where = `guide ${frame.provider ?? frame.guide}/${frame.step}`;
  const helped = result.replies.some(({ key }) => key === "stuck");
  const person = result.effects.some(({ reason }) => reason === "stuck-twice");
  if (advice === undefined) complain(where, "stuck-help", "has nothing to say to 「卡住了」");
  else if (frame.stuck === 0 && !helped) complain(where, "stuck-help", "does not say what to try");
  else if (frame.stuck > 0 && !person)
    complain(where, "stuck-help", "does not bring a person the second time");
}

function checkSecret({ from, result, where, complain }: Checked): void {
  if (topFrame(from)?.dialog === "check-channel") return;
  if (result.replies[0]?.key !== "secrets-warning") complain(where, "secret-warning", "does not warn first");
}

function checkMiss({ from, result, where, complain }: Checked): void {
  if (from.misses === 0 || topFrame(from)?.dialog === "choose-provider") return;
  const person = result.effects.some(({ reason }) => reason === "two-misses");
  if (!person) complain(where, "second-miss", "the second miss brings no person");
}

/** Who says that it was handed in stands at a later step by that. */
function checkIntent({ rules }: Knowledge, { visit, from, result, where, complain }: Checked): void {
  const { intent, says, recognition } = visit.event;
  if (intent === "report_scam" && !result.effects.some(({ reason }) => reason === "scam")) {
    complain(where, "scam-path", `「${says}」 does not lead to the safety path`);
  }
  const frame = guideOnTop(from);
  if (!frame || !intent?.startsWith("faq_") || recognition.zone !== "answer") return;
  const place = `${frame.guide}/${frame.step}`;
  const mayMove = hears(rules, RULES.submitted, normalise(says ?? ""));
  const kept = result.state.stack.some(
    (one) => one.dialog === "guide" && (mayMove || isSameStep(one, frame)),
  );
  if (!kept) complain(where, "lost-place", `「${says}」 leads away from ${place}`);
  else if (guideOnTop(result.state) && !pointsBack(from, result)) {
    complain(where, "lost-place", `「${says}」 does not point back to ${place}`);
  }
}

/** By words, or once it was named often enough by its buttons alone. */
function pointsBack({ reminded = 0 }: DialogState, { replies, state }: TurnResult): boolean {
  const isOffered = state.offered.some(({ action }) => action.do === "command" && action.command === "next");
  return (
    replies.some(({ key }) => key === "resume-step" || key === "step") ||
    (reminded >= MOST_REMINDERS && isOffered)
  );
}

function isSameStep(one: GuideFrame, other: GuideFrame): boolean {
  return one.guide === other.guide && one.provider === other.provider && one.step === other.step;
}

/** Where a conversation stands, for a finding. */
export function stateName(state: DialogState | undefined): string {
  if (!state) return "start";
  const frame = topFrame(state);
  if (frame?.dialog === "guide") return `guide ${frame.provider ?? frame.guide}/${frame.step}`;
  if (frame) return `dialog ${frame.dialog}`;
  return state.paused ? "beside a guide that was left" : "no dialog";
}
