// What an intent starts where steps may run already: the step once more, another wallet's steps, or a change in place of a check.
import { runCommand } from "../dialogs/act.ts";
import { startIntent } from "../dialogs/by-intent.ts";
import { resume, runningGuide } from "../dialogs/guide-dialog.ts";
import { chooseProvider } from "../dialogs/provider-dialog.ts";
import { type IntentId, isRebind } from "../knowledge/intent.ts";
import { PROVIDER_TOPICS, RULES, VERIFY_TERMINAL } from "../knowledge/own-ids.ts";
import { hears } from "../rules/heard-rules.ts";
import { noteNewCard } from "../say/noted-names.ts";
import { withoutFrame } from "../say/state.ts";
import type { Outcome, Turn } from "../say/turn-context.ts";
import { normalise } from "../text/normalise.ts";
import { clausesOf } from "../text/pauses.ts";
import { findCommand } from "../understanding/commands.ts";
import { terminalsNamed } from "../understanding/names/mention-role.ts";
import type { Recognition } from "../understanding/recognise.ts";
import { switchTo } from "./hear-correction.ts";
import { whichApp } from "./names/which-app.ts";

/**
 * In the steps of a change, 「怎么换卡」 asks for the step again and not for a new start; 「先弄微信的」 begins the
 * platform's. In the check of a terminal it leaves the check, and more about the check is asked at its step.
 */
export function startOrContinue(turn: Turn, recognition: Recognition): Outcome {
  const guide = runningGuide(turn.state);
  const intent = meantBeside(turn, recognition);
  if (guide?.guide === VERIFY_TERMINAL && isRebind(intent)) return changeAgain(turn, intent);
  if (guide?.guide === VERIFY_TERMINAL && intent === CHECK)
    return tellsDone(turn)
      ? runCommand({ ...turn, rule: "command/next" }, "next")
      : runCommand(turn, "repeat");
  const named = ofTheNamed(turn, recognition);
  if (named) return named;
  const again = isRebind(intent) && recognition.provider === undefined;
  if (!guide || !again) return startIntent(turn, intent);
  const { rules } = turn.knowledge;
  const platform = [...PROVIDER_TOPICS].find(([, own]) => own === intent)?.[0];
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

/** What is answered otherwise because it is known whose terminal it is. */
function ofTheNamed(turn: Turn, recognition: Recognition): Outcome | undefined {
  if (recognition.intent === "faq_which_software") return whichApp(turn);
  const read = recognition.intent === "faq_whose_terminal" ? nameRead(recognition) : undefined;
  return read === undefined || runningGuide(turn.state) ? undefined : chooseProvider(turn, read, "guide");
}

/** 「上头写的富友支付，是不是找他」: whoever read the name on it is not told where to look for one. */
function nameRead({ provider, guessed, entities: { mentions } }: Recognition): string | undefined {
  return guessed || provider === undefined || !terminalsNamed(mentions).includes(provider)
    ? undefined
    : provider;
}

const CHECK: IntentId = "verify_genuine_terminal";

/** 「找着了，SN 开头那一串是不是」: one clause says that it is done. */
function tellsDone({ knowledge, text }: Turn): boolean {
  return clausesOf(normalise(text)).some(
    (clause) => findCommand(knowledge.rules, clause)?.command === "next",
  );
}

/** 「不是核对机器，我是换卡」: beside a wish to change the card, the words of the check are no wish for it. */
function meantBeside({ knowledge, text }: Turn, { intent }: Recognition): IntentId {
  const wishes = intent === CHECK && hears(knowledge.rules, RULES.wantsChange, normalise(text));
  return wishes ? "rebind_howto" : intent;
}

/** The change that the check stood in between goes on where it stood; another company's begins. */
function changeAgain(turn: Turn, intent: IntentId): Outcome {
  const { paused } = turn.state;
  const named = turn.recognition?.provider;
  if (paused && (named === undefined || named === paused.provider)) return resume(turn, paused);
  return startIntent({ ...turn, state: withoutFrame(turn.state, "guide") }, intent);
}
