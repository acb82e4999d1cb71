// A number, link or account that was pasted to be checked, and the notice it stands in.
import { holdsChannel, judgeChannel } from "../dialogs/channel-dialog.ts";
import { scamPath } from "../dialogs/scam-dialog.ts";
import { RULES } from "../knowledge/own-ids.ts";
import { holdsAccount } from "../official/account.ts";
import type { SecretKind } from "../ports.ts";
import { hears, type Rules } from "../rules/heard-rules.ts";
import type { Outcome, Turn } from "../say/turn-context.ts";
import { normalise } from "../text/normalise.ts";
import { SURE_FROM } from "../understanding/matcher/confidence.ts";
import type { Recognition } from "../understanding/recognise.ts";
import { findScam } from "../understanding/safety/find-scam.ts";
import { withProvider } from "./hear-provider.ts";

const FEW_WORDS = 6; // characters beside a pasted number or link that still make it a plain paste
const FEW_LATIN = 6; // words of letters; more are a message that mentions it

/** A pasted notice that reads like a known fraud, and surely like nothing else, gets more than a verdict on its number. */
export function judgePaste(turn: Turn, recognition: Recognition, secrets: readonly SecretKind[]): Outcome {
  const judging: Turn = { ...turn, rule: "entity/channel" };
  const { zone, confidence, intent } = recognition;
  const saysElse = zone === "answer" && confidence >= SURE_FROM && intent !== "report_scam";
  return findScam(turn.knowledge.rules, normalise(turn.text)) && !saysElse
    ? scamPath(withProvider(judging, recognition))
    : judgeChannel(judging, secrets);
}

/** Whether what was pasted is what the message is about. */
export function isChannelPaste(rules: Rules, recognition: Recognition, text: string): boolean {
  if (!holdsChannel(text)) return false;
  const words = normalise(text).replace(/https?:\S+|[a-z0-9\s\p{P}\p{S}]/gu, "");
  const latin = normalise(text)
    .replace(/https?:\S+/gu, "")
    .match(/(?<![\w.-])[a-z]{2,}(?![\w.-]*\d)/g);
  return (
    recognition.intent === "verify_official_channel" ||
    (words.length <= FEW_WORDS && (latin?.length ?? 0) <= FEW_LATIN) ||
    /https?:|www\./i.test(text) ||
    holdsAccount(text) ||
    hears(rules, RULES.whoseNumber, normalise(text))
  );
}
