// 「审核过了，显示招商尾号了」, 「第一笔到新卡了」: how far the change has come, heard by the bank that was told before.
import { runningGuide } from "../../dialogs/guide-dialog.ts";
import { AWAITS, finishArrived, finishPassed } from "../../dialogs/guide-end.ts";
import { RULES, VERIFY_TERMINAL } from "../../knowledge/own-ids.ts";
import { hears } from "../../rules/heard-rules.ts";
import { type GuideFrame, topFrame } from "../../say/state.ts";
import type { Outcome, Turn } from "../../say/turn-context.ts";
import { normalise } from "../../text/normalise.ts";
import { clausesOf } from "../../text/pauses.ts";
import type { Recognition } from "../../understanding/recognise.ts";
import { wordsAsk } from "../../understanding/words-ask.ts";

/** The change that runs or waits for its end; a check of the terminal is none. */
function changeOf({ state }: Turn): GuideFrame | undefined {
  const frame = runningGuide(state) ?? (topFrame(state) === undefined ? state.paused : undefined);
  return frame?.guide === VERIFY_TERMINAL ? undefined : frame;
}

/** Beside a question only what is told counts: 「第一笔到新卡了 那老卡能销了不」. */
function toldIn({ knowledge: { rules } }: Turn, text: string): string {
  const clauses = clausesOf(text);
  return clauses.length === 0 ? text : clauses.filter((clause) => !wordsAsk(rules, clause)).join(" ");
}

/** We said that only the first settlement is left to wait for: 「到账了」 is no money that is missing. */
function isAwaited({ state: { paused, stack, toldOf } }: Turn): boolean {
  return paused !== undefined && stack.length === 0 && AWAITS.includes(toldOf ?? "");
}

/**
 * What is said of it, and where the merchant stands after it; undefined where nothing of the kind is told, or another
 * bank than the new card's is named in it.
 */
export function heardProgress(turn: Turn, { read, entities }: Recognition): Outcome | undefined {
  const { knowledge, state } = turn;
  const frame = changeOf(turn);
  if (!frame || !knowledge.replies.has("progress-passed")) return undefined;
  const text = toldIn(turn, read ?? normalise(turn.text));
  const banks = entities.mentions.filter(
    ({ provider }) => knowledge.providers.get(provider)?.class === "bank-app" && provider !== frame.provider,
  );
  const [newCard] = state.cards ?? [];
  if (newCard !== undefined && banks.some(({ provider }) => provider !== newCard)) return undefined;
  const isNew = banks.length > 0 || hears(knowledge.rules, RULES.newCardNamed, text);
  if (
    hears(knowledge.rules, RULES.firstArrived, text) &&
    (isNew || hears(knowledge.rules, RULES.firstOne, text))
  )
    return finishArrived({ ...turn, rule: RULES.firstArrived }, frame);
  if (isAwaited(turn) && hears(knowledge.rules, RULES.arrivedBare, text))
    return finishArrived({ ...turn, rule: RULES.firstArrived }, frame);
  return hears(knowledge.rules, RULES.passed, text)
    ? finishPassed({ ...turn, rule: RULES.passed }, frame)
    : undefined;
}
