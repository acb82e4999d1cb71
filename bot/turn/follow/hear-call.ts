// 「打过了，客服让我找业务员」: the merchant called the official line and tells what was said there.

import { runningGuide } from "../../dialogs/guide-dialog.ts";
import { RULES } from "../../knowledge/own-ids.ts";
import { firstHeard, hears } from "../../rules/heard-rules.ts";
import { isInFraud } from "../../say/state.ts";
import type { Outcome, Turn } from "../../say/turn-context.ts";
import { normalise } from "../../text/normalise.ts";
import { SURE_FROM } from "../../understanding/matcher/confidence.ts";
import type { Recognition } from "../../understanding/recognise.ts";
import { findScam } from "../../understanding/safety/find-scam.ts";
import { wordsAsk } from "../../understanding/words-ask.ts";
import { afterCall, afterCallStep, ONLY_CALLED, standsAtCall } from "./after-call.ts";

const SAID = "call-said";
/** Of a company that may not have been called at all only this is taken: it sends elsewhere. */
const SENT_ON: readonly string[] = ["unknown", "agent", "counter"];
/** Told in words that nothing else is told in. */
const PLAIN: readonly string[] = ["regulator", "busy", "visit", "refund", "language", "agent", "sms"];

/**
 * The answer to what was said there; undefined where nobody was called, where a fraud is being told, and where the message
 * surely is about something else.
 */
export function heardCall(turn: Turn, recognition: Recognition): Outcome | undefined {
  const { knowledge, state } = turn;
  const { rules, replies } = knowledge;
  const text = recognition.read ?? normalise(turn.text);
  const said = firstHeard(rules, SAID, text);
  const kind = said?.id.slice(SAID.length + 1);
  if (!replies.has("call-noted") || isElse(turn, recognition, { text, kind })) return undefined;
  const next: Turn = { ...turn, rule: said?.id ?? RULES.callMade };
  if (isCalled(turn, text)) return kind === undefined ? onlyCalled(next, recognition) : afterCall(next, kind);
  const isAfter = state.calledLine === true || state.toldOf === "screen-agent";
  const isMore = isAfter && hears(rules, RULES.callMore, text);
  const isSentOn = SENT_ON.includes(kind ?? "") && hears(rules, RULES.callReported, text);
  return kind !== undefined && (isMore || isSentOn) ? afterCall(next, kind) : undefined;
}

/** Said plainly; where the step is to call, less is enough. */
function isCalled(turn: Turn, text: string): boolean {
  const { rules } = turn.knowledge;
  return hears(rules, RULES.callMade, text) || (standsAtCall(turn) && hears(rules, RULES.callAtStep, text));
}

/**
 * 「打通了，客服问我要执照，能说吗」: what is asked beside the call is answered, and the call is made all the same. Who did not
 * call stays where they stand.
 */
export function behindCall(turn: Turn, { read }: Recognition): Turn {
  const text = read ?? normalise(turn.text);
  const following = isCalled(turn, text) ? afterCallStep(turn) : undefined;
  if (!following || isInFraud(turn.state)) return turn;
  const stack = [...turn.state.stack.slice(0, -1), { ...following, stuck: 0 }];
  return { ...turn, state: { ...turn.state, stack, calledLine: true } };
}

/** In the middle of steps it is heard that they called, whatever was said. */
function onlyCalled(turn: Turn, { intent, zone }: Recognition): Outcome | undefined {
  const isStep = intent.startsWith("flow_") || intent === "acknowledge" || zone !== "answer";
  return runningGuide(turn.state) && isStep ? afterCall(turn, ONLY_CALLED) : undefined;
}

/** A fraud, a matter that is not ours, or a question of its own, each sure enough. */
function isElse(
  { knowledge: { rules }, state }: Turn,
  { intent, zone, confidence }: Recognition,
  { text, kind = "" }: { text: string; kind: string | undefined },
): boolean {
  if (state.lastIntent === "report_scam" || state.harm !== undefined) return true;
  if (intent === "report_scam" && findScam(rules, text) !== undefined) return true;
  if (zone !== "answer" || confidence < SURE_FROM) return false;
  const isAtWork = state.stack.length > 0 || state.lastIntent !== undefined;
  if (intent === "report_scam")
    return kind !== "agent" && kind !== "counter" && state.calledLine !== true && !runningGuide(state);
  if (intent === "out_of_scope") return !isAtWork;
  if (!intent.startsWith("faq_") || PLAIN.includes(kind)) return false;
  return wordsAsk(rules, text) ? kind !== "papers" || intent !== "faq_required_documents" : !isAtWork;
}
