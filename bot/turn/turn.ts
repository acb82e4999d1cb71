// The pure turn: (stored state, event, knowledge) → new state, replies and effects. Nothing else happens in it.

import { warnOfSecrets, withPlaceInQueue } from "../dialogs/escalation.ts";
import { backToStep, runningGuide } from "../dialogs/guide-dialog.ts";
import { withPathAgain } from "../dialogs/path-reminder.ts";
import { withStepReminded } from "../dialogs/step-reminder.ts";
import { isRebind } from "../knowledge/intent.ts";
import type { Knowledge } from "../knowledge/knowledge.ts";
import { BASE_LOCALE } from "../knowledge/locale.ts";
import type { DeskView, Effect, TurnEvent } from "../ports.ts";
import { guardReply } from "../say/guard.ts";
import { inTraditional } from "../say/in-traditional.ts";
import type { Reply } from "../say/reply.ts";
import { hasOtherWords, say } from "../say/say.ts";
import { type DialogState, isInFraud, parseState, topFrame, withoutFrame } from "../say/state.ts";
import { type Outcome, outcome, prefixed, type Said, type Turn } from "../say/turn-context.ts";
import { scriptAfter } from "../say/written-script.ts";
import { holdsOnlySecrets } from "../text/only-secrets.ts";
import { isAway } from "./away.ts";
import { withPlainWords } from "./correct/plain-words.ts";
import { fitState } from "./fit-state.ts";
import { afterAnswer, onPage, takenBack } from "./follow/known-before.ts";
import { leftFraud } from "./follow/left-fraud.ts";
import { matterOf, otherMeanings } from "./matter.ts";
import { broughtOver, expire, passageOf, placeIn, type Standing, standingOf } from "./older-content.ts";
import { greet, isBare, speakAgain, welcomeBack } from "./return-dialog.ts";
import { type Message, type Recognise, route } from "./route.ts";
import { wasGreetedElsewhere } from "./spoken-language.ts";

/** One content with what was compiled from it. */
export interface Snapshot {
  readonly knowledge: Knowledge;
  readonly recognise: Recognise;
}

export interface TurnInput extends Snapshot {
  /** As stored after the last turn; undefined at the first. */
  readonly state: unknown;
  readonly event: TurnEvent;
  /** UTC timestamp of the turn. */
  readonly now: string;
  /** The older content that `neededSnapshot` names; without it the place is found by step ids alone. */
  readonly older?: Snapshot | undefined;
  /** Where the merchant stands in the queue; absent where they do not wait. */
  readonly desk?: DeskView | undefined;
}

export interface TurnResult {
  readonly state: DialogState;
  readonly replies: readonly Reply[];
  readonly effects: readonly Effect[];
}

/**
 * Runs one turn. Same input, same bytes out. Throws only on a defect of ours, never on what a merchant writes.
 * A whole turn speaks from one content: the current one, or the older one in which a guide was begun. It decides in
 * simplified Chinese; whoever writes traditional characters is answered in those.
 */
export function runTurn(input: TurnInput): TurnResult {
  const { knowledge, event, older } = input;
  const { state, lost } = parseState(input.state, knowledge.hash);
  const standing = standingOf(state);
  const result =
    older && standing?.content === older.knowledge.hash
      ? runAcross(input, { state, standing, older })
      : runOn(input, state, { lost });
  const script = scriptAfter(knowledge, state, event);
  const { script: _before, ...after } = result.state;
  if (script === undefined) return { ...result, state: after };
  const spoken = after.content === older?.knowledge.hash ? older.knowledge : knowledge;
  const said = event.kind === "message" ? event.text : "";
  const replies = result.replies.map((reply) => inTraditional(spoken, reply, said));
  return { ...result, state: { ...after, script }, replies };
}

/**
 * In the middle of a guide whose content changed. The older content answers until the merchant moves; then the
 * newer one takes over where every done step is also done there, says so where the step is gone, and otherwise waits
 * for the guide's end.
 */
function runAcross(
  input: TurnInput,
  { state, standing, older }: { state: DialogState; standing: Standing; older: Snapshot },
): TurnResult {
  const { knowledge } = input;
  const place = placeIn(older.knowledge, knowledge, { standing, situation: state.situation ?? {} });
  const runOver = (step: string) => runOn(input, broughtOver(state, standing, step, knowledge.hash));
  const translates = knowledge.locale !== older.knowledge.locale;
  if (place.kind === "carries" && (place.same || standing.paused || translates)) return runOver(place.step);
  // A guide that the other language has not got is taken up in that language from its general steps.
  if (translates && !standing.paused) return runExpired(input, { state, standing, older, stayed: state });
  const stayed = attempt(() => runOn({ ...input, ...older }, state));
  if (!stayed) return runOn(input, state);
  const keys = stayed.replies.map(({ key }) => key);
  const passage = passageOf({
    place,
    standing,
    after: stayed.state,
    keys,
    joined: input.event.kind !== "message",
  });
  switch (passage) {
    case "older":
      return stayed;
    case "current":
      return runOn(input, state, { keepPaused: true });
    case "anew":
      return runOn(input, withoutFrame(state, "guide"), { keepPaused: true });
    case "expired":
      return runExpired(input, { state, standing, older, stayed: stayed.state });
    default:
      return runOver(passage.step);
  }
}

function runExpired(
  { knowledge, now }: TurnInput,
  from: { state: DialogState; standing: Standing; older: Snapshot; stayed: DialogState },
): TurnResult {
  const { state } = fitState(from.state, knowledge, false);
  const turn: Turn = { knowledge, text: "", state, rule: "content/expired", now };
  const outcome = expire(turn, {
    before: from.older.knowledge,
    standing: from.standing,
    stayed: from.stayed,
  });
  return finish(outcome, { knowledge, before: state, now, heard: "" });
}

/** Older content may lack a reply that newer code says; then it cannot go on speaking. */
function attempt(run: () => TurnResult): TurnResult | undefined {
  try {
    return run();
  } catch {
    return undefined;
  }
}

function runOn(
  { knowledge, recognise, event: said, now, desk }: TurnInput,
  stored: DialogState,
  { lost = false, keepPaused = false } = {},
): TurnResult {
  const fitted = fitState(stored, knowledge, keepPaused);
  const { told: _, ...untold } = fitted.state;
  const before = onPage(isAway(fitted.state, now) ? untold : fitted.state, said, knowledge);
  const left = said.kind === "message" ? leftFraud(before, said.text, knowledge) : undefined;
  const state = left?.state ?? takenBack(before, said, knowledge);
  const event = left && said.kind === "message" ? { ...said, text: left.text } : said;
  const page = event.kind === "message" ? event.page : undefined;
  const begun = { knowledge, text: "", state, rule: "event/joined", now };
  const turn: Turn = { ...begun, ...(desk && { desk }), ...(page !== undefined && { page }) };
  const notes: Said[] = [];
  if (lost) notes.push(say(turn, "state-lost"));
  if (fitted.changed) notes.push(say(turn, "guide-changed"));
  if (event.kind === "message" && wasGreetedElsewhere(stored, knowledge))
    notes.push(say(turn, "greeting-here"));
  if (!left && isInFraud(before) && !isInFraud(state)) notes.push(...apology(turn));
  const result = respond(turn, event, afterAnswer(recognise, state, knowledge));
  const heard = event.kind === "message" ? event.text : "";
  return finish(prefixed(notes, result), { knowledge, before: fitted.state, now, heard });
}

/** To whoever was warned of a fraud that is none. Content from before has no words for it. */
function apology(turn: Turn): Said[] {
  return turn.knowledge.replies.has("scam-taken-back") ? [say(turn, "scam-taken-back")] : [];
}

function respond(turn: Turn, event: TurnEvent, recognise: Recognise): Outcome {
  switch (event.kind) {
    case "joined":
      return greet(turn);
    case "returned":
      return speakAgain(turn, event.by);
    default:
      return withPlaceInQueue(turn, answer(turn, event, recognise));
  }
}

function answer(turn: Turn, message: Message, recognise: Recognise): Outcome {
  const said: Turn = { ...turn, text: message.text };
  const away = isAway(turn.state, turn.now) && isBare(message, recognise) ? welcomeBack(said) : undefined;
  if (away) return away;
  const checking = topFrame(turn.state)?.dialog === "check-channel";
  if (message.secrets.length === 0 || checking) return routed(said, message, recognise);
  const warned: Turn = { ...said, rule: "safety/secrets" };
  const warning = warnOfSecrets(warned, message.secrets);
  if (!holdsOnlySecrets(message.text)) return prefixed([warning], routed(said, message, recognise));
  const guide = runningGuide(turn.state);
  const rest = guide
    ? backToStep(warned, guide)
    : say(warned, "secrets-nothing-left", { options: turn.state.offered });
  return outcome(turn.state, [warning, rest]);
}

function routed(turn: Turn, message: Message, recognise: Recognise): Outcome {
  const answered = withPlainWords(turn, message, (next, said) => route(next, said, recognise));
  return withStepReminded(turn, withPathAgain(turn, answered));
}

function finish(
  { state, said, effects }: Outcome,
  {
    knowledge,
    before,
    now,
    heard,
  }: { knowledge: Knowledge; before: DialogState; now: string; heard: string },
): TurnResult {
  for (const { reply } of said) guardReply(knowledge, reply, heard);
  const offered = said.findLast(({ options }) => options.length > 0)?.options ?? [];
  const { pausedContent: _, asked: _before, locale: _spoken, others: _others, ...rest } = state;
  const about = matterOf(knowledge, said);
  const others = otherMeanings(said);
  const asked = said.findLast(
    ({ reply, options }) => options.length > 0 && hasOtherWords(knowledge, reply.key),
  );
  const content = knowledge.hash;
  // What has happened in a fraud counts until a change of card is taken up again.
  const isElse = about !== undefined && isRebind(about);
  const { fraud, harm, called, ...other } = rest;
  const untouched = state.paused && state.paused === before.paused;
  const pausedContent = untouched ? (before.pausedContent ?? before.content) : content;
  return {
    state: {
      ...other,
      ...(!isElse && { ...(fraud && { fraud }), ...(harm && { harm }), ...(called && { called }) }),
      content,
      ...(knowledge.locale !== BASE_LOCALE && { locale: knowledge.locale }),
      ...(about && { lastIntent: about }),
      ...(about && others.length > 0 && { others }),
      lastAt: now,
      offered: [...offered],
      ...(asked && { asked: { key: asked.reply.key, text: asked.reply.text } }),
      ...(state.paused && pausedContent !== content && { pausedContent }),
    },
    replies: said.map(({ reply }) => reply),
    effects,
  };
}
