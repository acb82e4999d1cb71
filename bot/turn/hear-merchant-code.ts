// A merchant number, or its first three digits, that tell whose terminal it is.
import { followCode, isKnownCode, noteOfCode, providerOfCode } from "../dialogs/label-dialog.ts";
import { topFrame } from "../say/state.ts";
import { type Outcome, prefixed, type Turn } from "../say/turn-context.ts";
import { normalise } from "../text/normalise.ts";
import { merchantCodeIn, namesMerchantNumber } from "../understanding/merchant-number.ts";
import type { Recognition } from "../understanding/recognise.ts";
import { wordsAsk } from "../understanding/words-ask.ts";

/**
 * What the digits lead to, where nobody is known or we are asking; undefined lets the message be read as what else it
 * says. A question beside them is answered by `answer`, for that terminal where the digits are sure.
 */
export function hearMerchantCode(
  turn: Turn,
  recognition: Recognition,
  answer: (turn: Turn, recognition: Recognition) => Outcome,
): Outcome | undefined {
  const frame = topFrame(turn.state);
  const asking = frame?.dialog === "choose-provider" ? frame : undefined;
  if (recognition.provider !== undefined || (turn.state.provider !== undefined && !asking)) return undefined;
  const digits = merchantCodeIn(turn.text, {
    asked: asking !== undefined,
    isKnown: (code) => isKnownCode(turn, code),
  });
  if (digits === undefined) return undefined;
  const said: Turn = { ...turn, rule: "entity/merchant-code" };
  if (!isKnownCode(said, digits) && !asking && !namesMerchantNumber(turn.text)) return undefined;
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
