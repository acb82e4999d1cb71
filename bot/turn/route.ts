// Decides what a message does: a choice, a command, an answer to our question, or a new intent.

import { act, runCommand } from "../dialogs/act.ts";
import { answerKey, didYouMean, missed } from "../dialogs/answers.ts";
import { startIntent } from "../dialogs/by-intent.ts";
import { askForChannel, describesCode, holdsChannel, judgeChannel } from "../dialogs/channel-dialog.ts";
import { backToStep, runningGuide } from "../dialogs/guide-dialog.ts";
import { answeredBriefly, steerPath } from "../dialogs/path-dialog.ts";
import {
  askBehindMark,
  askProvider,
  chooseProvider,
  noteNewCard,
  unknownProvider,
} from "../dialogs/provider-dialog.ts";
import { afterHarm, toldHarm } from "../dialogs/scam-dialog.ts";
import { holdsAccount } from "../official/account.ts";
import type { SecretKind } from "../ports.ts";
import { choosesNothing, namedOption, offeredOption, providerOptions } from "../say/options.ts";
import { providerName, say } from "../say/say.ts";
import { type DialogState, topFrame, withoutFrame } from "../say/state.ts";
import { type Outcome, outcome, prefixed, type Turn } from "../say/turn-context.ts";
import { normalise } from "../text/normalise.ts";
import type { Command } from "../understanding/command.ts";
import { asksToMoveDevice, findCommand, namesOnlyTheMark } from "../understanding/commands.ts";
import type { RecogniseContext, Recognition } from "../understanding/recognise.ts";
import { hear, onNews } from "./hear-situation.ts";
import { findSeveral, isUrgent, withOthers } from "./several.ts";

const LONGEST_NAME = 14; // characters; what answers「是谁家的」without being a sentence
const FEW_WORDS = 6; // characters beside a pasted number or link that still make it a plain paste

export interface Message {
  readonly text: string;
  readonly secrets: readonly SecretKind[];
}

export type Recognise = (text: string, context: RecogniseContext) => Recognition;

/** One message, routed. Order: a channel we asked for, a name that is none, an offered choice, a command, what was recognised. */
export function route(turn: Turn, message: Message, recognise: Recognise): Outcome {
  const frame = topFrame(turn.state);
  if (frame?.dialog === "check-channel") return checkOrRoute(turn, message, recognise);
  if (frame?.dialog !== "path" && namesOnlyTheMark(message.text))
    return askBehindMark({ ...turn, rule: "words/unionpay-mark" });
  const chosen = offeredOption(turn.knowledge, turn.state.offered, message.text);
  if (chosen) return act({ ...turn, rule: `choice/${chosen.action.do}` }, chosen.action);
  if (choosesNothing(turn.state.offered, message.text)) return noSuchChoice(turn);
  const harm = toldHarm(turn);
  if (harm) return afterHarm({ ...turn, rule: "dialog/scam" }, harm);
  const named = namedOption(turn.knowledge, message.text);
  if (named) return act({ ...turn, rule: `named/${named.action.do}` }, named.action);
  if (asksToMoveDevice(message.text)) return answerKey({ ...turn, rule: "words/move-device" }, "resume-how");
  const command = findCommand(message.text);
  const commanded = command && commandOutcome({ ...turn, rule: `command/${command}` }, command);
  if (commanded) return commanded;
  const brief = frame?.dialog === "path" && answeredBriefly({ ...turn, rule: "path/brief-answer" });
  if (brief) return brief;
  return routeWords(turn, message, recognise);
}

function noSuchChoice(turn: Turn): Outcome {
  const options = turn.state.offered;
  const params = { count: String(options.length) };
  return outcome(turn.state, [say({ ...turn, rule: "choice/none" }, "no-such-choice", { params, options })]);
}

/** We asked for something to check. A message that holds nothing of the kind is routed as any other. */
function checkOrRoute(turn: Turn, message: Message, recognise: Recognise): Outcome {
  const checking: Turn = { ...turn, rule: "dialog/check-channel" };
  if (holdsChannel(message.text) || message.secrets.includes("mobile")) {
    return judgeChannel(checking, message.secrets);
  }
  const recognition = recognise(message.text, { inGuide: false });
  if (describesCode(message.text) && !isUrgent(recognition)) {
    return askForChannel({ ...checking, recognition });
  }
  return route({ ...turn, state: withoutFrame(turn.state, "check-channel") }, message, recognise);
}

/** What the words mean; of several questions in one message the urgent one or the first is answered. */
function routeWords(turn: Turn, message: Message, recognise: Recognise): Outcome {
  const inGuide = runningGuide(turn.state) !== undefined;
  const whole = recognise(message.text, { inGuide });
  const several = holdsChannel(message.text)
    ? undefined
    : findSeveral(message.text, (part) => recognise(part, { inGuide }));
  if (!several) return routeRecognition({ ...turn, recognition: whole, rule: whole.rule }, whole, message);
  const { provider, entities } = whole;
  const first = { ...several.first, entities, ...(provider !== undefined && { provider }) };
  const answered = routeRecognition({ ...turn, recognition: first, rule: first.rule }, first, message);
  return withOthers(turn, answered, several.others);
}

/** A command, where it makes sense; undefined lets recognition have it. */
function commandOutcome(turn: Turn, command: Command): Outcome | undefined {
  const frame = topFrame(turn.state);
  if (command === "human") return act(turn, { do: "human" });
  if (frame?.dialog === "path") return steerPath(turn, command);
  switch (command) {
    case "none-of-these":
      return turn.state.offered.length > 0 ? act(turn, { do: "command", command }) : undefined;
    case "unknown-provider":
      return frame?.dialog === "guide" ? runCommand(turn, "stuck") : act(turn, { do: "whose-terminal" });
    case "yes":
      return frame?.dialog === "guide" ? runCommand(turn, "next") : undefined;
    case "no":
      return frame?.dialog === "guide" ? runCommand(turn, "stuck") : undefined;
    default:
      return runCommand(turn, command);
  }
}

function routeRecognition(turn: Turn, recognition: Recognition, message: Message): Outcome {
  const urgent = isUrgent(recognition);
  if (!urgent && isChannelPaste(recognition, message.text)) {
    return judgeChannel({ ...turn, rule: "entity/channel" }, message.secrets);
  }
  const heard = urgent ? { turn, news: false } : hear(turn, recognition, message.text);
  const news = (before: Turn) => (heard.news ? onNews(before, recognition) : undefined);
  if (!urgent) {
    const answered =
      (recognition.provider === undefined && !denies(recognition) ? news(heard.turn) : undefined) ??
      answerToQuestion(heard.turn, recognition, message) ??
      correction(heard.turn, recognition);
    if (answered) return answered;
  }
  const known = withProvider(heard.turn, recognition);
  const told = news(known);
  if (told) return told;
  if (recognition.zone === "ask" && !onlyDoubtsWhose(recognition)) return didYouMean(known, recognition);
  if (recognition.zone === "unknown") return missed(known, "not-understood");
  return withQuestionAskedAgain(known, startOrContinue(known, recognition));
}

/** The likeliest meanings are all "how do I change the card": whose terminal it is, is known or asked next. */
function onlyDoubtsWhose({ intent, alternatives }: Recognition): boolean {
  const [second] = alternatives;
  return intent.startsWith("rebind") && second?.intent.startsWith("rebind") === true;
}

/** A provider named only to be denied: a correction, whatever else is told. */
function denies({ entities }: Recognition): boolean {
  return entities.mentions.some(({ role }) => role === "denied");
}

function isChannelPaste(recognition: Recognition, text: string): boolean {
  if (!holdsChannel(text)) return false;
  const words = normalise(text).replace(/https?:\S+|[a-z0-9\s\p{P}\p{S}]/gu, "");
  return (
    recognition.intent === "verify_official_channel" ||
    words.length <= FEW_WORDS ||
    /https?:|www\./i.test(text) ||
    holdsAccount(text)
  );
}

/** What a message means while we wait for the provider's name. */
function answerToQuestion(turn: Turn, recognition: Recognition, message: Message): Outcome | undefined {
  const frame = topFrame(turn.state);
  if (frame?.dialog !== "choose-provider") return undefined;
  const { provider, intent, zone, entities } = recognition;
  const question =
    zone === "answer" && !intent.startsWith("rebind") && recognition.rule !== "entity/provider-alone";
  if (provider !== undefined && !question) return chooseProvider(turn, provider, frame.purpose);
  if (entities.newCard !== undefined && !question) {
    return noteNewCard(turn, entities.newCard, askProvider(turn, frame.purpose));
  }
  if (zone === "answer") return undefined;
  return message.text.length <= LONGEST_NAME ? unknownProvider(turn) : undefined;
}

/** 「不是拉卡拉，是盛付通」, or another provider named in the middle of a guide. */
function correction(turn: Turn, recognition: Recognition): Outcome | undefined {
  const { provider, intent, entities } = recognition;
  const current = runningGuide(turn.state)?.provider ?? turn.state.provider;
  const denied = entities.mentions.find(({ role }) => role === "denied")?.provider;
  const names =
    recognition.rule === "entity/provider-alone" || denied !== undefined || intent.startsWith("rebind");
  if (denied !== undefined && provider === undefined) {
    const { provider: _, ...state } = withoutFrame(turn.state, "guide");
    const note = say({ ...turn, state }, "provider-denied", {
      params: { provider: providerName(turn.knowledge, denied) },
      options: providerOptions(turn.knowledge, "guide"),
    });
    return outcome({ ...state, stack: [{ dialog: "choose-provider", purpose: "guide" }], misses: 0 }, [note]);
  }
  const guide = runningGuide(turn.state);
  if (!guide || provider === undefined || !names) return undefined;
  const params = { provider: providerName(turn.knowledge, provider) };
  if (provider === current) {
    return outcome(turn.state, [say(turn, "provider-same", { params }), backToStep(turn, guide)]);
  }
  return prefixed([say(turn, "provider-switched", { params })], chooseProvider(turn, provider, "guide"));
}

/** Remembers a provider named in passing, unless a guide for another one is running. */
function withProvider(turn: Turn, recognition: Recognition): Turn {
  if (recognition.provider === undefined || runningGuide(turn.state)) return turn;
  return { ...turn, state: { ...turn.state, provider: recognition.provider } };
}

/** In a guide, 「怎么换卡」 asks for the step again, not for a new start. */
function startOrContinue(turn: Turn, recognition: Recognition): Outcome {
  const guide = runningGuide(turn.state);
  const again = recognition.intent.startsWith("rebind") && recognition.provider === undefined;
  if (!guide || !again) return startIntent(turn, recognition.intent);
  const { newCard } = recognition.entities;
  const step = runCommand(turn, "repeat");
  return newCard === undefined ? step : noteNewCard(turn, newCard, step);
}

/** A question answered while we wait for the provider's name: ask for the name again, briefly. */
function withQuestionAskedAgain(turn: Turn, answered: Outcome): Outcome {
  const waiting = (state: DialogState) => topFrame(state)?.dialog === "choose-provider";
  if (!waiting(turn.state) || !waiting(answered.state) || answered.said.length !== 1) return answered;
  const frame = topFrame(answered.state);
  if (frame?.dialog !== "choose-provider" || answered.said[0]?.reply.key.startsWith("ask-")) return answered;
  const asked = askProvider({ ...turn, state: answered.state }, frame.purpose);
  return { ...asked, said: [...answered.said, ...asked.said], effects: answered.effects };
}
