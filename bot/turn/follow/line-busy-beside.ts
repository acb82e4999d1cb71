// 「打不通，能不能去柜台办」 in the middle of steps: the line is spoken of, and what is asked beside it is answered.
import { lineBusy } from "../../dialogs/answers.ts";
import { runningGuide } from "../../dialogs/guide-dialog.ts";
import { RULES } from "../../knowledge/own-ids.ts";
import { hears } from "../../rules/heard-rules.ts";
import { type Outcome, prefixed, type Turn } from "../../say/turn-context.ts";
import { normalise } from "../../text/normalise.ts";
import { clausesOf } from "../../text/pauses.ts";
import { SURE_FROM } from "../../understanding/matcher/confidence.ts";
import type { Recognition } from "../../understanding/recognise.ts";
import { wordsAsk } from "../../understanding/words-ask.ts";
import { isSureQuestion } from "./sure-question.ts";

/** No complaint: that is what nobody's answering is. */
const OF_SOMETHING_ELSE = /^faq_(?!complaint$)/;

/** What to do about the line, and then the answer to what else is asked; undefined where nobody failed to answer it. */
export function unanswered(
  turn: Turn,
  whole: Recognition,
  {
    recognise,
    answer,
  }: { recognise: (part: string) => Recognition; answer: (asked: Recognition) => Outcome },
): Outcome | undefined {
  if (!isUnanswered(turn, whole)) return undefined;
  const busy = lineBusy({ ...turn, rule: RULES.noAnswer });
  const asked = askedBeside(turn, recognise);
  const [first] = busy.said;
  return asked && first ? prefixed([first], answer(asked)) : busy;
}

/** 「电话一直占线，还有别的法子不」, whatever the rest of it is like. */
function isUnanswered({ knowledge, state, text }: Turn, { intent, confidence }: Recognition): boolean {
  if (!runningGuide(state) || !knowledge.replies.has("line-busy")) return false;
  const isOwn =
    confidence >= SURE_FROM && /^(?:flow_stuck|faq_complaint|report_scam|talk_to_human)$/.test(intent);
  return !isOwn && hears(knowledge.rules, RULES.noAnswer, normalise(text));
}

function askedBeside(
  { knowledge: { rules }, text }: Turn,
  recognise: (part: string) => Recognition,
): Recognition | undefined {
  return clausesOf(normalise(text))
    .filter((clause) => wordsAsk(rules, clause) && !hears(rules, RULES.noAnswer, clause))
    .map(recognise)
    .find((asked) => isSureQuestion(asked, OF_SOMETHING_ELSE));
}
