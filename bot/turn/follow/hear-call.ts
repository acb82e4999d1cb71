// 「打过了，客服让我找业务员」: the merchant called the official line and tells what was said there.

import { isRebind } from "../../knowledge/intent.ts";
import { RULES } from "../../knowledge/own-ids.ts";
import { firstHeard, hears } from "../../rules/heard-rules.ts";
import type { Outcome, Turn } from "../../say/turn-context.ts";
import { normalise } from "../../text/normalise.ts";
import { SURE_FROM } from "../../understanding/matcher/confidence.ts";
import type { Recognition } from "../../understanding/recognise.ts";
import { findScam } from "../../understanding/safety/find-scam.ts";
import { afterCall, ONLY_CALLED } from "./after-call.ts";

const SAID = "call-said";

/**
 * The answer to what was said there; undefined where nobody was called, where a fraud is being told, and where only the
 * call is told beside something that surely asks for itself.
 */
export function heardCall(turn: Turn, recognition: Recognition): Outcome | undefined {
  const { knowledge, state } = turn;
  const { rules, replies } = knowledge;
  const text = recognition.read ?? normalise(turn.text);
  if (!hears(rules, RULES.callMade, text) || !replies.has("call-noted")) return undefined;
  const isFraud = recognition.intent === "report_scam" && findScam(rules, text) !== undefined;
  if (isFraud || state.lastIntent === "report_scam" || state.harm !== undefined) return undefined;
  const said = firstHeard(rules, SAID, text);
  const kind = said?.id.slice(SAID.length + 1) ?? (saysMore(recognition) ? undefined : ONLY_CALLED);
  return kind === undefined ? undefined : afterCall({ ...turn, rule: said?.id ?? RULES.callMade }, kind);
}

/** A question of its own beside the call; a wish to change the card, or a step done, is none. */
function saysMore({ intent, zone, confidence }: Recognition): boolean {
  const isOwn = !isRebind(intent) && !intent.startsWith("flow_") && intent !== "acknowledge";
  return isOwn && zone === "answer" && confidence >= SURE_FROM;
}
