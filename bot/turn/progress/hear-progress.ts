// 「审核过了，显示招商尾号了」, 「第一笔到新卡了」: how far the change has come, heard by the bank that was told before.
import { runningGuide } from "../../dialogs/guide-dialog.ts";
import { ARRIVED, AWAITS, arrivedAgain, finishArrived, finishPassed } from "../../dialogs/guide-end.ts";
import { type IntentId, isRebind } from "../../knowledge/intent.ts";
import { RULES, VERIFY_TERMINAL } from "../../knowledge/own-ids.ts";
import { hears } from "../../rules/heard-rules.ts";
import { type GuideFrame, isInFraud, topFrame } from "../../say/state.ts";
import type { Outcome, Turn } from "../../say/turn-context.ts";
import { normalise } from "../../text/normalise.ts";
import type { Recognition } from "../../understanding/recognise.ts";
import { wordsAsk } from "../../understanding/words-ask.ts";
import { statedIn } from "./stated.ts";

/** What the end of a change answers, whichever words ask it. */
const OF_THE_END: readonly IntentId[] = [
  "faq_confirm_success",
  "faq_old_card_closed_or_lost",
  "faq_when_effective",
];

/** The change that runs or waits for its end. */
function changeOf({ state }: Turn): GuideFrame | undefined {
  return runningGuide(state) ?? (topFrame(state) === undefined ? state.paused : undefined);
}

/** A check of the terminal is no change, and of a fraud other things are told; without steps there must have been a talk. */
function isSpokenOf({ state }: Turn, frame: GuideFrame | undefined): boolean {
  if (isInFraud(state)) return false;
  if (frame) return frame.guide !== VERIFY_TERMINAL;
  const open = topFrame(state)?.dialog;
  return state.lastIntent !== undefined && (open === undefined || open === "choose-provider");
}

/** We said that only the first settlement is left to wait for: 「到账了」 is no money that is missing. */
function isAwaited({ state: { stack, toldOf } }: Turn): boolean {
  return stack.length === 0 && AWAITS.includes(toldOf ?? "");
}

/**
 * What is said of it, and where the merchant stands after it; undefined where nothing of the kind is told, or another
 * bank than the new card's is named in it.
 */
export function heardProgress(turn: Turn, { read, entities }: Recognition): Outcome | undefined {
  const { knowledge, state } = turn;
  const { rules } = knowledge;
  const frame = changeOf(turn);
  if (!isSpokenOf(turn, frame) || !knowledge.replies.has("progress-passed")) return undefined;
  const text = statedIn(rules, read ?? normalise(turn.text));
  const banks = entities.mentions.filter(
    ({ provider, text: name }) =>
      knowledge.providers.get(provider)?.class === "bank-app" &&
      provider !== frame?.provider &&
      text.includes(name),
  );
  const [newCard] = state.cards ?? [];
  if (newCard !== undefined && banks.some(({ provider }) => provider !== newCard)) return undefined;
  const isNew = banks.length > 0 || hears(rules, RULES.newCardNamed, text);
  if (hears(rules, RULES.firstArrived, text) && (isNew || hears(rules, RULES.firstOne, text)))
    return finishArrived({ ...turn, rule: RULES.firstArrived }, frame);
  if (isAwaited(turn) && hears(rules, RULES.arrivedBare, text))
    return finishArrived({ ...turn, rule: RULES.firstArrived }, frame);
  return hears(rules, RULES.passed, text) ? finishPassed({ ...turn, rule: RULES.passed }, frame) : undefined;
}

/** Whether that is all there is to say: nothing else is asked, or only what it answers. */
export function isAllTold(turn: Turn, whole: Recognition): boolean {
  const { rules } = turn.knowledge;
  const words = normalise(turn.text);
  if (!wordsAsk(rules, words) || asksToClose(turn, whole, words)) return true;
  const { intent, zone } = whole;
  const isSteering = intent.startsWith("flow_") || isRebind(intent);
  const isOfIt = OF_THE_END.includes(intent) && hears(rules, RULES.asksWhether, words);
  return zone !== "answer" || isSteering || isOfIt;
}

/** Whether the old card can go, by its name or its bank's: 「工行卡能不能销掉」, where the new card is another bank's. */
function asksToClose(
  { knowledge: { rules }, state }: Turn,
  { entities }: Recognition,
  words: string,
): boolean {
  if (hears(rules, RULES.closesOld, words)) return true;
  const [newCard] = state.cards ?? [];
  const isOld = entities.mentions.some(({ provider, role }) => role === "card" && provider !== newCard);
  return newCard !== undefined && isOld && hears(rules, RULES.closesCard, words);
}

/** Once the first settlement came nobody is told to wait for it: what is still asked of the end is answered from there. */
export function askedAfterEnd(turn: Turn, { intent, zone, part }: Recognition): Outcome | undefined {
  const { state, knowledge, text } = turn;
  const isOver = state.toldOf === ARRIVED && state.stack.length === 0;
  const isWhole = part === undefined || hears(knowledge.rules, RULES.asksWhether, normalise(text));
  const isOfIt = zone === "answer" && isWhole && OF_THE_END.includes(intent);
  return isOver && isOfIt && knowledge.replies.has(ARRIVED) ? arrivedAgain(turn) : undefined;
}
