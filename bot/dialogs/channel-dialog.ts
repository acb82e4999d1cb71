// "Is this number official": a number, a link, an account or a whole message is pasted and each part is judged.

import { RULES } from "../knowledge/own-ids.ts";
import { replyText } from "../knowledge/reply-text.ts";
import { holdsAccount } from "../official/account.ts";
import { judgeChannels, pastedText } from "../official/channels.ts";
import type { Judgement } from "../official/evidence.ts";
import type { SecretKind } from "../ports.ts";
import { hears } from "../rules/heard-rules.ts";
import { intentOption, option } from "../say/options.ts";
import { say } from "../say/say.ts";
import { type DialogState, type Option, topFrame, withoutFrame } from "../say/state.ts";
import { type Outcome, outcome, prefixed, type Said, type Turn } from "../say/turn-context.ts";
import { normalise } from "../text/normalise.ts";
import { unfold } from "../text/unfold.ts";
import { answerKey } from "./answers.ts";
import { answerWithin } from "./guide-dialog.ts";
import { confirmProvider } from "./label-dialog.ts";

const SHOWN = 4; // with more, the reply no longer fits on a phone screen
const LINK =
  /https?:\/\/|www\.|(?<![\w*])[\w-]+\.(?:com|cn|net|org|top|xyz|vip|cc|info|shop|site|app|link|online|club)(?![a-z])/i;
const HOTLINE =
  /(?<![\d*])(?:9[56]\d{3,6}|1010\d{4}|400[-\s.·–—]{0,2}\d{3,4}[-\s.·–—]{0,2}\d{3,4}|0\d{2,3}[-\s–—]{1,2}\d{7,8})(?![\d*])/;
/** Nothing but a hotline with gaps between its digits: 「95 016」, 「9-5-0-1-6」. */
const SPREAD = /^[\s\p{P}]*9[-\s.·–—]{0,2}[56](?:[-\s.·–—]{0,2}\d){3,6}[\s\p{P}]*$/u;
/** 「95O16」: letters typed for digits, in what somebody gave us to check. */
const LETTERED = /(?<![\w*.@-])(?=[\d-]*[oil])(?=(?:[^\d\s]*\d){3})[\doil-]{5,14}(?![\w*.@-])/i;
/** Nothing but a number as a phone shows a missed call: with the country or an area before it, and no dash. */
const MISSED_CALL = /^\s*(?:\+|0)[\d ().-]{5,17}\s*$/;

const ASKS_BY_NUMBER = "number-names-provider";

/** Asks for the number, link or message to check; a code somebody wants scanned cannot be looked at. */
export function askForChannel(turn: Turn): Outcome {
  if (turn.recognition !== undefined && describesCode(turn)) return judgeCode(turn);
  const rest = withoutFrame(turn.state, "check-channel");
  const state: DialogState = { ...rest, misses: 0, stack: [...rest.stack, { dialog: "check-channel" }] };
  return outcome(state, [
    say({ ...turn, state }, "channel-ask", { options: [option(turn.knowledge, "human")] }),
  ]);
}

/** Whether a text holds something the registry can judge. */
export function holdsChannel(text: string): boolean {
  const plain = unfold(text);
  const pasted = pastedText(text);
  return (
    [LINK, HOTLINE, SPREAD, MISSED_CALL].some((form) => form.test(pasted)) ||
    [LINK, LETTERED].some((form) => form.test(plain)) ||
    holdsAccount(plain)
  );
}

/** Whether the merchant tells of a QR code. */
export function describesCode({ knowledge, text }: Turn): boolean {
  return hears(knowledge.rules, RULES.qrCode, normalise(text));
}

/** Official, not official or unknown, with the reason. A masked mobile number is never official. */
export function judgeChannel(turn: Turn, secrets: readonly SecretKind[]): Outcome {
  const state: DialogState = { ...withoutFrame(turn.state, "check-channel"), misses: 0 };
  const next = { ...turn, state };
  if (secrets.includes("mobile") && !holdsChannel(turn.text)) return answerKey(next, "channel-mobile");
  const judged = judgeChannels(turn.knowledge, turn.text);
  const answer = numberForName(next, judged);
  if (answer) return answer;
  const ways = nextSteps(turn, judged[0]?.verdict ?? "unknown");
  return outcome(
    state,
    answerWithin(next, ways, (options) => verdictOn(next, judged, options)),
  );
}

/** Asked whose terminal it is, somebody reads an official number off the label: whose it is may be theirs, and is asked. */
function numberForName(turn: Turn, judged: readonly Judgement[]): Outcome | undefined {
  const frame = topFrame(turn.state);
  return frame?.dialog === "choose-provider" ? confirmByNumber(turn, judged, frame.purpose) : undefined;
}

/** Whose number stands in a message that names nobody, said and asked; undefined where it tells of nobody, or of several. */
export function namedByNumber(turn: Turn, purpose: "guide" | "channels"): Outcome | undefined {
  if (!holdsChannel(turn.text)) return undefined;
  return confirmByNumber(turn, judgeChannels(turn.knowledge, turn.text), purpose);
}

function confirmByNumber(
  turn: Turn,
  [judged, ...others]: readonly Judgement[],
  purpose: "guide" | "channels",
): Outcome | undefined {
  if (judged?.verdict !== "official" || others.length > 0) return undefined;
  const { providers, replies } = turn.knowledge;
  const { provider, evidence } = judged;
  if (provider === undefined || !providers.has(provider)) return undefined;
  if (!replies.has(ASKS_BY_NUMBER)) return undefined; // a content from before it
  const verdict = say(turn, "channel-official", { params: { evidence } });
  return prefixed([verdict], confirmProvider(turn, provider, purpose, { question: ASKS_BY_NUMBER }));
}

function judgeCode(turn: Turn): Outcome {
  const state: DialogState = { ...withoutFrame(turn.state, "check-channel"), misses: 0 };
  return answerKey({ ...turn, state }, "channel-qr", nextSteps(turn, "unknown"));
}

/** What the pasted text is, each part in one line, the worst first. */
export function verdictOn(turn: Turn, judgements: readonly Judgement[], options: readonly Option[]): Said {
  const [worst, ...others] = judgements;
  if (!worst) return say(turn, "channel-nothing", { options });
  if (others.length === 0) {
    return say(turn, `channel-${worst.verdict}`, { params: { evidence: worst.evidence }, options });
  }
  const shown = judgements.slice(0, SHOWN).map((judgement) => lineFor(turn, judgement));
  const params = {
    count: String(judgements.length),
    lines: shown.join("\n"),
    advice: replyText(turn.knowledge, `channel-advice-${worst.verdict}`),
  };
  return say(turn, "channel-several", { params, options });
}

function lineFor(turn: Turn, { verdict, evidence }: Judgement): string {
  return `${replyText(turn.knowledge, `channel-word-${verdict}`)}：${evidence}`;
}

function nextSteps({ knowledge }: Turn, verdict: Judgement["verdict"]): Option[] {
  const official = verdict === "official";
  return [
    official ? option(knowledge, "rebind") : option(knowledge, "scam"),
    ...(official ? [] : [intentOption(knowledge, "contact_official_support") ?? []].flat()),
    option(knowledge, "check-channel"),
    option(knowledge, "human"),
  ];
}
