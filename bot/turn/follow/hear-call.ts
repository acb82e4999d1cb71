// 「打过了，客服让我找业务员」: the merchant called the official line and tells what was said there.

import { RULES } from "../../knowledge/own-ids.ts";
import { firstHeard, hears } from "../../rules/heard-rules.ts";
import type { Outcome, Turn } from "../../say/turn-context.ts";
import { normalise } from "../../text/normalise.ts";
import { SURE_FROM } from "../../understanding/matcher/confidence.ts";
import type { Recognition } from "../../understanding/recognise.ts";
import { findScam } from "../../understanding/safety/find-scam.ts";
import { afterCall, ONLY_CALLED } from "./after-call.ts";

const SAID = "call-said";
/** Of a company that may not have been called at all only this is taken: it sends elsewhere. */
const SENT_ON: readonly string[] = ["unknown", "agent", "counter"];
const NO_QUESTION = /^(?:rebind_|flow_|acknowledge$|out_of_scope$|chitchat$|goodbye$|talk_to_human$)/;

/**
 * The answer to what was said there; undefined where nobody was called, where a fraud is being told, and where only the
 * call is told beside something that surely asks for itself.
 */
export function heardCall(turn: Turn, recognition: Recognition): Outcome | undefined {
  const { knowledge, state } = turn;
  const { rules, replies } = knowledge;
  const text = recognition.read ?? normalise(turn.text);
  if (!replies.has("call-noted") || isFraud(turn, recognition, text)) return undefined;
  const said = firstHeard(rules, SAID, text);
  const kind = said?.id.slice(SAID.length + 1);
  const rule = said?.id ?? RULES.callMade;
  if (hears(rules, RULES.callMade, text))
    return kind === undefined && saysMore(recognition)
      ? undefined
      : afterCall({ ...turn, rule }, kind ?? ONLY_CALLED);
  const isAfter = state.calledLine === true || state.toldOf === "screen-agent";
  const isMore = isAfter && hears(rules, RULES.callMore, text);
  const isSentOn = kind !== undefined && SENT_ON.includes(kind) && hears(rules, RULES.callReported, text);
  return kind !== undefined && (isMore || isSentOn) ? afterCall({ ...turn, rule }, kind) : undefined;
}

/** What tells of a fraud by a rule, and all that is said in one. */
function isFraud({ knowledge, state }: Turn, { intent }: Recognition, text: string): boolean {
  const isTold = intent === "report_scam" && findScam(knowledge.rules, text) !== undefined;
  return isTold || state.lastIntent === "report_scam" || state.harm !== undefined;
}

/** A question of its own beside the call. */
function saysMore({ intent, zone, confidence }: Recognition): boolean {
  return !NO_QUESTION.test(intent) && zone === "answer" && confidence >= SURE_FROM;
}
