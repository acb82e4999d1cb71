// Answers questions, asks "did you mean", and knows when it has missed twice.
import type { IntentId } from "../knowledge/intent.ts";
import { intentOption, mainOptions, option } from "../say/options.ts";
import { knownChannels, say, sayPage, sayPageFurther } from "../say/say.ts";
import type { DialogState, Option } from "../say/state.ts";
import { type Outcome, outcome, type Turn } from "../say/turn-context.ts";
import { SAME_MATTER_RULE } from "../understanding/in-context.ts";
import type { Recognition } from "../understanding/recognise.ts";
import { escalate } from "./escalation.ts";
import { answerWithin, backToStep, runningGuide, stepOptions } from "./guide-dialog.ts";
import { askProvider } from "./provider-dialog.ts";
import { type Telling, tellInCase, tellPage } from "./told-pages.ts";

const MISSES_BEFORE_ESCALATION = 2; // one miss is often a typo
const MOST_GUESSES = 2; // in a row; whoever is asked a third time is not helped by being asked
/** Less likely, nothing is offered as what may be meant: an option far off makes the others look like guesses. */
const OFFERED_FROM = 0.12;
const OF_A_FRAUD: readonly IntentId[] = ["report_scam", "faq_after_scam"];
const FRAUD_NEAR_FROM = 0.4; // less likely, nobody is asked whether they met a swindler
const SUGGESTIONS = 3; // more do not fit on a phone above the keyboard

/** Answers with a page's lead, or as the case that was told has it; in the middle of a guide it then points back to the step. */
export function answerPage(turn: Turn, page: string): Outcome {
  const heard = { ...turn, state: { ...turn.state, misses: 0 } };
  const inCase = tellInCase(heard, page);
  const { state, say: sayIt } =
    inCase?.telling ?? (knowsAgain(turn) ? tellPage(heard, page) : tellOnce(heard, page));
  const next = { ...turn, state };
  return outcome(state, answerWithin(next, followUps(next, inCase?.page ?? page), sayIt));
}

/** Content from before has no words for what is asked once more, and answers as it did. */
function knowsAgain({ knowledge: { replies } }: Turn): boolean {
  return replies.has("page-again");
}

function tellOnce(turn: Turn, page: string): Telling {
  const isFurther = turn.recognition?.rule === SAME_MATTER_RULE && isLastPage(turn, page);
  const sayIt = isFurther ? sayPageFurther : sayPage;
  return { state: turn.state, say: (options) => sayIt(turn, page, options) };
}

function isLastPage({ knowledge, state: { lastIntent } }: Turn, page: string): boolean {
  return lastIntent !== undefined && knowledge.intents.get(lastIntent)?.faq === page;
}

/** A short reply by key that also returns to a running guide. */
export function answerKey(turn: Turn, key: string, options = mainOptions(turn.knowledge)): Outcome {
  const state: DialogState = { ...turn.state, misses: 0 };
  const next = { ...turn, state };
  return outcome(
    state,
    answerWithin(next, options, (offered) => say(next, key, { options: offered })),
  );
}

function followUps(turn: Turn, page: string): Option[] {
  const { knowledge } = turn;
  const related = (knowledge.faqs.get(page) ?? knowledge.articles.get(page))?.related ?? [];
  const pages = related.flatMap((id): Option[] => {
    const faq = knowledge.faqs.get(id);
    if (faq) return [{ label: faq.question, action: { do: "intent", intent: faq.intent } }];
    const article = knowledge.articles.get(id);
    return article ? [{ label: article.title, action: { do: "show-page", page: id } }] : [];
  });
  return [...pages.slice(0, SUGGESTIONS), rebindOption(turn), option(knowledge, "human")];
}

/** To the steps of the company that is known; else whose terminal it is, is asked first. */
export function rebindOption({ knowledge, state: { provider } }: Pick<Turn, "knowledge" | "state">): Option {
  return option(
    knowledge,
    "rebind",
    provider === undefined
      ? { do: "ask-provider", purpose: "guide" }
      : { do: "choose-provider", provider, purpose: "guide" },
  );
}

/**
 * Offers the likely meanings; two answers were close. One that the case that was told has an answer to is meant. Whether
 * one met a swindler is asked only where that is near.
 */
export function didYouMean(turn: Turn, recognition: Recognition): Outcome {
  const others = recognition.alternatives.filter(
    ({ intent, confidence }) => confidence >= (OF_A_FRAUD.includes(intent) ? FRAUD_NEAR_FROM : OFFERED_FROM),
  );
  const meanings = [recognition.intent, ...others.map(({ intent }) => intent)];
  const page = meanings
    .map((intent) => turn.knowledge.intents.get(intent)?.faq)
    .find((faq) => faq !== undefined && tellInCase(turn, faq) !== undefined);
  return page === undefined ? offerMeanings(turn, meanings) : answerPage(turn, page);
}

/** Asks which of some questions is meant, the first that have words; nobody is asked only whether they met a swindler. */
export function offerMeanings(turn: Turn, intents: readonly IntentId[], key = "did-you-mean"): Outcome {
  const { knowledge } = turn;
  const isAgain = turn.state.offered.some(({ action }) => isNoneOfThese(action));
  const state: DialogState = { ...turn.state, misses: turn.state.misses + (isAgain ? 1 : 0) };
  if (isAgain && state.misses >= MOST_GUESSES) return helpAnyway(turn);
  const human = option(knowledge, "human");
  const offered = new Set(turn.state.offered.map(({ label }) => label));
  const meanings = intents
    .flatMap((intent) => intentOption(knowledge, intent) ?? [])
    .filter(({ label }) => label !== human.label && !(isAgain && offered.has(label)))
    .slice(0, SUGGESTIONS);
  const steering = steeringAmong(turn, intents);
  if (meanings.length + steering.length === 0)
    return isAgain ? helpAnyway(turn) : missed(turn, "not-understood");
  const isAccusing = meanings.every(
    ({ action }) => action.do === "intent" && action.intent === "report_scam",
  );
  const keys =
    isAccusing && steering.length === 0 && knowsAgain(turn) ? (["rebind", "not-received"] as const) : [];
  const harmless = keys.map((key) => option(knowledge, key));
  const ways = steering.length > 0 ? steering : [human];
  const options = [...meanings, ...harmless, option(knowledge, "none"), ...ways];
  return outcome(state, [say(turn, key, { options })]);
}

/** 「都不是」. */
export function isNoneOfThese(action: Option["action"]): boolean {
  return action.do === "command" && action.command === "none-of-these";
}

/** Guessed often enough: whose terminal it is helps in any case, and where that is known its official line. */
function helpAnyway(turn: Turn): Outcome {
  const idle = turn.state.provider === undefined && turn.state.stack.length === 0;
  return idle ? askProvider(turn, "guide") : missed(turn, "not-understood");
}

/** In the middle of steps words may also have meant to steer: then the step's buttons stand beside the questions. */
function steeringAmong(turn: Turn, intents: readonly IntentId[]): Option[] {
  const guide = runningGuide(turn.state);
  const steers = intents.some((intent) => intent === "flow_next" || intent === "flow_stuck");
  return guide && steers && knowsAgain(turn) ? stepOptions(turn, guide) : [];
}

/** Counts a miss; the second in a row offers the official channel and a person. */
export function missed(turn: Turn, key: "not-understood" | "other-question"): Outcome {
  const { knowledge } = turn;
  const state: DialogState = { ...turn.state, misses: turn.state.misses + 1 };
  const next: Turn = { ...turn, state };
  if (state.misses >= MISSES_BEFORE_ESCALATION) {
    const escalated = escalate(next, "two-misses", { key: "offer-person", options: mainOptions(knowledge) });
    const guide = runningGuide(state);
    return guide ? { ...escalated, said: [...escalated.said, backToStep(next, guide)] } : escalated;
  }
  return outcome(
    state,
    answerWithin(next, mainOptions(knowledge), (options) => say(next, key, { options })),
  );
}

/** Nobody answers the phone: what else is official, and where whoever is never answered may turn. */
export function lineBusy(turn: Turn): Outcome {
  const { knowledge } = turn;
  const complaint = intentOption(knowledge, "faq_complaint");
  const options = [
    option(knowledge, "check-channel"),
    ...(complaint ? [complaint] : []),
    option(knowledge, "human"),
  ];
  const channels = knownChannels(turn);
  return outcome(
    { ...turn.state, misses: 0 },
    answerWithin(turn, options, (offered) => say(turn, "line-busy", { channels, options: offered })),
  );
}
