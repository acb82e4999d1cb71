// Decides what a message does: a choice, a command, an answer to our question, or a new intent.

import { act, runCommand } from "../dialogs/act.ts";
import { answerKey, didYouMean } from "../dialogs/answers.ts";
import { askForChannel, describesCode, holdsChannel, judgeChannel } from "../dialogs/channel-dialog.ts";
import { runningGuide } from "../dialogs/guide-dialog.ts";
import { askBehindMark } from "../dialogs/label-dialog.ts";
import { answeredBriefly } from "../dialogs/path-steering.ts";
import { whoseTerminal } from "../dialogs/provider-dialog.ts";
import { RULES } from "../knowledge/own-ids.ts";
import type { SecretKind } from "../ports.ts";
import { bareOf, hears } from "../rules/heard-rules.ts";
import { choosesNothing, namedOption } from "../say/options.ts";
import { isInFraud, topFrame, withoutFrame } from "../say/state.ts";
import type { Outcome, Turn } from "../say/turn-context.ts";
import { wishedLanguage } from "../text/language.ts";
import { normalise } from "../text/normalise.ts";
import { asksToMoveDevice, findCommand, namesOnlyTheMark } from "../understanding/commands.ts";
import type { RecogniseContext, Recognition } from "../understanding/recognise.ts";
import { wordsAsk } from "../understanding/words-ask.ts";
import { withQuestionAskedAgain } from "./asked-again.ts";
import { heardComplaint } from "./correct/hear-complaint.ts";
import { whatIsMeant, withApology } from "./correct/hear-meant.ts";
import { withOthers } from "./follow/answer-both.ts";
import { answerAtStep, askedAtStep } from "./follow/ask-at-step.ts";
import { askedAtEnd } from "./follow/asked-at-end.ts";
import { behindCall } from "./follow/hear-call.ts";
import { chosenByLabel, chosenInSentence, noSuchChoice } from "./follow/hear-choice.ts";
import { asConfirmed, strangersNameFirst } from "./follow/hear-name.ts";
import { likeliestOffered, pickInWords } from "./follow/hear-pick.ts";
import { heardOnTheWay } from "./follow/heard-on-the-way.ts";
import { notUnderstood } from "./follow/not-understood.ts";
import { findSeveral, firstOf, isUrgent, withNextMeaning } from "./follow/several.ts";
import { agreed, byLastAnswer } from "./follow/short-words.ts";
import {
  commandOutcome,
  inThisLanguage,
  numberedStep,
  steeredAtEnd,
  withoutSteering,
} from "./hear-command.ts";
import { correction, denies } from "./hear-correction.ts";
import { heardAfterFraud, heardInTalk } from "./hear-in-talk.ts";
import { hearMerchantCode } from "./hear-merchant-code.ts";
import { isChannelPaste, judgePaste } from "./hear-paste.ts";
import { answerToQuestion, cannotRead, nameForMatter, unsureOfName, withProvider } from "./hear-provider.ts";
import { hear, onNews } from "./hear-situation.ts";
import { withCardsLine } from "./names/cards-line.ts";
import { heardOfOthers, withOtherTerminals } from "./names/other-terminals.ts";
import { knowingNames, withOwnCard } from "./names/own-card.ts";
import { askedAfterEnd, heardProgress, isAllTold } from "./progress/hear-progress.ts";
import { toldPlace } from "./progress/told-place.ts";
import { startOrContinue } from "./start-or-continue.ts";

export interface Message {
  readonly text: string;
  readonly secrets: readonly SecretKind[];
}

export type Recognise = (text: string, context: RecogniseContext) => Recognition;

/** One message, routed. Order: a channel we asked for, a name that is none, an offered choice, a command, what was recognised. */
export function route(turn: Turn, message: Message, recognise: Recognise): Outcome {
  const { rules } = turn.knowledge;
  const frame = topFrame(turn.state);
  if (frame?.dialog === "check-channel") return checkOrRoute(turn, message, recognise);
  if (frame?.dialog !== "path" && namesOnlyTheMark(rules, message.text))
    return askBehindMark({ ...turn, rule: RULES.onlyTheMark });
  if (saysRented(turn)) return whoseTerminal({ ...turn, rule: RULES.rented }, true);
  const chosen = chosenByLabel(turn, message.text);
  if (chosen) return act({ ...turn, rule: `choice/${chosen.action.do}` }, chosen.action);
  if (choosesNothing(turn.state.offered, message.text)) return noSuchChoice(turn);
  const told = heardAfterFraud(turn) ?? pickInWords(turn) ?? heardComplaint(turn);
  if (told) return told;
  const named = namedOption(turn.knowledge, message.text);
  if (named) return act({ ...turn, rule: `named/${named.action.do}` }, named.action);
  const asWhole = heardAsWhole(turn, message.text) ?? atToldPlace(turn, message, recognise);
  if (asWhole) return asWhole;
  const heard = cannotRead(turn) ? undefined : findCommand(rules, message.text);
  const commanded = heard && commandOutcome({ ...turn, rule: heard.rule }, heard.command);
  if (commanded) return commanded;
  return briefly(turn) ?? routeWords(turn, message, recognise);
}

/** 「租来的机器」: a wish to know whose it is, and no crime; not where steps or a fraud are spoken of. */
function saysRented({ knowledge, state, text }: Turn): boolean {
  const open = topFrame(state)?.dialog ?? "choose-provider";
  return (
    open === "choose-provider" &&
    !isInFraud(state) &&
    hears(knowledge.rules, RULES.rented, bareOf(normalise(text)))
  );
}

/** Another language, another device, a step by its number. */
function heardAsWhole(turn: Turn, text: string): Outcome | undefined {
  if (wishedLanguage(text)) return inThisLanguage({ ...turn, rule: "words/language" });
  if (asksToMoveDevice(turn.knowledge.rules, text))
    return answerKey({ ...turn, rule: RULES.moveDevice }, "resume-how");
  return numberedStep(turn, text);
}

/** What asks without a word that asks: 「影唔影得」, 「没毛病吧」. */
const ASKS = [RULES.asksWhether, RULES.photoSafe] as const;

/** 「弄好了 提交了」: the step they stand at by that, or what is asked or told beside it, answered there. */
function atToldPlace(turn: Turn, message: Message, recognise: Recognise): Outcome | undefined {
  const told = toldPlace(turn);
  if (!told) return undefined;
  const { rules } = turn.knowledge;
  const words = normalise(message.text);
  const asks = wordsAsk(rules, words) || ASKS.some((rule) => hears(rules, rule, words));
  return told.isAnswer && !asks ? runCommand(told.turn, "repeat") : routeWords(told.turn, message, recognise);
}

/** Few words that say something only by what was asked or offered. */
function briefly(turn: Turn): Outcome | undefined {
  return topFrame(turn.state)?.dialog === "path"
    ? answeredBriefly({ ...turn, rule: "path/brief-answer" })
    : agreed({ ...turn, rule: RULES.takesOffer });
}

/** We asked for something to check. A message that holds nothing of the kind is routed as any other. */
function checkOrRoute(turn: Turn, message: Message, recognise: Recognise): Outcome {
  const checking: Turn = { ...turn, rule: "dialog/check-channel" };
  if (holdsChannel(message.text) || message.secrets.includes("mobile")) {
    return judgeChannel(checking, message.secrets);
  }
  const recognition = recognise(message.text, { inGuide: false });
  if (describesCode(checking) && !isUrgent(recognition)) {
    return askForChannel({ ...checking, recognition });
  }
  return route({ ...turn, state: withoutFrame(turn.state, "check-channel") }, message, recognise);
}

/** What the words mean; of several questions in one message the urgent one or the first is answered. */
function routeWords(said: Turn, heard: Message, reads: Recognise): Outcome {
  const meant = whatIsMeant(said, heard.text, reads);
  if (!meant) return routeMeant(said, heard, heard, reads);
  const { words, turn, recognise } = meant;
  return withApology(said, meant, routeMeant(turn, { ...heard, text: words }, heard, recognise));
}

/** `heard` is the message as a whole, with what was said before the words that are meant. */
function routeMeant(said: Turn, message: Message, heard: Message, recognise: Recognise): Outcome {
  const inGuide = runningGuide(said.state) !== undefined;
  const read = (context: RecogniseContext) => recognise(message.text, { inGuide, ...context });
  const heardWhole = asConfirmed(said, withoutSteering(said, message.text, read), heard.text);
  const part = (words: string) => recognise(words, { inGuide });
  const whole = withOwnCard(said, askedAtEnd(said.knowledge.rules, heardWhole, part));
  const turn = knowingNames(said, whole);
  const progress = heardProgress(turn, whole);
  if (progress && isAllTold(turn, whole)) return progress;
  const ended = askedAfterEnd(turn, whole);
  if (ended) return ended;
  return routeRead(progress ? { ...turn, state: progress.state } : turn, { ...message, whole, part, read });
}

/** A message as it was read. */
interface Heard extends Message {
  readonly whole: Recognition;
  readonly part: (words: string) => Recognition;
  readonly read: (context: RecogniseContext) => Recognition;
}

function routeRead(turn: Turn, message: Heard): Outcome {
  const { whole, part } = message;
  const steered = steeredAtEnd(turn, whole, message.text);
  if (steered) return steered;
  const ofOthers = heardOfOthers(turn, whole);
  if (ofOthers) return ofOthers;
  const choice = chosenInSentence(turn, whole);
  if (choice) return act({ ...turn, rule: `choice/${choice.action.do}` }, choice.action);
  const answer = (asked: Recognition) =>
    routeRecognition({ ...turn, recognition: asked, rule: asked.rule }, asked, message);
  const told = withProvider(hear(turn, whole, message.text).turn, whole);
  const onTheWay = heardOnTheWay(turn, told, whole, { recognise: part, answer });
  if (onTheWay) return onTheWay;
  const several = holdsChannel(message.text)
    ? undefined
    : findSeveral({ text: message.text, rules: turn.knowledge.rules, whole }, part);
  const behind = behindCall(turn, whole);
  const answered = (asked: Recognition) =>
    routeRecognition({ ...behind, recognition: asked, rule: asked.rule }, asked, message);
  if (!several) return answered(whole);
  return withOthers(behind, answered(firstOf(several, whole)), { ...several, whole }, answerMeaning);
}

function routeRecognition(turn: Turn, recognition: Recognition, message: Heard): Outcome {
  const heard = hear(turn, recognition, message.text);
  if (isUrgent(recognition) && !heard.undone)
    return answerMeaning(withProvider(turn, recognition), recognition);
  const inTalk = heardInTalk(turn, recognition);
  if (inTalk) return inTalk;
  const byNumber = hearMerchantCode(turn, recognition, answerMeaning);
  if (byNumber) return byNumber;
  if (isChannelPaste(turn.knowledge.rules, recognition, message.text))
    return judgePaste(turn, recognition, message.secrets);
  const news = (before: Turn) => (heard.news ? onNews({ ...heard, turn: before }, recognition) : undefined);
  const known = withProvider(heard.turn, recognition);
  return (
    (recognition.provider === undefined && !denies(recognition) ? news(heard.turn) : undefined) ??
    answerToQuestion(heard.turn, recognition, message) ??
    atStep(heard.turn, recognition, message) ??
    correction(heard.turn, recognition) ??
    unsureOfName(heard.turn, recognition) ??
    nameForMatter(heard.turn, recognition) ??
    strangersNameFirst(heard.turn, recognition) ??
    withOtherTerminals(known, recognition, news(known) ?? answerMeaning(known, recognition))
  );
}

/** A question that the step itself would be said again to. */
function atStep(turn: Turn, recognition: Recognition, { read }: Heard): Outcome | undefined {
  const asked = askedAtStep(turn, recognition, read);
  return asked && answerAtStep(turn, asked, answerMeaning);
}

/** What was understood is answered, what may be meant is asked, and what was not understood is said to be so. */
function answerMeaning(turn: Turn, recognition: Recognition): Outcome {
  const offered = recognition.zone === "answer" ? undefined : likeliestOffered(turn, recognition);
  if (offered) return act(turn, offered.action);
  if (recognition.zone === "ask") return didYouMean(turn, recognition);
  if (recognition.zone === "unknown") return notUnderstood(turn);
  const on = recognition.intent === "flow_next" ? byLastAnswer(turn, "next") : undefined;
  if (on) return on;
  const answered = withQuestionAskedAgain(turn, startOrContinue(turn, recognition));
  return withNextMeaning(turn, withCardsLine(turn, recognition, answered), recognition);
}
