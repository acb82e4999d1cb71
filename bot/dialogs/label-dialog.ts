// What was read on the label or the slip and names no one company: the first digits of the merchant number, said with their
// proof and asked where that is weak, the mark of the card network, and a name that several companies have.
import type { Fact } from "../knowledge/fact.ts";
import { BASE_LOCALE } from "../knowledge/locale.ts";
import { BEHIND_THE_MARK } from "../knowledge/own-ids.ts";
import type { MerchantCode } from "../knowledge/provider.ts";
import { gradeWords, replyText } from "../knowledge/reply-text.ts";
import { namedOptions, option } from "../say/options.ts";
import { providerName, say } from "../say/say.ts";
import { type DialogState, topFrame, withoutFrame } from "../say/state.ts";
import { type Outcome, outcome, prefixed, type Said, type Turn } from "../say/turn-context.ts";
import { answerWithin, backToStep, runningGuide } from "./guide-dialog.ts";
import { asking, askProvider, chooseProvider, guessedOption, unknownProvider } from "./provider-dialog.ts";

type Purpose = "guide" | "channels";

/** A code of the table with its proof, or undefined for one that stands in no source. */
interface Known {
  readonly code: MerchantCode;
  readonly fact: Fact;
}

function knownCode({ knowledge }: Turn, digits: string): Known | undefined {
  const code = knowledge.merchantCodes.get(digits);
  const fact = code && knowledge.facts.get(code.fact);
  return fact && { code, fact };
}

/** Whether a code names somebody. */
export function isKnownCode(turn: Turn, digits: string): boolean {
  return knownCode(turn, digits) !== undefined;
}

/** The provider that a code names surely enough to go on without asking. */
export function providerOfCode(turn: Turn, digits: string): string | undefined {
  const known = knownCode(turn, digits);
  return known && isSure(known) ? known.code.provider : undefined;
}

function isSure({ fact }: Known): boolean {
  return fact.grade !== "single_unofficial";
}

/** Says whose code it is and where that is known from. */
export function noteOfCode(turn: Turn, digits: string): Said[] {
  const known = knownCode(turn, digits);
  if (!known) return [];
  const { code, fact } = known;
  const isTranslated = code.provider !== undefined && turn.knowledge.locale !== BASE_LOCALE;
  const name = isTranslated ? providerName(turn.knowledge, code.provider) : code.acquirer;
  const grade = gradeWords(turn.knowledge, fact);
  const params = { digits, name, grade, verified: fact.verified };
  return [say(turn, isSure(known) ? "code-known" : "code-guessed", { params, facts: [fact.id] })];
}

/**
 * What three digits lead to: the provider's steps or channels; the question whether it is so, where one source says it;
 * a company we have no page of, by its name; and where else to look, when nobody is known by them.
 */
export function followCode(turn: Turn, digits: string, purpose: Purpose): Outcome {
  const known = knownCode(turn, digits);
  if (!known) return codeUnknown(turn, digits);
  const told = followKnown(turn, digits, { known, purpose });
  return { ...told, state: { ...told.state, code: digits } };
}

function followKnown(
  turn: Turn,
  digits: string,
  { known, purpose }: { readonly known: Known; readonly purpose: Purpose },
): Outcome {
  const { provider, acquirer } = known.code;
  const note = noteOfCode(turn, digits);
  if (provider === undefined) return prefixed(note, unknownProvider(turn, acquirer));
  const rest = isSure(known)
    ? chooseProvider(turn, provider, purpose)
    : confirmProvider(turn, provider, purpose);
  return prefixed(note, rest);
}

function codeUnknown(turn: Turn, digits: string): Outcome {
  const rest = withoutFrame(turn.state, "choose-provider");
  const asking: DialogState = {
    ...rest,
    stack: [...rest.stack, { dialog: "choose-provider", purpose: "guide" }],
  };
  return sayUnknown({ ...turn, state: asking }, digits, { again: turn.state.code === digits });
}

function sayUnknown(turn: Turn, digits: string, { again }: { readonly again: boolean }): Outcome {
  const { knowledge } = turn;
  const options = [
    option(knowledge, "generic-guide"),
    option(knowledge, "verify-terminal"),
    option(knowledge, "human"),
  ];
  const state: DialogState = { ...turn.state, misses: 0, code: digits };
  return outcome(state, [say({ ...turn, state }, "code-unknown", { params: { digits }, options, again })]);
}

/** Whether we asked last for what the digits would have told. */
export function isCodeAsked({ asked }: DialogState): boolean {
  return asked?.key === "code-unknown" || asked?.key === BESIDE_NAME;
}

const BESIDE_NAME = "code-unknown-beside";

/**
 * The digits beside a company that is known: they fit, they are another's, or nobody has them and the slip itself tells.
 * Content from before has no words for it.
 */
export function codeBesideName(turn: Turn, digits: string, provider: string): Outcome | undefined {
  const { knowledge } = turn;
  if (!knowledge.replies.has(BESIDE_NAME)) return undefined;
  const known = knownCode(turn, digits);
  const state: DialogState = { ...turn.state, misses: 0, code: digits };
  const next: Turn = { ...turn, state };
  const name = providerName(knowledge, provider);
  const ways = [option(knowledge, "rebind", { do: "choose-provider", provider, purpose: "guide" })];
  if (!known) {
    const again = turn.state.code === digits;
    return outcome(
      state,
      answerWithin(next, [...ways, option(knowledge, "human")], (options) =>
        say(next, BESIDE_NAME, { params: { digits, provider: name }, provider, options, again }),
      ),
    );
  }
  const note = noteOfCode(next, digits);
  if (known.code.provider === provider) return fits(next, provider, note);
  const other = known.code.provider;
  const choices = [
    ...(other === undefined ? [] : [guessedOption(next, other, "guide")]),
    ...(runningGuide(state) ? [option(knowledge, "back-to-steps")] : ways),
    option(knowledge, "human"),
  ];
  const differs = say(next, "code-differs", { params: { provider: name }, options: choices });
  return outcome(state, [...note, differs]);
}

/** The digits are those of whom we went by. */
function fits(turn: Turn, provider: string, note: readonly Said[]): Outcome {
  const guide = runningGuide(turn.state);
  if (guide?.provider === provider) return outcome(turn.state, [...note, backToStep(turn, guide)]);
  return prefixed(note, chooseProvider(turn, provider, "guide"));
}

/** Digits told before, told or asked about again: nobody asks for them once more. */
export function codeAgain(turn: Turn, digits: string): Outcome {
  const provider = topFrame(turn.state)?.dialog === "choose-provider" ? undefined : turn.state.provider;
  const beside = provider === undefined ? undefined : codeBesideName(turn, digits, provider);
  return beside ?? followCode(turn, digits, "guide");
}

/** Whether the digits told before leave it open whose terminal it is. */
export function isCodeOpen({ knowledge, state: { code, provider } }: Turn): boolean {
  return (
    code !== undefined && (provider === undefined || knowledge.merchantCodes.get(code)?.provider !== provider)
  );
}

/** Only the mark of the card network was read: the two who have it in their name are offered, a guide goes on. */
export function askBehindMark(turn: Turn): Outcome {
  return askWhichCompany(turn, "unionpay-mark", { among: BEHIND_THE_MARK, purpose: askedFor(turn) });
}

/**
 * A name that several companies have: they are offered, and nobody's number is given; for what was asked before, unless
 * `purpose` says otherwise. Content from before has no words for it.
 */
export function askWhoseName(
  turn: Turn,
  { name, of: among }: { readonly name: string; readonly of: readonly string[] },
  purpose: Purpose = askedFor(turn),
): Outcome {
  if (!turn.knowledge.replies.has("name-shared")) return askProvider(turn, purpose);
  return askWhichCompany(turn, "name-shared", { among, purpose, params: { name: `「${name}」` } });
}

/** What whose terminal it is was asked for. */
function askedFor({ state }: Turn): Purpose {
  const frame = topFrame(state);
  return frame?.dialog === "choose-provider" ? frame.purpose : "guide";
}

function askWhichCompany(
  turn: Turn,
  key: string,
  {
    among,
    purpose,
    params = {},
  }: { among: readonly string[]; purpose: Purpose; params?: Record<string, string> },
): Outcome {
  const { knowledge } = turn;
  const inGuide = topFrame(turn.state)?.dialog === "guide";
  const options = [
    ...namedOptions(knowledge, among, purpose),
    inGuide ? option(knowledge, "back-to-steps") : option(knowledge, "unknown-provider"),
    option(knowledge, "human"),
  ];
  const state = inGuide ? { ...turn.state, misses: 0 } : asking(turn.state, purpose);
  return outcome(state, [say({ ...turn, state }, key, { params, options })]);
}

/**
 * A guess, from a name that only sounds like one of ours or from a number: its steps are given once it is confirmed. `named` is
 * said to be unknown as it was written, with the steps that fit any company.
 */
export function confirmProvider(
  turn: Turn,
  provider: string,
  purpose: "guide" | "channels",
  {
    question = "provider-guessed",
    written,
    named,
  }: {
    readonly question?: "provider-guessed" | "number-names-provider";
    readonly written?: string;
    readonly named?: string | undefined;
  } = {},
): Outcome {
  const { knowledge } = turn;
  const kept = { guess: provider, ...(written !== undefined && { written }) };
  const state = asking(turn.state, purpose, kept);
  const isUnknown = named !== undefined && knowledge.replies.has(NOT_FOUND);
  const unknown = isUnknown ? replyText(knowledge, NOT_FOUND, { name: `「${named}」` }) : "";
  const params = { provider: providerName(knowledge, provider), unknown };
  const yes = guessedOption(turn, provider, purpose);
  const otherwise = isUnknown ? "generic-guide" : "unknown-provider";
  const options = [yes, option(knowledge, otherwise), option(knowledge, "human")];
  return outcome(state, [say({ ...turn, state }, question, { params, options })]);
}

const NOT_FOUND = "word.name-not-found";
