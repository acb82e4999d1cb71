// The calm way out of a fraud: stop, then the right calls in the right order for what has happened already.
import { AFTER_SCAM, PAGES, RULES } from "../knowledge/own-ids.ts";
import { pageUrl } from "../knowledge/page-url.ts";
import type { ScamId } from "../knowledge/scam.ts";
import { judgeChannels } from "../official/channels.ts";
import { bareOf, hears, type Rules } from "../rules/heard-rules.ts";
import { intentOption, option } from "../say/options.ts";
import { knownChannels, say } from "../say/say.ts";
import { type DialogState, type GuideFrame, knowingHarm, knownHarm, type Option } from "../say/state.ts";
import { type Outcome, outcome, type Said, type Turn } from "../say/turn-context.ts";
import { normalise } from "../text/normalise.ts";
import { findScam } from "../understanding/safety/find-scam.ts";
import { Harm, harmAfter, harmOf } from "../understanding/safety/scam-harm.ts";
import { holdsChannel, verdictOn } from "./channel-dialog.ts";
import { answerWithin } from "./guide-dialog.ts";

/**
 * Comes before any step. Says to stop and what this scam is, then what to do first: at once where the message tells
 * what has happened, otherwise after one short question. A number or link told along with it is judged too. The
 * escalation is recorded once, here.
 */
export function scamPath(turn: Turn): Outcome {
  const text = turn.recognition === undefined ? "" : normalise(turn.text);
  const past = pastFee(turn, text);
  if (past) return past;
  const before = turn.state.harm;
  const known = harmAfter(turn.knowledge.rules, knownHarm(turn.state), text);
  const { harm } = known;
  const isCalled = turn.state.called === true && harm === before;
  const state = inFraud(turn.state, known.lesserHarm);
  const next: Turn = { ...turn, state };
  const more = harm === undefined ? ask(next) : steps(next, harm, { again: harm === before });
  const { provider } = state;
  const guide = state.stack.find((frame): frame is GuideFrame => frame.dialog === "guide");
  return outcome(
    harm === undefined ? state : knowing(next, harm),
    isCalled
      ? [...verdictFirst(next, text), ...afterCalls(next).said]
      : [...verdictFirst(next, text), ...stopFirst(next, text), more],
    [
      {
        kind: "escalate",
        reason: "scam",
        ...(provider !== undefined && { provider }),
        ...(guide && { step: `${guide.guide}/${guide.step}` }),
      },
    ],
  );
}

const PAST_FEE = "scam-past-fee";

/**
 * A deposit of last year whose agent is gone: nobody is on the line, and nothing is to be stopped. It is said whom to ask
 * for it, and more of it is more of the same. Content from before has no words for it.
 */
function pastFee(turn: Turn, text: string): Outcome | undefined {
  const { knowledge, state } = turn;
  const { rules, replies } = knowledge;
  const isOfIt = hears(rules, RULES.pastFeeMore, text) || (harmOf(rules, text) ?? "money") === "money";
  const isMore = state.toldOf === PAST_FEE && isOfIt;
  if (!replies.has(PAST_FEE) || state.harm !== undefined) return undefined;
  if (!isMore && !hears(rules, RULES.pastFee, text)) return undefined;
  const after: DialogState = { ...state, misses: 0, toldOf: PAST_FEE };
  const { recognition: _, ...told } = { ...turn, state: after, rule: RULES.pastFee };
  const complaint = intentOption(knowledge, "faq_complaint");
  const ways = [...(complaint ? [complaint] : []), option(knowledge, "scam"), option(knowledge, "human")];
  const channels = knownChannels(turn);
  return outcome(
    after,
    answerWithin(told, ways, (options) => say(told, PAST_FEE, { channels, options, again: isMore })),
  );
}

/** A fraud that is told: a denial from before holds no longer, and what was spoken of before is kept. */
function inFraud({ noFraud: _, ...state }: DialogState, lesserHarm: Harm | undefined): DialogState {
  const { lastIntent } = state;
  const isOther = lastIntent !== undefined && lastIntent !== "report_scam" && lastIntent !== AFTER_SCAM;
  const before = isOther ? lastIntent : state.fraud?.before;
  return { ...state, misses: 0, fraud: { ...(before && { before }), ...(lesserHarm && { lesserHarm }) } };
}

/** A number or link told along with it, unless it is official. */
function verdictFirst(turn: Turn, text: string): Said[] {
  if (text === "" || !holdsChannel(turn.text)) return [];
  const verdict = verdictOn(turn, judgeChannels(turn.knowledge, turn.text), []);
  return verdict.reply.key === "channel-official" ? [] : [verdict];
}

/** To stop is said once to whoever tells on. */
function stopFirst(turn: Turn, text: string): Said[] {
  const scam = findScam(turn.knowledge.rules, text)?.scam;
  const { harm } = turn.state;
  const isMore = text !== "" && (harm !== undefined || (scam === undefined && waitsForHarm(turn.state)));
  return isMore ? [] : [stop(turn, scam)];
}

/** Whether we asked what has happened. */
export function waitsForHarm({ offered }: DialogState): boolean {
  return offered.some(({ action }) => action.do === "scam-harm");
}

/** Whether 「然后呢」 is about the fraud: we asked what has happened, or have just said what to do. */
export function isAboutFraud(state: DialogState): boolean {
  const { lastIntent, harm } = state;
  return waitsForHarm(state) || (lastIntent === "report_scam" && harm !== undefined);
}

/** 「然后呢」: what has happened decides what comes first, so it is asked once more, and where it is known the first is said. */
export function goOnInFraud(turn: Turn): Outcome {
  const { harm } = turn.state;
  return outcome(turn.state, [harm === undefined ? ask(turn) : steps(turn, harm, { again: true })]);
}

/** The answer to what has happened. */
export function afterHarm(turn: Turn, harm: Harm): Outcome {
  const state: DialogState = { ...turn.state, misses: 0 };
  return outcome(knowing(turn, harm), [steps({ ...turn, state }, harm)]);
}

/** Content from before knows no calls and asks anew each time. */
function knowing({ knowledge, state }: Turn, harm: Harm): DialogState {
  const known = { harm: knowledge.replies.has("scam-called") ? harm : undefined };
  return { ...knowingHarm(state, { ...knownHarm(state), ...known }), misses: 0 };
}

/** 「银行打了，110 也打了」: heard, and what is still left. It stays the same fraud that is spoken of. */
export function afterCalls(turn: Turn): Outcome {
  const { knowledge } = turn;
  const state: DialogState = { ...turn.state, misses: 0, called: true };
  const keys = ["verify-terminal", "check-channel", "human"] as const;
  const options = [...keys.map((key) => option(knowledge, key)), ...backToSteps(turn)];
  const again = turn.state.called === true;
  const channels = knownChannels(turn);
  return outcome(state, [say({ ...turn, state }, "scam-called", { channels, options, again })]);
}

/** Whether a merchant who told what has happened, or was asked for it, says that bank or police were called. */
function toldCalls({ state, text, knowledge }: Turn): boolean {
  const { harm } = state;
  if (harm === undefined && !waitsForHarm(state)) return false;
  const normalised = normalise(text);
  const more = harmOf(knowledge.rules, normalised) ?? "none";
  return hears(knowledge.rules, RULES.called, normalised) && (more === "none" || more === harm);
}

/**
 * What a merchant who told of a fraud says of it that needs no reading: what has happened, that it has not, and that it was
 * reported.
 */
export function moreOfTheFraud(turn: Turn): Outcome | undefined {
  const isPast =
    turn.state.toldOf === PAST_FEE && hears(turn.knowledge.rules, RULES.pastFeeMore, normalise(turn.text));
  const past = isPast ? pastFee(turn, normalise(turn.text)) : undefined;
  if (past) return past;
  const harm = toldHarm(turn) ?? putRight(turn);
  if (harm) return afterHarm({ ...turn, rule: "dialog/scam" }, harm);
  return toldCalls(turn) ? afterCalls({ ...turn, rule: RULES.called }) : undefined;
}

/** 「没念给他」, 「钱没出去」 alone: less has happened than was understood. Beside a question the question is answered. */
function putRight({ state, text, knowledge: { rules } }: Turn): Harm | undefined {
  const normalised = normalise(text);
  const { harm } = harmAfter(rules, knownHarm(state), normalised);
  const isLess = harm !== undefined && state.harm !== undefined && harm !== state.harm;
  const takesBack = hears(rules, RULES.gaveNothing, normalised) || hears(rules, RULES.moneySafe, normalised);
  return isLess && takesBack && !asksBeside(rules, normalised) ? harm : undefined;
}

function asksBeside(rules: Rules, normalised: string): boolean {
  return (
    normalised.trimEnd().endsWith("?") ||
    hears(rules, RULES.asksElse, normalised) ||
    hears(rules, RULES.asksPart, normalised)
  );
}

/** While we wait for what has happened, own words that tell it. Whoever asks something else beside it is answered that. */
function toldHarm({ state, text, knowledge }: Turn): Harm | undefined {
  const normalised = normalise(text);
  if (!waitsForHarm(state) || hears(knowledge.rules, RULES.asksElse, normalised)) return undefined;
  return hears(knowledge.rules, RULES.nothingYet, bareOf(normalised))
    ? "none"
    : harmOf(knowledge.rules, normalised);
}

function stop(turn: Turn, id: ScamId | undefined): Said {
  const scam = id === undefined ? undefined : turn.knowledge.scams.get(id);
  if (!scam) return say(turn, "scam");
  const params = { name: scam.name, signs: scam.signs.join("；"), advice: scam.advice };
  return say(turn, "scam-like", { params });
}

function ask(turn: Turn): Said {
  const { knowledge } = turn;
  const answers = Harm.options.map((harm) => option(knowledge, `harm-${harm}`));
  return say(turn, "scam-ask", { options: [...answers, ...backToSteps(turn), option(knowledge, "human")] });
}

function steps(turn: Turn, harm: Harm, { again = false } = {}): Said {
  const { knowledge } = turn;
  const called =
    harm === "none" || !knowledge.replies.has("scam-called") ? [] : [option(knowledge, "called")];
  const page = knowledge.articles.get(PAGES.commonScams);
  const url = pageUrl(knowledge, { kind: "article", id: PAGES.commonScams });
  return say(turn, `scam-${harm}`, {
    channels: knownChannels(turn),
    ...(page && { links: [{ title: page.title, url }] }),
    again,
    options: [
      option(knowledge, "verify-terminal"),
      option(knowledge, "check-channel"),
      option(knowledge, "human"),
      ...called,
      ...backToSteps(turn),
    ],
  });
}

/** Only where steps were running. */
function backToSteps({ knowledge, state }: Turn): Option[] {
  const waiting = state.stack.some(({ dialog }) => dialog === "guide" || dialog === "path");
  return waiting ? [option(knowledge, "back-to-steps")] : [];
}
