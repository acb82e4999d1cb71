// Finds out whose terminal it is, because only that acquirer can change the card.
import type { ProviderClass } from "../knowledge/guide.ts";
import { RULES } from "../knowledge/own-ids.ts";
import { gradeWords, replyText } from "../knowledge/reply-text.ts";
import { officialChannels } from "../official/channels.ts";
import { hears } from "../rules/heard-rules.ts";
import { bankOptions, option, providerOptions } from "../say/options.ts";
import { providerName, say } from "../say/say.ts";
import { type DialogState, type Option, topFrame, withoutFrame } from "../say/state.ts";
import { type Outcome, outcome, type Turn } from "../say/turn-context.ts";
import { normalise } from "../text/normalise.ts";
import { runningGuide, stepOptions } from "./guide-dialog.ts";
import { enterPath } from "./path-dialog.ts";

type Purpose = "guide" | "channels";

const POS_VENDOR = "pos-vendor" satisfies ProviderClass;
/** Replies that end with the steps offered: 「说「好」就开始」. */
const OFFERS_STEPS: readonly string[] = [
  "channels-none",
  "channels-no-phone",
  "provider-unknown",
  "name-or-word",
];

/** The steps that were offered last, where the merchant takes them with a word; undefined where none were. */
export function offeredSteps(turn: Turn): Outcome | undefined {
  const { asked, provider } = turn.state;
  if (asked === undefined || !OFFERS_STEPS.includes(asked.key) || runningGuide(turn.state)) return undefined;
  return provider === undefined
    ? startGenericGuide(turn, POS_VENDOR)
    : chooseProvider(turn, provider, "guide");
}

/** Asks for the provider and remembers what for; asked again, in other words, and then where the name stands. */
export function askProvider(turn: Turn, purpose: Purpose): Outcome {
  const { company } = turn.state;
  if (company !== undefined)
    return purpose === "guide" ? startGenericGuide(turn, POS_VENDOR) : unknownProvider(turn, company);
  const frame = topFrame(turn.state);
  const isAgain = frame?.dialog === "choose-provider" && frame.purpose === purpose;
  const repeated = isAgain ? (frame.repeated ?? 0) + 1 : 0;
  if (repeated > 1) return whoseTerminal(turn);
  const state = asking(turn.state, purpose, repeated > 0 ? { repeated } : {});
  const options = providerOptions(turn.knowledge, purpose);
  const { code: digits } = state;
  const { merchantCodes, replies } = turn.knowledge;
  if (digits !== undefined && !merchantCodes.has(digits) && replies.has(BY_NAME))
    return outcome(state, [say({ ...turn, state }, BY_NAME, { params: { digits }, options })]);
  const key = purpose === "guide" && hasOnlyCode(turn) ? "ask-provider-code" : FIRST[purpose];
  const again = key === "ask-provider-code" ? "ask-provider-code-again" : "ask-provider-again";
  return outcome(state, [say({ ...turn, state }, repeated > 0 ? again : key, { options })]);
}

const FIRST = { guide: "ask-provider", channels: "ask-provider-channels" } as const;
/** Digits that nobody has are not asked for again. */
const BY_NAME = "ask-provider-name";

/** No number to call, for whoever has a code. */
const NONE_OF_CODE = "channels-no-phone-code";

/** A code on the wall has no label and prints no slip. */
function hasOnlyCode({ knowledge, state }: Turn): boolean {
  return state.situation?.terminal === "qr" && knowledge.replies.has("ask-provider-code");
}

/** Yes to a guess. */
export function guessedOption({ knowledge }: Turn, provider: string, purpose: Purpose): Option {
  const label = replyText(knowledge, "option.guessed", { provider: providerName(knowledge, provider) });
  return { label, action: { do: "choose-provider", provider, purpose } };
}

export function askBank(turn: Turn): Outcome {
  const state = asking(turn.state, "guide");
  return outcome(state, [say({ ...turn, state }, "ask-bank", { options: bankOptions(turn.knowledge) })]);
}

/** A plate that several platforms' customers scan: whose it is, is asked for. Content from before has no words for it. */
export function askPlate(turn: Turn): Outcome {
  if (!turn.knowledge.replies.has("ask-plate")) return askProvider(turn, "guide");
  const state = asking(turn.state, "guide");
  const options = providerOptions(turn.knowledge, "guide");
  return outcome(state, [say({ ...turn, state }, "ask-plate", { options })]);
}

/** The state in which whose terminal it is was asked. */
export function asking(
  state: DialogState,
  purpose: Purpose,
  kept: { repeated?: number; guess?: string; written?: string } = {},
): DialogState {
  const rest = withoutFrame(state, "choose-provider");
  return { ...rest, misses: 0, stack: [...rest.stack, { dialog: "choose-provider", purpose, ...kept }] };
}

/** The provider is known: walk its guide, or show its channels. */
export function chooseProvider(turn: Turn, provider: string, purpose: Purpose): Outcome {
  const { company: _, ...rest } = withoutFrame(turn.state, "choose-provider");
  const state: DialogState = { ...rest, provider, misses: 0 };
  const next = { ...turn, state };
  if (purpose === "channels") return showChannels(next, provider);
  const found = turn.knowledge.providers.get(provider);
  if (!found) throw new Error(`no provider ${provider}`);
  return enterPath(next, { guide: found.class, provider });
}

/** Where the provider's name can be read, with the generic steps as the way on; of a rented machine who changes its card, too. */
export function whoseTerminal(turn: Turn, isRented = false): Outcome {
  const { knowledge } = turn;
  const options = [
    option(knowledge, "verify-terminal"),
    option(knowledge, "generic-guide"),
    option(knowledge, "human"),
  ];
  const state = asking(turn.state, "guide");
  const said = isRented && knowledge.replies.has("terminal-rented") ? "terminal-rented" : "whose-terminal";
  const key = hasOnlyCode(turn) ? "whose-code" : said;
  return outcome(state, [say({ ...turn, state }, key, { options })]);
}

/**
 * A company we have no page of: no guesses, the generic steps instead. `company` is its name, where it is known. A brand of
 * machines is nobody who pays out: who does is asked for. `guessed` was asked for and not confirmed; it may still be meant.
 */
export function unknownProvider(turn: Turn, company?: string, guessed?: string): Outcome {
  const { knowledge } = turn;
  const name = company === undefined ? replyText(knowledge, "word.this-company") : `「${company}」`;
  const options = [
    ...(guessed === undefined ? [] : [guessedOption(turn, guessed, "guide")]),
    option(knowledge, "generic-guide"),
    option(knowledge, "unknown-provider"),
    ...(guessed === undefined ? [option(knowledge, "verify-terminal")] : []),
    option(knowledge, "human"),
  ];
  const isBrand = company !== undefined && isBrandOfMachines(turn, company);
  const state: DialogState =
    isBrand && !runningGuide(turn.state)
      ? asking(turn.state, "guide")
      : withCompany(turn, isBrand ? undefined : company);
  const key = isBrand ? "provider-brand" : "provider-unknown";
  return outcome(state, [say({ ...turn, state }, key, { params: { name }, options })]);
}

/**
 * A word that nobody says may be the name on the machine: what is so if it is, and what to do if it is none. Content from
 * before has no words for it.
 */
export function askWhetherName(turn: Turn, company: string): Outcome {
  const { knowledge } = turn;
  if (!knowledge.replies.has("name-or-word")) return unknownProvider(turn, company);
  const options = [
    option(knowledge, "generic-guide"),
    option(knowledge, "unknown-provider"),
    option(knowledge, "human"),
  ];
  const state = { ...turn.state, misses: turn.state.misses + 1 };
  return outcome(state, [
    say({ ...turn, state }, "name-or-word", { params: { name: `「${company}」` }, options }),
  ]);
}

/** Whose terminal it is, as far as it has a name; a guide that runs is another's and stays. */
function withCompany({ state }: Turn, company: string | undefined): DialogState {
  if (company === undefined || runningGuide(state)) return { ...state, misses: 0 };
  const { provider: _, ...rest } = state;
  return { ...rest, company, misses: 0 };
}

/** A maker's name, or a Latin word of which nothing is known. Content from before tells no brand apart. */
function isBrandOfMachines({ knowledge: { companies, replies } }: Turn, company: string): boolean {
  const known = companies.find(({ name }) => name === company);
  const isLatin = known === undefined && /^[A-Z0-9 -]+$/.test(company);
  return replies.has("provider-brand") && (known?.makesMachines === true || isLatin);
}

export function startGenericGuide(turn: Turn, guide: string): Outcome {
  const { provider: _, ...rest } = withoutFrame(turn.state, "choose-provider");
  return enterPath({ ...turn, state: rest }, { guide });
}

/**
 * The provider's official channels with grade and day; where none is known, where to look. A website answers no question
 * for the number: that there is none is said first.
 */
export function showChannels(turn: Turn, provider: string, { offersSteps = true } = {}): Outcome {
  const { knowledge } = turn;
  const channels = officialChannels(knowledge, provider);
  const name = providerName(knowledge, provider);
  const { company: _, ...rest } = turn.state;
  const isCards = rest.cards?.includes(provider) === true && rest.provider !== provider;
  const state: DialogState = { ...rest, ...(!isCards && { provider }), misses: 0 };
  const next = { ...turn, state };
  const guide = runningGuide(state);
  const idle = [
    isCards
      ? option(knowledge, "rebind")
      : option(knowledge, "rebind", { do: "choose-provider", provider, purpose: "guide" }),
    option(knowledge, "check-channel"),
    option(knowledge, "human"),
  ];
  const options = guide && knowledge.replies.has("acknowledge") ? stepOptions(next, guide) : idle;
  const first = channels[0];
  const isOffered = offersSteps && !guide && topFrame(state)?.dialog !== "path";
  const here = isOffered || !knowledge.replies.has("channels-none-here") ? "" : "-here";
  if (!first) {
    return outcome(state, [say(next, `channels-none${here}`, { params: { provider: name }, options })]);
  }
  const grade = gradeWords(knowledge, first);
  const params = { provider: name, grade, verified: first.verified };
  const hasPhone = channels.some(({ href }) => href?.startsWith("tel:"));
  const wantsSite = hears(knowledge.rules, RULES.asksSite, normalise(turn.text));
  const none =
    hasOnlyCode(turn) && knowledge.replies.has(NONE_OF_CODE) ? NONE_OF_CODE : `channels-no-phone${here}`;
  const key = hasPhone || wantsSite ? "channels" : none;
  return outcome(state, [say(next, key, { params, channels, options })]);
}
