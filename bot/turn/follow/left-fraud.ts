// 「96110 打了，没事，那我想换卡怎么换」: a fraud was told, that is done with, and something else is wanted.
import type { Knowledge } from "../../knowledge/knowledge.ts";
import { RULES } from "../../knowledge/own-ids.ts";
import { hears } from "../../rules/heard-rules.ts";
import { namedOption, offeredOption } from "../../say/options.ts";
import { type DialogState, isInFraud, outOfFraud } from "../../say/state.ts";
import { normalise } from "../../text/normalise.ts";
import { clausesOrWhole } from "../../text/pauses.ts";
import { tellsOfFraud } from "../../understanding/safety/denied-fraud.ts";

export interface LeftFraud {
  readonly state: DialogState;
  /** What is wanted, without what was said of the fraud. */
  readonly text: string;
}

/**
 * The talk without the fraud, and what is said from the wish to change the card on. Undefined where none was told, where more
 * of it is told, for whether the card must be changed because of it, and for a button.
 */
export function leftFraud(before: DialogState, text: string, knowledge: Knowledge): LeftFraud | undefined {
  const { rules } = knowledge;
  if (!isInFraud(before) || before.stack.at(-1)?.dialog === "check-channel") return undefined;
  if (offeredOption(knowledge, before.offered, text) ?? namedOption(knowledge, text)) return undefined;
  const normalised = normalise(text);
  const parts = clausesOrWhole(normalised);
  const first = parts.findIndex((part) => hears(rules, RULES.wantsChange, part));
  const rest = parts.slice(first).filter((part) => !hears(rules, RULES.called, part));
  const isOfIt = (part: string) =>
    hears(rules, RULES.whetherToChange, part) ||
    hears(rules, RULES.cardSafe, part) ||
    tellsOfFraud(rules, part);
  if (first < 0 || rest.length === 0 || parts.some(isOfIt)) return undefined;
  return { state: outOfFraud(before), text: rest.join("，") };
}
