// What is known before a message is read: from the page it was written on, from the talk, and from what it takes back.
import { lastingCase } from "../../dialogs/told-pages.ts";
import type { Knowledge } from "../../knowledge/knowledge.ts";
import type { TurnEvent } from "../../ports.ts";
import { type DialogState, isInFraud, outOfFraud, topFrame } from "../../say/state.ts";
import { normalise } from "../../text/normalise.ts";
import type { RecogniseContext, Recognition } from "../../understanding/recognise.ts";
import { besideDenial } from "../../understanding/safety/denied-fraud.ts";

type Recognise = (text: string, context: RecogniseContext) => Recognition;

/**
 * Who asks 「怎么换」 on a provider's page means that provider, from the first message there on. A dialog under way goes on
 * with whom it is about, and a name in the message always wins.
 */
export function onPage(state: DialogState, event: TurnEvent, { providers }: Knowledge): DialogState {
  const page = event.kind === "message" ? event.page : undefined;
  if (page === undefined || page === state.page || !providers.has(page) || state.stack.length > 0)
    return state;
  return { ...state, provider: page, page };
}

/**
 * 「没人骗我」: the talk of a fraud is taken back with all that was taken for told in it, and what was spoken of before is
 * spoken of again. It stays so until a fraud is told of.
 */
export function takenBack(state: DialogState, event: TurnEvent, { rules }: Knowledge): DialogState {
  if (event.kind !== "message" || besideDenial(rules, normalise(event.text)) === undefined) return state;
  return isInFraud(state) ? outOfFraud(state) : { ...state, noFraud: true };
}

/**
 * Short questions are read with what the last answer was about, what we ask, and whose terminal it is. For one turn: what
 * several ways to understand a message ask for is read once.
 */
export function afterAnswer(recognise: Recognise, state: DialogState, knowledge: Knowledge): Recognise {
  const { lastIntent, provider, noFraud } = state;
  const asks = topFrame(state)?.dialog === "choose-provider";
  const told = lastingCase({ knowledge, state });
  const standing = told && knowledge.faqs.get(told.page)?.intent;
  const known: RecogniseContext = {
    ...(lastIntent && { lastIntent }),
    ...(provider !== undefined && { provider }),
    ...(asks && { open: "faq_whose_terminal" }),
    ...(standing && { standing }),
    ...(state.stack.length === 0 && { idle: true }),
    ...(isInFraud(state) && { inFraud: true }),
    ...(noFraud && { noFraud }),
  };
  const readings = new Map<string, Recognition>();
  return (text, context) => {
    const key = JSON.stringify([text, context]);
    const reading = readings.get(key) ?? recognise(text, { ...known, ...context });
    readings.set(key, reading);
    return reading;
  };
}
