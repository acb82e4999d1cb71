// What choices promise: a label means one thing, typed or tapped, now or pressed in an old message.

import type { Knowledge } from "../knowledge/knowledge.ts";
import { replyText } from "../knowledge/reply-text.ts";
import { bareText, namedOption, offeredOption } from "../say/options.ts";
import type { Action, Option } from "../say/state.ts";
import type { Complain } from "./check-replies.ts";
import { event } from "./events.ts";
import type { TurnTried, Visit } from "./explore.ts";

/** Of the offers a turn stores: does each do what its label says? Looked up, not run. */
export function checkMeaning(
  knowledge: Knowledge,
  offered: readonly Option[],
  where: string,
  complain: Complain,
): void {
  for (const { label, action } of offered) {
    const named = namedOption(knowledge, label)?.action;
    if (named && !serves(action, named)) {
      complain(
        where,
        "label-meaning",
        `「${label}」 does ${actionWords(action)} here and ${actionWords(named)} elsewhere`,
      );
    }
    if (action.do !== "choose-provider" || named) continue;
    const name = knowledge.providers.get(action.provider)?.name;
    const confirming = name === undefined ? "" : replyText(knowledge, "option.guessed", { provider: name });
    if (name === undefined || ![name, confirming].map(bareText).includes(bareText(label))) {
      complain(where, "label-meaning", `「${label}」 chooses ${action.provider}`);
    }
  }
}

/** The same action, or the same with what is known by now already filled in. */
function serves(action: Action, named: Action): boolean {
  if (isForPerson(action) && isForPerson(named)) return true;
  if (action.do === "choose-provider" && named.do === "ask-provider") return action.purpose === named.purpose;
  if (action.do === "start-guide" && named.do === "start-guide") return true;
  return actionWords(action) === actionWords(named);
}

function isForPerson(action: Action): boolean {
  return action.do === "human" || (action.do === "intent" && action.intent === "talk_to_human");
}

function actionWords(action: Action): string {
  return Object.values(action).join(" ");
}

/** A typed label against its number: the button sends the label, so both must be the same turn. */
export function checkChoice(
  knowledge: Knowledge,
  { from, event: happened, turn, again, first }: Visit,
  where: string,
  complain: Complain,
): void {
  const label = happened.says ?? "";
  const index = from?.offered.findIndex((option) => option.label === label) ?? -1;
  const option = from?.offered[index];
  if (!from || !option) return;
  const chosen = offeredOption(knowledge, from.offered, label);
  if (chosen !== option) {
    complain(
      where,
      "label-action",
      `typing 「${label}」 chooses ${chosen ? `「${chosen.label}」` : "nothing"}`,
    );
  }
  if (!first || turn.kind !== "done") return;
  const byNumber = again(event("choice", String(index + 1)));
  if (byNumber.kind !== "done" || !sameTurn(turn, byNumber)) {
    complain(where, "label-action", `「${label}」 and its number ${index + 1} do different things`);
  }
}

function sameTurn(a: TurnTried & { kind: "done" }, b: TurnTried & { kind: "done" }): boolean {
  return JSON.stringify(a.result) === JSON.stringify(b.result);
}

/** A label that stands in an old message does what it says, and is not mistaken for a part of a new one. */
export function checkLatePress(
  knowledge: Knowledge,
  { from, event: happened, turn }: Visit,
  where: string,
  complain: Complain,
): void {
  const label = happened.says ?? "";
  if (!from || turn.kind !== "done" || !namedOption(knowledge, label)) return;
  const chosen = offeredOption(knowledge, from.offered, label);
  if (chosen && bareText(chosen.label) !== bareText(label)) {
    return void complain(where, "late-press", `「${label}」 chooses 「${chosen.label}」`);
  }
  const guessed = turn.result.replies.find(({ why }) => /^(?:flows|command)\//.test(why.rule));
  if (guessed) complain(where, "late-press", `「${label}」 is taken as words (${guessed.key})`);
}
