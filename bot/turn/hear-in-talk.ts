// Questions that only the talk before explains: what was said yesterday, whether the other's card changes too, whether to change after a fraud.
import { answerKey, answerPage } from "../dialogs/answers.ts";
import { holdsChannel } from "../dialogs/channel-dialog.ts";
import { askProvider } from "../dialogs/provider-dialog.ts";
import { moreOfTheFraud } from "../dialogs/scam-dialog.ts";
import { type IntentId, isRebind } from "../knowledge/intent.ts";
import { PAGES, RULES } from "../knowledge/own-ids.ts";
import { hears, type Rules } from "../rules/heard-rules.ts";
import { option, providerOptions } from "../say/options.ts";
import { say } from "../say/say.ts";
import { isInFraud, topFrame } from "../say/state.ts";
import { type Outcome, outcome, type Turn } from "../say/turn-context.ts";
import { normalise } from "../text/normalise.ts";
import { SURE_FROM } from "../understanding/matcher/confidence.ts";
import type { Recognition } from "../understanding/recognise.ts";
import { harmOf } from "../understanding/safety/scam-harm.ts";
import { wordsAsk } from "../understanding/words-ask.ts";

/** What is asked is answered; no steps begin. Undefined leaves the message to what it says by itself. */
export function heardInTalk(turn: Turn, recognition: Recognition): Outcome | undefined {
  const before = nothingFromBefore(turn, recognition);
  if (before) return before;
  const isSure = recognition.zone === "answer" && recognition.confidence >= SURE_FROM;
  const isOfChange = isRebind(recognition.intent) || !isSure;
  return isOfChange || recognition.intent === "flow_next" ? changesToo(turn) : undefined;
}

/** Questions with an answer of their own; 「你不记得我了」 is only like one. */
function hasAnswer(intent: IntentId): boolean {
  return /^(?:faq|verify|report|illegal|contact|talk)_/.test(intent) && intent !== "faq_forgot_old_card";
}

/**
 * 「昨天跟你们说的那个」 where nothing is known: that nothing of it can be seen here is said plainly, and whose terminal it
 * is asked. What is asked beside it surely is answered instead.
 */
function nothingFromBefore(
  turn: Turn,
  { intent, zone, confidence, provider }: Recognition,
): Outcome | undefined {
  const { knowledge, state, text, desk } = turn;
  const isNew = state.provider === undefined && state.company === undefined && state.paused === undefined;
  const isOpen = state.stack.length === 0 || topFrame(state)?.dialog === "choose-provider";
  if (!isNew || !isOpen || desk || provider !== undefined) return undefined;
  const asksElse =
    intent === "report_scam" || (zone === "answer" && confidence >= SURE_FROM && hasAnswer(intent));
  if (asksElse || !knowledge.replies.has("nothing-from-before")) return undefined;
  if (!hears(knowledge.rules, RULES.fromBefore, normalise(text))) return undefined;
  const asked = askProvider({ ...turn, rule: RULES.fromBefore }, "guide");
  const options = providerOptions(knowledge, "guide");
  const reply = say({ ...turn, state: asked.state, rule: RULES.fromBefore }, "nothing-from-before", {
    options,
  });
  return outcome(asked.state, [reply]);
}

/** 「那支付宝的也一起改吗」: a name, but not whose steps are wanted. */
function changesToo(turn: Turn): Outcome | undefined {
  const { knowledge, text } = turn;
  if (
    !hears(knowledge.rules, RULES.changesToo, normalise(text)) ||
    !knowledge.faqs.has(PAGES.changeElsewhere)
  )
    return undefined;
  return answerPage({ ...turn, rule: RULES.changesToo }, PAGES.changeElsewhere);
}

/** What needs no reading from whoever told of a fraud: a question about the card, or more of what has happened. */
export function heardAfterFraud(turn: Turn): Outcome | undefined {
  return cardAfterFraud(turn) ?? overFraud(turn) ?? moreOfTheFraud(turn);
}

const OVER = "scam-over";

/** 「派出所问过了，没事了」: nothing is told again, and what else is to be done is asked. Where something was given that waits. */
function overFraud(turn: Turn): Outcome | undefined {
  const { knowledge, state } = turn;
  const { rules, replies } = knowledge;
  const normalised = normalise(turn.text);
  const isSettled = state.harm === undefined || state.called === true;
  if (!isInFraud(state) || !isSettled || !replies.has(OVER) || tellsOfHarm(rules, normalised))
    return undefined;
  if (!hears(rules, RULES.fraudOver, normalised) || wordsAsk(rules, normalised)) return undefined;
  const { fraud: _f, harm: _h, called: _c, lastIntent: _l, ...over } = state;
  return answerKey({ ...turn, state: over, rule: RULES.fraudOver }, OVER);
}

/** Something given away or gone; that nothing was is no harm. */
function tellsOfHarm(rules: Rules, normalised: string): boolean {
  return (harmOf(rules, normalised) ?? "none") !== "none";
}

const LONGEST = 40; // characters; a longer message tells something

/**
 * 「那我这卡要不要换」, 「卡还安不安全」 from whoever told of a fraud in this talk: that depends on what was given away, and
 * no steps begin.
 */
function cardAfterFraud(turn: Turn): Outcome | undefined {
  const { knowledge, text, state } = turn;
  const isTold = state.fraud !== undefined || state.lastIntent === "report_scam";
  if (!isTold || text.length > LONGEST || holdsChannel(text)) return undefined;
  const normalised = normalise(text);
  const asked = AFTER_FRAUD.find(
    ({ rule, key }) => hears(knowledge.rules, rule, normalised) && knowledge.replies.has(key),
  );
  if (!asked) return undefined;
  const keys = ["rebind", "check-channel", "human"] as const;
  const ways = keys.map((key) => option(knowledge, key));
  return answerKey({ ...turn, rule: asked.rule }, asked.key, ways);
}

const AFTER_FRAUD = [
  { rule: RULES.cardSafe, key: "scam-card-safe" },
  { rule: RULES.whetherToChange, key: "scam-change" },
] as const;
