// What a message says about whose terminal it is: a name we asked for, a correction, a guess confirmed, a company we do not know.
import { namedByNumber } from "../dialogs/channel-dialog.ts";
import { runningGuide } from "../dialogs/guide-dialog.ts";
import { askBehindMark, askWhoseName, confirmProvider } from "../dialogs/label-dialog.ts";
import {
  askProvider,
  chooseProvider,
  showChannels,
  unknownProvider,
  whoseTerminal,
} from "../dialogs/provider-dialog.ts";
import { showTimeline } from "../dialogs/timeline-dialog.ts";
import { type IntentId, isRebind } from "../knowledge/intent.ts";
import { RULES } from "../knowledge/own-ids.ts";
import { hears } from "../rules/heard-rules.ts";
import { noteNewCard } from "../say/noted-names.ts";
import { providerName, say } from "../say/say.ts";
import { isInFraud, topFrame } from "../say/state.ts";
import { type Outcome, prefixed, type Turn } from "../say/turn-context.ts";
import { normalise } from "../text/normalise.ts";
import { clausesOf } from "../text/pauses.ts";
import { findCommand, namesOnlyTheMark } from "../understanding/commands.ts";
import { TERMINAL_NAMED } from "../understanding/in-context.ts";
import { SURE_FROM } from "../understanding/matcher/confidence.ts";
import {
  asksNoName,
  mayBeName,
  nameWritten,
  strangersName,
  tellsNoCompany,
} from "../understanding/names/strangers-name.ts";
import type { Recognition } from "../understanding/recognise.ts";
import { wordsAsk } from "../understanding/words-ask.ts";
import { isSharedName, nameTold, sharedName, toldInWish } from "./follow/hear-name.ts";
import { isCardsBank } from "./names/own-card.ts";

/** 「看不清」 while we ask for the name on the label: no wish to hear the question again. */
export function cannotRead(turn: Turn): boolean {
  return topFrame(turn.state)?.dialog === "choose-provider" && saysUnreadable(turn);
}

function saysUnreadable({ text, knowledge }: Turn): boolean {
  return hears(knowledge.rules, RULES.cannotRead, normalise(text));
}

/** What stands on the label beside the name, told in answer and not asked about. */
function tellsLabel(turn: Turn): boolean {
  return (
    hears(turn.knowledge.rules, RULES.labelTold, normalise(turn.text)) &&
    !asksNoName(turn.knowledge, turn.text)
  );
}

/** The rule by which one clause of more says 「不知道是哪家的」. */
function saysUnknown({ text, knowledge }: Turn): string | undefined {
  return clausesOf(normalise(text))
    .map((clause) => findCommand(knowledge.rules, clause))
    .find((heard) => heard?.command === "unknown-provider")?.rule;
}

/**
 * A name we have no page of, or one that only sounds like one: said or asked before anything is given for it. Who says it
 * again means what he says.
 */
export function unsureOfName(
  turn: Turn,
  recognition: Recognition,
  purpose: "guide" | "channels" = purposeOf(recognition),
): Outcome | undefined {
  const { provider, guessed } = recognition;
  const unlisted = recognition.unlisted ?? toldInWish(turn, recognition);
  const shared = sharedName(turn, recognition);
  const isAsked = topFrame(turn.state)?.dialog === "choose-provider" || mayBeName(turn.knowledge, turn.text);
  if (!needsProvider(recognition) && !(isAsked && !asksSomething(recognition))) return undefined;
  if (unlisted !== undefined && namesOnlyTheMark(turn.knowledge.rules, unlisted))
    return askBehindMark({ ...turn, rule: RULES.onlyTheMark });
  if (unlisted !== undefined) return unknownProvider({ ...turn, rule: "entity/unlisted" }, unlisted);
  if (shared !== undefined)
    return askWhoseName({ ...turn, rule: "entity/shared" }, shared, isSharedName(turn) ? undefined : purpose);
  if (!guessed || provider === undefined) return undefined;
  const frame = topFrame(turn.state);
  const isSaidAgain =
    frame?.dialog === "choose-provider" && frame.guess === provider && mayBeName(turn.knowledge, turn.text);
  return isSaidAgain
    ? unknownProvider({ ...turn, rule: "entity/guessed" }, nameWritten(turn.text), provider)
    : confirmProvider({ ...turn, rule: "entity/guessed" }, provider, purpose, {
        ...writtenAlone(turn, recognition),
        named: nameTold(turn),
      });
}

/** The name that is all that was said, as it was written. */
function writtenAlone({ knowledge, text }: Turn, { rule }: Recognition): { written?: string } {
  return rule === RULES.nameAlone && mayBeName(knowledge, text) ? { written: nameWritten(text) } : {};
}

/** What can only be answered once it is known whose terminal it is. */
function needsProvider({ intent, rule }: Recognition): boolean {
  const isAbout = isRebind(intent) || intent === "contact_official_support";
  return isAbout || rule === RULES.nameAlone;
}

function purposeOf({ intent }: Recognition): "guide" | "channels" {
  return intent === "contact_official_support" ? "channels" : "guide";
}

/** A company of which nothing is written anywhere, named where whose terminal it is was asked. */
function answeredByStranger(turn: Turn, recognition: Recognition, text: string): Outcome | undefined {
  if (saysUnreadable(turn) || tellsLabel(turn)) return undefined;
  const company = strangersName(turn.knowledge, recognition, { text, where: "asked" });
  return company === undefined ? undefined : unknownProvider({ ...turn, rule: "entity/unlisted" }, company);
}

/** What a message means while we wait for the provider's name. */
export function answerToQuestion(
  turn: Turn,
  recognition: Recognition,
  message: { readonly text: string },
): Outcome | undefined {
  const frame = topFrame(turn.state);
  if (frame?.dialog !== "choose-provider") return undefined;
  const { provider, zone, entities } = recognition;
  const stranger = answeredByStranger(turn, recognition, message.text);
  if (stranger) return stranger;
  const question = zone === "answer" && asksSomething(recognition) && isQuestion(turn, recognition);
  const purpose = wantsSteps(recognition) ? "guide" : frame.purpose;
  if (
    recognition.unlisted !== undefined ||
    recognition.guessed ||
    sharedName(turn, recognition) !== undefined
  )
    return question ? undefined : unsureOfName(turn, recognition, purpose);
  if (provider !== undefined && !question)
    return withNewCard(turn, recognition, chooseProvider(turn, provider, purpose));
  if (entities.newCard !== undefined && !question) {
    return noteNewCard(turn, entities.newCard, askProvider(turn, frame.purpose));
  }
  const asks = wordsAsk(turn.knowledge.rules, normalise(turn.text));
  const isElse = question && asks && recognition.intent !== "faq_whose_terminal";
  const byNumber = isElse ? undefined : namedByNumber(turn, frame.purpose);
  return byNumber ?? namesNobody(turn, { ...message, recognition, purpose: frame.purpose });
}

/** Says how the card is to be changed, and not only whose terminal it is. */
function wantsSteps({ intent, rule }: Recognition): boolean {
  return isRebind(intent) && rule !== RULES.nameAlone && rule !== TERMINAL_NAMED;
}

/** 「机器是嘉联的，要换成招商的卡」 in answer to whose it is. */
function withNewCard(turn: Turn, { entities }: Recognition, chosen: Outcome): Outcome {
  return entities.newCard === undefined ? chosen : noteNewCard(turn, entities.newCard, chosen);
}

/** No provider in it: the label cannot be read, something else is asked, a name that we do not know, or none at all. */
function namesNobody(
  turn: Turn,
  { text, recognition, purpose }: { text: string; recognition: Recognition; purpose: "guide" | "channels" },
): Outcome | undefined {
  const { intent, zone } = recognition;
  if (saysUnreadable(turn)) return whoseTerminal({ ...turn, rule: RULES.cannotRead });
  if (tellsLabel(turn)) return whoseTerminal({ ...turn, rule: RULES.labelTold });
  if (zone === "answer" && intent !== "out_of_scope") return undefined;
  const unsure = saysUnknown(turn);
  if (unsure !== undefined) return whoseTerminal({ ...turn, rule: unsure });
  if (mayBeName(turn.knowledge, text)) {
    const name = strangersName(turn.knowledge, recognition, { text, where: "unsaid" });
    const isNone = name === undefined || tellsNoCompany(turn.knowledge, text);
    return isNone ? whoseTerminal(turn) : unknownProvider(turn, name);
  }
  return zone === "unknown" ? notAName(turn, purpose) : undefined;
}

/** No name and no question: asked once more in other words, and the second time like whatever is not understood. */
function notAName(turn: Turn, purpose: "guide" | "channels"): Outcome | undefined {
  const { misses } = turn.state;
  if (misses > 0 || asksNoName(turn.knowledge, turn.text)) return undefined;
  const asked = askProvider({ ...turn, rule: "dialog/choose-provider" }, purpose);
  return { ...asked, state: { ...asked.state, misses: misses + 1 } };
}

/** Matters of which our answer sends to the acquirer's line: whose it is gives its number, and begins no change of card. */
const TO_THE_LINE: readonly IntentId[] = [
  "faq_not_received",
  "faq_card_frozen",
  "faq_owner_died",
  "faq_complaint",
  "report_scam",
];

/**
 * 「机器是银联商务的」 after money that did not arrive: what was spoken of goes on. After a death so it does however the name
 * is told: no steps of ours change a dead owner's card.
 */
export function nameForMatter(turn: Turn, recognition: Recognition): Outcome | undefined {
  const { knowledge, state } = turn;
  const { rule, provider, guessed } = recognition;
  const { lastIntent } = state;
  const isNoCardChange = lastIntent === "faq_owner_died" && isRebind(recognition.intent);
  const isNamed = rule === RULES.nameAlone || rule === TERMINAL_NAMED || isNoCardChange;
  if (!isNamed || provider === undefined || guessed || state.stack.length > 0) return undefined;
  if (lastIntent === undefined || !knowledge.replies.has("terminal-noted")) return undefined;
  if (lastIntent === "faq_when_effective") return showTimeline(turn, provider);
  const isFraud = lastIntent === "report_scam" || state.harm !== undefined;
  if (!isFraud && !TO_THE_LINE.includes(lastIntent)) return undefined;
  const still: Turn = {
    ...turn,
    recognition: { ...recognition, intent: isFraud ? "report_scam" : lastIntent },
  };
  // The bank that issued the card is called, and says nothing about the terminal.
  if (isFraud && knowledge.providers.get(provider)?.class === "bank-app")
    return { ...showChannels(still, provider, { offersSteps: false }), state: { ...state, misses: 0 } };
  const params = { provider: providerName(knowledge, provider) };
  return prefixed(
    [say(still, "terminal-noted", { params })],
    showChannels(still, provider, { offersSteps: false }),
  );
}

/**
 * Remembers a provider named in passing, unless a guide for another one is running. A platform whose takings are asked about,
 * or on which a swindler writes, is not whose terminal it is.
 */
export function withProvider(turn: Turn, recognition: Recognition): Turn {
  if (recognition.provider === undefined || recognition.guessed || runningGuide(turn.state)) return turn;
  const isPlatform = turn.knowledge.providers.get(recognition.provider)?.class === "payment-platform";
  if (recognition.intent === "faq_platform_takings" || (isPlatform && isInFraud(turn.state))) return turn;
  if (recognition.intent === "contact_official_support" && isCardsBank(turn.state, recognition)) return turn;
  return { ...turn, state: { ...turn.state, provider: recognition.provider } };
}

/** What a name that was read on the thing settles by itself. */
const SETTLED_BY_NAME: readonly IntentId[] = ["faq_whose_terminal", "faq_payment_codes"];

/** Where it was asked, a name is the answer: beside it only what surely asks, and not where the name stands. */
function isQuestion(turn: Turn, { provider, intent, confidence, entities }: Recognition): boolean {
  if (provider === undefined) return true;
  const isTold = entities.mentions.some((one) => one.provider === provider && one.role === "terminal");
  if (isTold && (SETTLED_BY_NAME.includes(intent) || !asksNoName(turn.knowledge, turn.text))) return false;
  return (
    intent !== "faq_whose_terminal" && (confidence >= SURE_FROM || asksNoName(turn.knowledge, turn.text))
  );
}

/** Questions with an answer of their own; small talk and steering words beside a name are none. */
function asksSomething({ intent, rule }: Recognition): boolean {
  const isOwn = /^(?:faq|verify|contact|report|illegal|talk|check|sensitive)_/.test(intent);
  return isOwn && rule !== RULES.nameAlone;
}
