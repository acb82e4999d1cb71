// Which events are tried in a state: all of them in the first state of a class, those that can matter in the rest.

import type { Knowledge } from "../knowledge/knowledge.ts";
import { type DialogState, topFrame } from "../say/state.ts";
import type { Command } from "../understanding/command.ts";
import {
  BACK_LATER_EVENT,
  COMMAND_EVENTS,
  COMMAND_WORDS,
  event,
  type FlowEvent,
  HUMAN_EVENT,
  JOINED_EVENT,
  LEAVE_EVENT,
  OTHERWISE_UNCLEAR_EVENT,
  RESUME_EVENT,
  SECRET_AND_WORDS_EVENT,
  SECRET_EVENTS,
  UNKNOWN_EVENT,
} from "./events.ts";
import { denials, eventsOfEveryClass, firstOfEachKind, intentEvents, tourOf } from "./meanings.ts";
import { isOfBefore } from "./roots.ts";
import type { Tier } from "./tiers.ts";

/** Compiles the events of the content once. In older content a conversation is only steered: it is on its way out. */
export function createAlphabet(
  knowledge: Knowledge,
): (state: DialogState, tier: Tier, led: FlowEvent | undefined) => FlowEvent[] {
  const everything = createEverything(knowledge);
  const steering = createSteering(knowledge);
  return (state, tier, led) => {
    const choices = choiceEvents(state);
    const person = choices.filter((_, index) => state.offered[index]?.action.do === "human");
    const steer = () => (inGuide(state) ? steering(state, choices) : waysBack(state));
    // What had a question asked is said once more: the surest way to have it asked again.
    const answers = state.asked !== undefined || state.toldOf !== undefined;
    const again = answers && led ? saidAgain(led) : [];
    switch (tier) {
      case "class":
        return [...choices, ...(isOfBefore(state) ? steer() : everything(state)), ...again];
      case "offer":
        return [...choices, ...steer(), ...again];
      case "place":
        return [...(person.length > 0 && waits(state) ? person : choices), ...steer()];
      case "seen":
        return [HUMAN_EVENT];
      default:
        return tier satisfies never;
    }
  };
}

/** 「你是想问」 never offers the same twice: it is asked again only of words that may mean something else. */
function saidAgain(led: FlowEvent): FlowEvent[] {
  if (led.kind === "joined") return [];
  return led.kind === "unclear" ? [led, OTHERWISE_UNCLEAR_EVENT] : [led];
}

/** What means something in any state, and each provider's name where it is asked for. */
function createEverything(knowledge: Knowledge): (state: DialogState) => FlowEvent[] {
  const providers = [...knowledge.providers.values()];
  const kinds = firstOfEachKind(knowledge);
  const everywhere = eventsOfEveryClass(knowledge, kinds);
  const tour = providers.flatMap((provider) => tourOf(knowledge, provider));
  const named = providers.flatMap((provider) => intentEvents(knowledge, "rebind_howto", [provider], "alone"));
  return (state) => {
    const { provider, stack, paused } = state;
    const idle = provider === undefined && stack.length === 0 && paused === undefined;
    const asked = stack.length === 1 && topFrame(state)?.dialog === "choose-provider";
    return [
      ...everywhere,
      ...(provider === undefined ? [] : denials(knowledge, provider, kinds)),
      ...(asked ? named : []),
      ...(idle ? tour : []),
      JOINED_EVENT,
      BACK_LATER_EVENT,
    ];
  };
}

/** At a step: every command that is not a button, and what comes in between. Guides of one kind are steered alike. */
function createSteering(
  knowledge: Knowledge,
): (state: DialogState, choices: readonly FlowEvent[]) => FlowEvent[] {
  const kinds = new Set(firstOfEachKind(knowledge).map(({ id }) => id));
  const question = intentEvents(knowledge, "faq_fee", [undefined]);
  const inPassing = [SECRET_AND_WORDS_EVENT, UNKNOWN_EVENT, ...question, JOINED_EVENT];
  const moreForOneOfAKind = [...SECRET_EVENTS.slice(0, 1), BACK_LATER_EVENT];
  return (state, choices) => {
    const top = topFrame(state);
    const known = top?.dialog === "guide" && top.provider !== undefined && !kinds.has(top.provider);
    const pressed = new Set(choices.map(({ command }) => command));
    const typed = COMMAND_EVENTS.filter(({ command }) => !pressed.has(command));
    if (!known) return [...typed, ...inPassing, ...moreForOneOfAKind];
    return [...typed.filter(({ command }) => command === "human" || command === "where"), ...inPassing];
  };
}

function waysBack({ paused }: DialogState): FlowEvent[] {
  return [HUMAN_EVENT, UNKNOWN_EVENT, paused ? RESUME_EVENT : LEAVE_EVENT, JOINED_EVENT];
}

/**
 * A guide waits while something else goes on: there are as many such states as steps times everything else, and they
 * differ in where they lead back. So beyond the first of a class only the ways to a person and back are tried.
 */
function waits({ paused, stack }: DialogState): boolean {
  return paused !== undefined || stack.slice(0, -1).some(({ dialog }) => dialog === "guide");
}

/** The buttons of a state. */
function choiceEvents({ offered }: DialogState): FlowEvent[] {
  return offered.map(({ label, action }) =>
    event("choice", label, {
      ...(action.do === "command" && isCommand(action.command) && { command: action.command }),
    }),
  );
}

function isCommand(word: string): word is Command {
  return word in COMMAND_WORDS;
}

/** True in the middle of a guide. */
function inGuide(state: DialogState): boolean {
  return topFrame(state)?.dialog === "guide";
}
