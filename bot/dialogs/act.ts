// Carries out a chosen option or a command.

import type { IntentId } from "../knowledge/intent.ts";
import { RULES } from "../knowledge/own-ids.ts";
import { hears } from "../rules/heard-rules.ts";
import { mainOptions } from "../say/options.ts";
import { say } from "../say/say.ts";
import { type Action, type GuideFrame, initialState, topFrame, withoutFrame } from "../say/state.ts";
import { type Outcome, outcome, type Turn } from "../say/turn-context.ts";
import { normalise } from "../text/normalise.ts";
import type { Command } from "../understanding/command.ts";
import { isRemembered } from "../understanding/followed.ts";
import { missed } from "./answers.ts";
import { showPage, startIntent } from "./by-intent.ts";
import { askForChannel } from "./channel-dialog.ts";
import {
  leave,
  move,
  restart,
  resume,
  runningGuide,
  showStep,
  stepDone,
  stuck,
  where,
} from "./guide-dialog.ts";
import { answerQuestion, onPath, otherQuestion } from "./path-dialog.ts";
import { steerPath } from "./path-steering.ts";
import {
  askBank,
  askProvider,
  chooseProvider,
  startGenericGuide,
  unknownProvider,
  whoseTerminal,
} from "./provider-dialog.ts";
import { afterCalls, afterHarm, goOnInFraud, isAboutFraud } from "./scam-dialog.ts";

export function act(turn: Turn, action: Action): Outcome {
  switch (action.do) {
    case "ask-provider":
      return turn.page !== undefined && turn.page === turn.state.provider
        ? chooseProvider(turn, turn.page, action.purpose)
        : askProvider(turn, action.purpose);
    case "ask-bank":
      return askBank(turn);
    case "choose-provider":
      return chooseProvider(turn, action.provider, action.purpose);
    case "start-guide":
      return startGenericGuide(turn, action.guide);
    case "intent":
      return remembered(startIntent(turn, action.intent), action.intent);
    case "show-page":
      return showPage(turn, action.page);
    case "check-channel":
      return askForChannel(turn);
    case "whose-terminal":
      return whoseTerminal(turn);
    case "unknown-provider":
      return unknownProvider(turn);
    case "human":
      return startIntent(turn, "talk_to_human");
    case "command":
      return runCommand(turn, action.command);
    case "know":
      return answerQuestion(turn, action.slot, action.value);
    case "path":
      return onPath(turn, action.with);
    case "other-question":
      return otherQuestion(turn);
    case "scam-harm":
      return afterHarm(turn, action.harm);
    case "scam-called":
      return afterCalls(turn);
    default:
      return action satisfies never;
  }
}

/** What was chosen is what is spoken of, as if it had been typed. */
function remembered(answered: Outcome, intent: IntentId): Outcome {
  return isRemembered(intent) ? { ...answered, state: { ...answered.state, lastIntent: intent } } : answered;
}

type GuideCommand = Exclude<Command, "human" | "unknown-provider" | "yes" | "no"> | "resume";

/** A steering word. Without a running guide it resumes a paused one, or says that there is nothing to steer. */
export function runCommand(turn: Turn, command: GuideCommand): Outcome {
  if (command === "none-of-these") return missed(turn, "other-question");
  if (topFrame(turn.state)?.dialog === "path") return steerPath(turn, command);
  const guide = runningGuide(turn.state);
  if (guide) return inGuide(turn, guide, command);
  const { paused } = turn.state;
  if (paused && ["next", "resume", "repeat", "where", "back"].includes(command)) return resume(turn, paused);
  return outsideGuide(turn, command);
}

function inGuide(turn: Turn, guide: GuideFrame, command: Exclude<GuideCommand, "none-of-these">): Outcome {
  switch (command) {
    case "next":
      return stepDone(turn, guide);
    case "back":
      return move(turn, guide, -1);
    case "repeat":
    case "resume":
      return showStep(turn, guide);
    case "where":
      return where(turn, guide);
    case "stuck":
      return stuck(turn, guide);
    case "leave":
      return leave(turn, guide);
    case "restart":
      return restart(turn, guide);
    default:
      return command satisfies never;
  }
}

/** 「再说一遍」 where no steps run: what was asked, or what was answered last. */
function saidAgain(turn: Turn): Outcome {
  const { knowledge, state } = turn;
  const frame = topFrame(state);
  if (frame?.dialog === "choose-provider") return askProvider(turn, frame.purpose);
  return state.lastIntent === undefined
    ? outcome(state, [say(turn, "nothing-to-continue", { options: mainOptions(knowledge) })])
    : startIntent(turn, state.lastIntent);
}

function outsideGuide(turn: Turn, command: GuideCommand): Outcome {
  const { knowledge } = turn;
  if (isAboutFraud(turn.state) && command !== "leave" && command !== "restart") return goOnInFraud(turn);
  if (command === "restart") {
    const { asked } = turn.state;
    const fresh = { ...initialState(knowledge.hash), ...(asked !== undefined && { asked }) };
    return outcome(fresh, [
      say({ ...turn, state: fresh }, "greeting-again", { options: mainOptions(knowledge) }),
    ]);
  }
  if (command === "stuck") return startIntent(turn, "flow_stuck");
  const frame = topFrame(turn.state);
  const state = frame ? { ...withoutFrame(turn.state, frame.dialog), misses: 0 } : turn.state;
  if (command === "leave") return startIntent({ ...turn, state }, "goodbye");
  if (command === "back" && frame) {
    return outcome(state, [say({ ...turn, state }, "other-question", { options: mainOptions(knowledge) })]);
  }
  if (command === "repeat") return saidAgain(turn);
  if (command === "next" && !hears(knowledge.rules, RULES.on, normalise(turn.text)))
    return startIntent(turn, "flow_next");
  const goesOn = command === "next" || command === "resume";
  if (goesOn && frame?.dialog === "choose-provider") return askProvider(turn, frame.purpose);
  return outcome(turn.state, [say(turn, "nothing-to-continue", { options: mainOptions(knowledge) })]);
}
