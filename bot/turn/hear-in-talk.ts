// Questions that only the talk before explains: whether the other's card changes too, whether to change after a fraud.
import { answerKey, answerPage } from "../dialogs/answers.ts";
import { isRebind } from "../knowledge/intent.ts";
import { PAGES, RULES } from "../knowledge/own-ids.ts";
import { hears } from "../rules/heard-rules.ts";
import { option } from "../say/options.ts";
import type { Outcome, Turn } from "../say/turn-context.ts";
import { normalise } from "../text/normalise.ts";
import type { Recognition } from "../understanding/recognise.ts";

/** What is asked is answered; no steps begin. Undefined leaves the message to what it says by itself. */
export function heardInTalk(turn: Turn, recognition: Recognition): Outcome | undefined {
  const isOfChange = isRebind(recognition.intent) || recognition.zone !== "answer";
  return isOfChange || recognition.intent === "flow_next"
    ? (changeAfterFraud(turn) ?? changesToo(turn))
    : undefined;
}

/** 「那支付宝的也一起改吗」: a name, but not whose steps are wanted. */
function changesToo(turn: Turn): Outcome | undefined {
  const { knowledge, text } = turn;
  if (
    !hears(knowledge.rules, RULES.changesToo, normalise(text)) ||
    !knowledge.faqs.has(PAGES.changeElsewhere)
  )
    return undefined;
  return answerPage({ ...turn, rule: RULES.changesToo }, PAGES.changeElsewhere);
}

/** 「那我这卡要不要换」 from whoever just told of a fraud: that depends on what was given away. */
function changeAfterFraud(turn: Turn): Outcome | undefined {
  const { knowledge, text, state } = turn;
  const isAsked = hears(knowledge.rules, RULES.whetherToChange, normalise(text));
  if (state.lastIntent !== "report_scam" || !isAsked || !knowledge.replies.has("scam-change"))
    return undefined;
  const keys = ["rebind", "check-channel", "human"] as const;
  const ways = keys.map((key) => option(knowledge, key));
  return answerKey({ ...turn, rule: RULES.whetherToChange }, "scam-change", ways);
}
