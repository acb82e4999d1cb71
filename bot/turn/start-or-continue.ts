// What an intent starts where steps may run already: the step once more, another wallet's steps, or a change in place of a check.
import { runCommand } from "../dialogs/act.ts";
import { startIntent } from "../dialogs/by-intent.ts";
import { runningGuide } from "../dialogs/guide-dialog.ts";
import { isRebind } from "../knowledge/intent.ts";
import { PROVIDER_TOPICS, RULES, VERIFY_TERMINAL } from "../knowledge/own-ids.ts";
import { hears } from "../rules/heard-rules.ts";
import { noteNewCard } from "../say/noted-names.ts";
import { withoutFrame } from "../say/state.ts";
import type { Outcome, Turn } from "../say/turn-context.ts";
import { normalise } from "../text/normalise.ts";
import type { Recognition } from "../understanding/recognise.ts";
import { switchTo } from "./hear-correction.ts";

/**
 * In the steps of a change, 「怎么换卡」 asks for the step again and not for a new start; 「先弄微信的」 begins the
 * platform's. In the check of a terminal it leaves the check.
 */
export function startOrContinue(turn: Turn, recognition: Recognition): Outcome {
  const guide = runningGuide(turn.state);
  if (guide?.guide === VERIFY_TERMINAL && isRebind(recognition.intent))
    return startIntent({ ...turn, state: withoutFrame(turn.state, "guide") }, recognition.intent);
  const again = isRebind(recognition.intent) && recognition.provider === undefined;
  if (!guide || !again) return startIntent(turn, recognition.intent);
  const { rules } = turn.knowledge;
  const platform = [...PROVIDER_TOPICS].find(([, intent]) => intent === recognition.intent)?.[0];
  if (
    platform !== undefined &&
    platform !== guide.provider &&
    hears(rules, RULES.switches, normalise(turn.text))
  )
    return switchTo(turn, platform);
  const { newCard } = recognition.entities;
  const step = runCommand(turn, "repeat");
  return newCard === undefined ? step : noteNewCard(turn, newCard, step);
}
