// Secrets in a message, stories of fraud, and "is this number official".
import { checkChannel } from "../knowledge/channels.ts";
import type { SecretKind } from "../ports.ts";
import { answerKey } from "./answers.ts";
import { backToStep, runningGuide } from "./guide-dialog.ts";
import { option } from "./options.ts";
import { channelsOf, say } from "./say.ts";
import { type DialogState, withoutFrame } from "./state.ts";
import { type Outcome, outcome, type Said, type Turn } from "./turn-context.ts";

/** Names what was masked and why nobody needs it. */
export function warnOfSecrets(turn: Turn, kinds: readonly SecretKind[]): Said {
  const names = [...new Set(kinds)].map(
    (kind) => turn.knowledge.replies.get(`secret.${kind}`)?.trim() ?? kind,
  );
  return say(turn, "secrets-warning", { params: { kinds: names.join("、") } });
}

/** The calm path out of a fraud: stop, lock the card, report, then the acquirer. The escalation is recorded. */
export function scamPath(turn: Turn): Outcome {
  const { knowledge } = turn;
  const state: DialogState = { ...turn.state, misses: 0 };
  const next = { ...turn, state };
  const options = [
    option(knowledge, "check-channel"),
    option(knowledge, "verify-terminal"),
    option(knowledge, "human"),
  ];
  const guide = runningGuide(state);
  const said = [say(next, "scam", { channels: channelsOf(next), options: guide ? [] : options })];
  if (guide) said.push(backToStep(next, guide));
  const { provider } = state;
  return outcome(state, said, [
    { kind: "escalate", reason: "scam", ...(provider === undefined ? {} : { provider }) },
  ]);
}

/** Asks for the number, link or message to check. */
export function askForChannel(turn: Turn): Outcome {
  const rest = withoutFrame(turn.state, "check-channel");
  const state: DialogState = { ...rest, misses: 0, stack: [...rest.stack, { dialog: "check-channel" }] };
  return outcome(state, [
    say({ ...turn, state }, "channel-ask", { options: [option(turn.knowledge, "human")] }),
  ]);
}

/** Whether a text holds something the registry can judge. */
export function holdsChannel(text: string): boolean {
  return /https?:\/\/|www\.|(?<![\w*])[\w-]+\.(?:com|cn|net|org|top|xyz|vip|cc|info|shop|site)(?![a-z])|(?<![\d*])(?:9[56]\d{3,6}|400[-\s]?\d{3,4}[-\s]?\d{3,4})(?![\d*])/i.test(
    text.normalize("NFKC"),
  );
}

/** Official, not official or unknown, with the reason. A masked mobile number is never official. */
export function judgeChannel(turn: Turn, secrets: readonly SecretKind[]): Outcome {
  const state: DialogState = withoutFrame(turn.state, "check-channel");
  const next = { ...turn, state };
  if (secrets.includes("mobile") && !holdsChannel(turn.text)) return answerKey(next, "channel-mobile");
  const { verdict, evidence } = checkChannel(turn.knowledge, turn.text);
  const said = say(next, `channel-${verdict}`, {
    params: { evidence },
    options: [
      option(turn.knowledge, "check-channel"),
      option(turn.knowledge, "scam"),
      option(turn.knowledge, "human"),
    ],
  });
  const guide = runningGuide(state);
  return outcome({ ...state, misses: 0 }, guide ? [said, backToStep(next, guide)] : [said]);
}
