// What a message tells about the merchant's case, and when that alone decides what is said next.

import { runningGuide, showStep } from "../dialogs/guide-dialog.ts";
import { answeredInClauses } from "../dialogs/path-answered.ts";
import {
  askedNow,
  enterPath,
  pathOf,
  showPath,
  targetOf,
  wasSaid,
  withSituation,
} from "../dialogs/path-dialog.ts";
import { sayNoted, sayPathBack, sayUndone } from "../dialogs/path-replies.ts";
import { askProvider } from "../dialogs/provider-dialog.ts";
import { afterGetting, type Path } from "../dialogs/solver/solve-path.ts";
import { placeInGuide, type Target } from "../dialogs/solver/walk.ts";
import { tellInCase } from "../dialogs/told-pages.ts";
import { derive } from "../knowledge/derived.ts";
import type { ProviderClass } from "../knowledge/guide.ts";
import { type IntentId, isRebind } from "../knowledge/intent.ts";
import type { Knowledge } from "../knowledge/knowledge.ts";
import { type Situation, SLOTS, type Slot, UNKNOWN } from "../knowledge/situation.ts";
import { sayPage } from "../say/say.ts";
import { type DialogState, type Frame, isInFraud, knowingHarm, knownHarm, topFrame } from "../say/state.ts";
import { type Outcome, outcome, prefixed, type Said, type Turn } from "../say/turn-context.ts";
import { normalise } from "../text/normalise.ts";
import { readAnswers, readDenied, readSituation, tellsOnly } from "../understanding/hear-facts.ts";
import { SURE_FROM } from "../understanding/matcher/confidence.ts";
import type { Recognition } from "../understanding/recognise.ts";
import { harmAfter } from "../understanding/safety/scam-harm.ts";
import { wordsAsk } from "../understanding/words-ask.ts";

/** A page that the route leads to anyway is told before it only where it is asked for as surely. */
const SURE_BESIDE = 0.9;

/** What a merchant says there is about somebody else, or nothing to build on. */
const NOT_ABOUT_THEMSELVES: readonly IntentId[] = ["report_scam", "illegal_request", "abusive"];

/** The turn with what a message tells. */
export interface Heard {
  readonly turn: Turn;
  /** It says something that was not known. */
  readonly news: boolean;
  /** It denies what was noted: said to be undone before anything else. */
  readonly undone?: Said;
}

/**
 * What the message tells, denies and answers. A denial counts whatever else is understood of it; what was noted wrongly
 * must not stay. In a talk of fraud it tells of that.
 */
export function hear(turn: Turn, recognition: Meaning, text: string): Heard {
  const last = derive(turn.knowledge, lastQuiet);
  const isAsBefore = last.recognition === recognition && last.state === turn.state && last.text === text;
  if (isAsBefore) return { turn, news: false };
  const heard = hearAnew(turn, recognition, text);
  if (heard.turn === turn) Object.assign(last, { recognition, state: turn.state, text });
  return heard;
}

type Meaning = Pick<Recognition, "intent" | "zone">;

interface Quiet {
  readonly recognition?: Meaning;
  readonly state?: DialogState;
  readonly text?: string;
}

/** The last message that told nothing: most do, and are asked more than once in their turn. */
function lastQuiet(_: Knowledge): Quiet {
  return {};
}

function hearAnew(turn: Turn, { intent, zone }: Meaning, text: string): Heard {
  const { rules } = turn.knowledge;
  if (isInFraud(turn.state) && !isRebind(intent)) return { turn: withHarm(turn, text), news: false };
  const { situation = {} } = turn.state;
  const isOfOthers = zone === "answer" && NOT_ABOUT_THEMSELVES.includes(intent);
  const told: Situation = isOfOthers
    ? {}
    : {
        ...answeredInClauses(turn, text),
        ...readAnswers(text, rules, spokenOf(turn)),
        ...readSituation(text, rules),
      };
  const denied = readDenied(text, rules, situation);
  const changed = SLOTS.filter((slot) => told[slot] !== undefined && told[slot] !== situation[slot]);
  if (changed.length === 0 && denied.length === 0) return { turn, news: false };
  const kept = SLOTS.filter((slot) => situation[slot] !== undefined && !denied.includes(slot));
  const before = Object.fromEntries(kept.map((slot) => [slot, situation[slot]]));
  const known = withSituation(turn, { ...before, ...told });
  const got = whatIsMissing(turn);
  const gone = SLOTS.filter(
    (slot) =>
      (got[slot] === undefined || told[slot] !== got[slot]) &&
      isUndone(situation[slot], { ...before, ...told }[slot]),
  );
  const undone = gone.length > 0 && canUndo(turn) ? sayUndone(turn, known, gone) : undefined;
  return { turn: { ...known, state: anchored(known) }, news: true, ...(undone && { undone }) };
}

/** What was noted and is so no more; an answer 「不知道」 was nothing noted. */
function isUndone(before: string | undefined, now: string | undefined): boolean {
  return before !== undefined && before !== UNKNOWN && before !== now;
}

/** What is there once the thing is got that we said comes first: getting it corrects nothing. */
function whatIsMissing(turn: Turn): Situation {
  const target = topFrame(turn.state)?.dialog === "path" ? targetOf(turn) : undefined;
  const path = target && pathOf(turn, target);
  return path?.kind === "missing" && path.ask === undefined ? afterGetting({}, path.first) : {};
}

/** Content from before has no words for it. */
function canUndo({ knowledge }: Turn): boolean {
  return knowledge.replies.has("situation-undone");
}

/** Slots that have a value or are asked for: of these a few words say enough. */
function spokenOf(turn: Turn): readonly Slot[] {
  const { situation = {} } = turn.state;
  const asked = askedNow(turn);
  return SLOTS.filter((slot) => situation[slot] !== undefined || slot === asked);
}

/** What has happened in the fraud that is spoken of, as a question beside it tells: 「没给他，他明天来，能让他装吗」. */
function withHarm(turn: Turn, text: string): Turn {
  return {
    ...turn,
    state: knowingHarm(turn.state, harmAfter(turn.knowledge.rules, knownHarm(turn.state), normalise(text))),
  };
}

/** Where the running guide's step is left out now, the merchant stands at the next one. */
function anchored({ knowledge, state }: Turn): DialogState {
  const place = (frame: Frame) =>
    frame.dialog === "guide" ? placeInGuide(knowledge, frame, state.situation).frame : frame;
  return { ...state, stack: state.stack.map(place) };
}

/** Intents whose words say nothing beside the situation they tell. */
const BARE: readonly IntentId[] = ["out_of_scope", "chitchat", "greeting", "flow_next", "flow_stuck"];

/**
 * The outcome of news about the case; undefined lets the message be answered as what it asks. A question that a
 * route's own page answers gets that answer and then the route; a statement is noted and leads on.
 */
export function onNews(heard: Heard, recognition: Recognition): Outcome | undefined {
  const { turn, undone } = heard;
  const target = targetOf(turn);
  const path = pathOf(turn, target ?? NOBODYS);
  const isBare = undone !== undefined || tellsLittle(turn, recognition, path);
  const notes = [undone ?? sayNoted(turn)];
  if (!target) return isBare ? prefixed(notes, askProvider(turn, "guide")) : undefined;
  if (path.kind === "guide") {
    const isFreed = topFrame(turn.state)?.dialog === "path" && !asksElse(turn, recognition);
    return isBare || isFreed ? notedAndOn(turn, target, notes) : undefined;
  }
  const shown = leadOn(turn, target, path);
  if (!isBare) return besideAnswer(turn, recognition.intent, shown);
  return prefixed(undone || wasSaid(turn, path) ? notes : [], shown);
}

/**
 * Whether there is no question in it but one that the route's own page answers. What the case told last answers in its own
 * way is answered so.
 */
function tellsLittle(turn: Turn, { zone, intent, confidence, rule }: Recognition, path: Path): boolean {
  const page = turn.knowledge.intents.get(intent)?.faq;
  if (zone === "answer" && page !== undefined && tellInCase(turn, page)) return false;
  const answers = page !== undefined && path.kind !== "guide" && pageOf(path) === page;
  const isLikely = zone !== "answer" || confidence < SURE_FROM;
  const isAsked = answers && !rule.startsWith("context/") && confidence >= SURE_BESIDE;
  return isLikely || BARE.includes(intent) || (tellsOnly(turn.text, turn.knowledge.rules) && !isAsked);
}

/** A question of its own beside the answer: 「能收到。那手续费多少」; what has just been got is asked about no more. */
function asksElse({ knowledge, text, state }: Turn, { intent, zone, confidence }: Recognition): boolean {
  const { situation = {} } = state;
  const normalised = normalise(text);
  const isQuestion = wordsAsk(knowledge.rules, normalised);
  const page = knowledge.intents.get(intent)?.faq;
  const isSettled = knowledge.routes.rules.some(
    (rule) => rule.page === page && rule.gives?.every(({ slot, value }) => situation[slot] === value),
  );
  return (
    isQuestion && !isSettled && zone === "answer" && confidence >= SURE_FROM && intent.startsWith("faq_")
  );
}

/** What comes first is said once in full; then the steps that run go on, or it is named in a line. */
function leadOn(turn: Turn, target: Target, path: Exclude<Path, { kind: "guide" }>): Outcome {
  if (!wasSaid(turn, path)) return showPath(turn, target, path);
  const guide = runningGuide(turn.state);
  if (guide) return showStep(turn, guide);
  return topFrame(turn.state)?.dialog === "path"
    ? outcome(turn.state, [sayPathBack(turn, path)])
    : enterPath(turn, target);
}

/** The route after the answer of a page that routes lead to, or instead of a step asked for again. */
function besideAnswer(turn: Turn, intent: IntentId, shown: Outcome): Outcome | undefined {
  const { intents, routes } = turn.knowledge;
  const page = intents.get(intent)?.faq;
  if (page !== undefined && routes.rules.some((rule) => rule.page === page)) {
    return prefixed([sayPage(turn, page, [])], shown);
  }
  return runningGuide(turn.state) && isRebind(intent) ? shown : undefined;
}

/** Stands for a terminal whose provider we do not know yet. */
const NOBODYS: Target = { guide: "pos-vendor" satisfies ProviderClass };

function pageOf(path: Exclude<Path, { kind: "guide" }>): string {
  return path.kind === "missing" ? path.first.page : path.rule.page;
}

function notedAndOn(turn: Turn, target: Target, notes: readonly Said[]): Outcome {
  const guide = runningGuide(turn.state);
  return prefixed(notes, guide ? showStep(turn, guide) : enterPath(turn, target));
}
