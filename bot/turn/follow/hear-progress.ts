// 「审核过了，显示招商尾号了」, 「第一笔到新卡了」: how far the change has come, heard by the bank that was told before.
import { runningGuide } from "../../dialogs/guide-dialog.ts";
import { finishArrived, finishPassed } from "../../dialogs/guide-end.ts";
import { RULES, VERIFY_TERMINAL } from "../../knowledge/own-ids.ts";
import { hears } from "../../rules/heard-rules.ts";
import { type GuideFrame, topFrame } from "../../say/state.ts";
import type { Outcome, Turn } from "../../say/turn-context.ts";
import { normalise } from "../../text/normalise.ts";
import type { Recognition } from "../../understanding/recognise.ts";

/** The change that runs or waits for its end; a check of the terminal is none. */
function changeOf({ state }: Turn): GuideFrame | undefined {
  const frame = runningGuide(state) ?? (topFrame(state) === undefined ? state.paused : undefined);
  return frame?.guide === VERIFY_TERMINAL ? undefined : frame;
}

/**
 * What is said of it, and where the merchant stands after it; undefined where nothing of the kind is told, or another
 * bank than the new card's is named in it.
 */
export function heardProgress(turn: Turn, { read, entities }: Recognition): Outcome | undefined {
  const { knowledge, state } = turn;
  const frame = changeOf(turn);
  if (!frame || !knowledge.replies.has("progress-passed")) return undefined;
  const text = read ?? normalise(turn.text);
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
  return hears(knowledge.rules, RULES.passed, text)
    ? finishPassed({ ...turn, rule: RULES.passed }, frame)
    : undefined;
}
