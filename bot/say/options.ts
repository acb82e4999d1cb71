// The options offered under a reply, and how typed words choose among them.

import { derive } from "../knowledge/derived.ts";
import type { ProviderClass } from "../knowledge/guide.ts";
import type { IntentId } from "../knowledge/intent.ts";
import type { Knowledge } from "../knowledge/knowledge.ts";
import { OFFERED_BANKS, OFFERED_PROVIDERS } from "../knowledge/own-ids.ts";
import { replyText } from "../knowledge/reply-text.ts";
import { textWidth } from "../text/width.ts";
import { type Folded, foldedLabels, foldedText } from "./folded-text.ts";
import type { Action, Option } from "./state.ts";

/** Every option with a fixed label, `option.<key>` in replies.yml, and what it does unless said otherwise. */
const FIXED = {
  rebind: { do: "ask-provider", purpose: "guide" },
  next: { do: "command", command: "next" },
  done: { do: "command", command: "next" },
  back: { do: "command", command: "back" },
  stuck: { do: "command", command: "stuck" },
  repeat: { do: "command", command: "repeat" },
  leave: { do: "command", command: "leave" },
  resume: { do: "command", command: "resume" },
  restart: { do: "command", command: "restart" },
  none: { do: "command", command: "none-of-these" },
  human: { do: "human" },
  "got-it": { do: "path", with: "got-it" },
  cannot: { do: "path", with: "cannot" },
  "show-steps": { do: "path", with: "show-steps" },
  other: { do: "other-question" },
  "unknown-provider": { do: "whose-terminal" },
  "bank-terminal": { do: "ask-bank" },
  "generic-guide": { do: "start-guide", guide: "pos-vendor" },
  "check-channel": { do: "check-channel" },
  scam: { do: "intent", intent: "report_scam" },
  "harm-none": { do: "scam-harm", harm: "none" },
  "harm-secrets": { do: "scam-harm", harm: "secrets" },
  "harm-terminal": { do: "scam-harm", harm: "terminal" },
  "harm-money": { do: "scam-harm", harm: "money" },
  called: { do: "scam-called" },
  "back-to-steps": { do: "command", command: "resume" },
  "verify-terminal": { do: "intent", intent: "verify_genuine_terminal" },
  "when-effective": { do: "intent", intent: "faq_when_effective" },
  timeline: { do: "intent", intent: "faq_when_effective" },
  "not-received": { do: "intent", intent: "faq_not_received" },
} as const satisfies Readonly<Record<string, Action>>;
type FixedKey = keyof typeof FIXED;

/** A fixed option; `action` replaces what it usually does. Throws when replies.yml lacks its label. */
export function option(knowledge: Knowledge, key: FixedKey, action: Action = FIXED[key]): Option {
  return { label: replyText(knowledge, `option.${key}`), action };
}

/** The option that asks an intent's question, named as its FAQ is. */
export function intentOption(knowledge: Knowledge, intent: IntentId): Option | undefined {
  const faq = knowledge.intents.get(intent)?.faq;
  const question = faq === undefined ? undefined : knowledge.faqs.get(faq)?.question;
  const label = question ?? knowledge.replies.get(`label.${intent}`)?.trim();
  return label === undefined ? undefined : { label, action: { do: "intent", intent } };
}

/** What to offer when the merchant has nothing running. */
export function mainOptions(knowledge: Knowledge): Option[] {
  return [
    option(knowledge, "rebind"),
    option(knowledge, "when-effective"),
    option(knowledge, "not-received"),
    option(knowledge, "verify-terminal"),
    option(knowledge, "scam"),
    option(knowledge, "human"),
  ];
}

/** The names most merchants look for; every other one can be typed. */
export function providerOptions(knowledge: Knowledge, purpose: "guide" | "channels"): Option[] {
  return [
    ...namedOptions(knowledge, OFFERED_PROVIDERS, purpose),
    option(knowledge, "bank-terminal"),
    option(knowledge, "unknown-provider"),
    option(knowledge, "human"),
  ];
}

export function bankOptions(knowledge: Knowledge): Option[] {
  return [
    ...namedOptions(knowledge, OFFERED_BANKS, "guide"),
    option(knowledge, "generic-guide", { do: "start-guide", guide: "bank-app" satisfies ProviderClass }),
    option(knowledge, "unknown-provider"),
    option(knowledge, "human"),
  ];
}

/** Providers by their names; those that content does not know are left out. */
export function namedOptions(
  knowledge: Knowledge,
  ids: readonly string[],
  purpose: "guide" | "channels",
): Option[] {
  return ids.flatMap((id) => {
    const provider = knowledge.providers.get(id);
    return provider
      ? [{ label: provider.name, action: { do: "choose-provider", provider: id, purpose } }]
      : [];
  });
}

const ORDINALS = "一二三四五六七八九";

/**
 * The option that typed words choose: its number (「2」「第二个」), its label, or words that only one label holds.
 * A part of a label must be at least two characters, so that 「不」 chooses nothing.
 */
export function chooseOption(
  offered: readonly Option[],
  text: string,
  foldLabel: (label: string) => Folded = foldedText,
): Option | undefined {
  const typed = foldedText(text);
  const { bare } = typed;
  if (bare === "") return undefined;
  const number = chosenNumber(bare);
  if (number !== undefined) return offered[number - 1];
  const exact = offered.find(({ label }) => foldLabel(label).bare === bare);
  if (exact) return exact;
  const containing =
    [...bare].length < 2 ? [] : offered.filter(({ label }) => isPartOf(foldLabel(label), typed));
  return containing.length === 1 ? containing[0] : undefined;
}

/** A number beyond the last option: a slip of the finger, and no question. */
export function choosesNothing(offered: readonly Option[], text: string): boolean {
  return offered.length > 0 && (chosenNumber(bareText(text)) ?? 0) > offered.length;
}

function chosenNumber(bare: string): number | undefined {
  const digit = /^(?:第|选|选项)?([1-9一二三四五六七八九])(?:个|项|号|条)?$/.exec(bare)?.[1];
  if (digit === undefined) return undefined;
  return ORDINALS.includes(digit) ? ORDINALS.indexOf(digit) + 1 : Number(digit);
}

/** Han writes without gaps; in a label of another script only whole words count: 「no」 is no part of "know". */
function isPartOf(label: Folded, typed: Folded): boolean {
  return label.isHan ? label.bare.includes(typed.bare) : label.words.includes(typed.words);
}

/** The offered option that words choose, unless they are the whole label of one in an older message. */
export function offeredOption(
  knowledge: Knowledge,
  offered: readonly Option[],
  text: string,
): Option | undefined {
  const foldLabel = foldedLabels(knowledge);
  const chosen = chooseOption(offered, text, foldLabel);
  const inPart = chosen !== undefined && foldLabel(chosen.label).bare !== bareText(text);
  return inPart && namedOption(knowledge, text) ? undefined : chosen;
}

/**
 * The option whose whole label the text is, offered or not: a button pressed late still does what it says, and
 * pages can start anything by its name. Fixed options, questions of FAQs and intents, titles of guides.
 */
export function namedOption(knowledge: Knowledge, text: string): Option | undefined {
  const { byLabel, prefixes } = derive(knowledge, labelsOf);
  const bare = bareText(text);
  const asked = prefixes.map((prefix) => byLabel.get(bare.replace(prefix, "")));
  return byLabel.get(bare) ?? asked.find((found) => found !== undefined);
}

/** Offers what a message may have meant beside what it was answered for: 「其实想问：…」. */
export function meantInstead(knowledge: Knowledge, { label, action }: Option): Option {
  return { label: meantLabel(knowledge, label), action };
}

/** Content from before it was offered has no words for it, and nothing is offered there. */
function meantLabel(knowledge: Knowledge, question: string): string {
  return knowledge.replies.has("option.meant")
    ? replyText(knowledge, "option.meant", { question })
    : question;
}

/** Offers a question that was asked beside another: 「接着问：…」; a long question alone, so that the button stays whole. */
export function nextQuestion(knowledge: Knowledge, { label, action }: Option): Option {
  const longer = nextLabel(knowledge, label);
  return { label: textWidth(longer) > LONGEST_LABEL ? label : longer, action };
}

function nextLabel(knowledge: Knowledge, question: string): string {
  return replyText(knowledge, "option.ask-next", { question });
}

function labelsOf(knowledge: Knowledge) {
  const byLabel: ReadonlyMap<string, Option> = new Map(
    allOptions(knowledge).map((one) => [bareText(one.label), one]),
  );
  const prefixes = [nextLabel(knowledge, ""), meantLabel(knowledge, "")].map(bareText);
  return { byLabel, prefixes };
}

function allOptions(knowledge: Knowledge): Option[] {
  // Content from before lacks the label of an option that is newer.
  const labelled = (Object.keys(FIXED) as FixedKey[]).filter((key) => knowledge.replies.has(`option.${key}`));
  const fixed = labelled.map((key) => option(knowledge, key));
  const intents = [...knowledge.intents.keys()].flatMap((intent) => intentOption(knowledge, intent) ?? []);
  const guides = [...knowledge.guides.values()].map(({ id, title }): Option => {
    return { label: title, action: { do: "start-guide", guide: id } };
  });
  return [...fixed, ...intents, ...guides];
}

/** What of a label and of typed words is compared: letters and digits, folded. */
export function bareText(text: string): string {
  return foldedText(text).bare;
}

const LONGEST_LABEL = 32; // halves of a character's width; a longer button breaks into three lines on a narrow phone
