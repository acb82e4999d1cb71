// A merchant number, or its first three digits, that tell whose terminal it is.
import { answerKey } from "../dialogs/answers.ts";
import { runningGuide } from "../dialogs/guide-dialog.ts";
import {
  codeAgain,
  codeBesideName,
  followCode,
  isCodeAsked,
  isKnownCode,
  noteOfCode,
  providerOfCode,
} from "../dialogs/label-dialog.ts";
import { RULES, VERIFY_TERMINAL } from "../knowledge/own-ids.ts";
import { hears } from "../rules/heard-rules.ts";
import { topFrame } from "../say/state.ts";
import { type Outcome, prefixed, type Turn } from "../say/turn-context.ts";
import { normalise } from "../text/normalise.ts";
import { merchantCodeIn, namesMerchantNumber } from "../understanding/merchant-number.ts";
import type { Recognition } from "../understanding/recognise.ts";
import { wordsAsk } from "../understanding/words-ask.ts";
import { isSureQuestion } from "./follow/sure-question.ts";

/**
 * What the digits lead to; undefined lets the message be read as what else it says. Beside a company that is known they
 * are compared with it, and digits that nobody has are said to be unknown, once and whenever they are told again. A
 * question beside them is answered by `answer`, for that terminal where the digits are sure.
 */
export function hearMerchantCode(
  turn: Turn,
  recognition: Recognition,
  answer: (turn: Turn, recognition: Recognition) => Outcome,
): Outcome | undefined {
  const frame = topFrame(turn.state);
  const asking = frame?.dialog === "choose-provider" ? frame : undefined;
  const said: Turn = { ...turn, rule: "entity/merchant-code" };
  const digits = merchantCodeIn(turn.text, {
    asked: asking !== undefined || isCodeAsked(turn.state),
    isKnown: (code) => isKnownCode(turn, code),
  });
  if (digits === undefined) return saidAgain(said) ?? whereItStands(turn);
  if (!isKnownCode(said, digits) && !asking && !namesMerchantNumber(turn.text)) return undefined;
  const beside = besideName(said, recognition, digits);
  if (beside !== undefined || isNamed(turn, recognition)) return beside;
  const purpose =
    asking?.purpose ?? (recognition.intent === "contact_official_support" ? "channels" : "guide");
  const { intent, zone } = recognition;
  const isAnswered = intent === "faq_whose_terminal"; // by the digits themselves
  // Where we asked for the digits they are the answer, and nothing to be verified.
  const asksOf = asking ? /^(?:faq|talk|check)_/ : /^(?:faq|verify|talk|check)_/;
  const isQuestion = !asking || wordsAsk(turn.knowledge.rules, normalise(turn.text));
  const asks = zone === "answer" && !isAnswered && isQuestion && asksOf.test(intent);
  if (!asks) return followCode(said, digits, purpose);
  const provider = providerOfCode(said, digits);
  if (provider === undefined) return undefined;
  const known: Turn = { ...said, state: { ...said.state, provider } };
  return prefixed(noteOfCode(said, digits), answer(known, { ...recognition, provider }));
}

function surelyNamed({ provider, guessed }: Recognition): string | undefined {
  return guessed ? undefined : provider;
}

/** Whether somebody is named, or known and not asked for. */
function isNamed({ state }: Turn, recognition: Recognition): boolean {
  const isAsked = topFrame(state)?.dialog === "choose-provider";
  return surelyNamed(recognition) !== undefined || (state.provider !== undefined && !isAsked);
}

/** 「前三位是 848，是不是它家」 of a company that is known. A name told in answer to ours keeps its own meaning. */
function besideName(turn: Turn, recognition: Recognition, digits: string): Outcome | undefined {
  const provider = surelyNamed(recognition);
  const isAnswer = topFrame(turn.state)?.dialog === "choose-provider";
  const asks = wordsAsk(turn.knowledge.rules, normalise(turn.text));
  if (isAnswer && (provider === undefined || !asks)) return undefined;
  const known = provider ?? turn.state.provider;
  const isOwn = asks && isSureQuestion(recognition, /^(?:faq|talk|check|verify_genuine)_/);
  if (known === undefined || (isOwn && !ABOUT_DIGITS.has(recognition.intent))) return undefined;
  return codeBesideName(turn, digits, known);
}

/** What the digits themselves answer. */
const ABOUT_DIGITS: ReadonlySet<string> = new Set(["faq_whose_terminal", "faq_what_is_acquirer"]);

const NUMBERS = [
  { rule: RULES.asksNumber, key: "merchant-number" },
  { rule: RULES.asksSerial, key: "serial-number" },
] as const;

/**
 * 「客服要商户号，商户号在哪看」, whose it is being known: no check of the terminal begins by it. Content from before has no
 * words for it.
 */
function whereItStands(turn: Turn): Outcome | undefined {
  const { knowledge, state, text } = turn;
  if (state.provider === undefined || runningGuide(state)?.guide === VERIFY_TERMINAL) return undefined;
  const normalised = normalise(text);
  const asked = NUMBERS.find(
    ({ rule, key }) => knowledge.replies.has(key) && hears(knowledge.rules, rule, normalised),
  );
  return asked && answerKey({ ...turn, rule: asked.rule }, asked.key);
}

/** 「你就说 848 是谁家」: the digits told before, once more. */
function saidAgain(turn: Turn): Outcome | undefined {
  const { code } = turn.state;
  if (code === undefined) return undefined;
  const isThere = new RegExp(`(?<!\\d)${code}(?!\\d)`).test(turn.text.normalize("NFKC"));
  return isThere ? codeAgain(turn, code) : undefined;
}
