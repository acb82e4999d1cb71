// Text → what the merchant wants, how sure we are, and by which rule. Explicit rules first, then the matcher.

import type { IntentId } from "../knowledge/intent.ts";
import type { Knowledge } from "../knowledge/knowledge.ts";
import { PROVIDER_TOPICS } from "../knowledge/own-ids.ts";
import type { SecretKind } from "../ports.ts";
import { normalise } from "../text/normalise.ts";
import { findCommand } from "./commands.ts";
import { canBeFollowed, writtenOut } from "./follow-up.ts";
import type { Reasons } from "./matcher/classifier.ts";
import { ANSWER_FROM, ASK_FROM, confidenceOf, evidenceFor, isRebind } from "./matcher/confidence.ts";
import { createMatcher } from "./matcher/matcher.ts";
import { createPinyinReader } from "./pinyin-reader.ts";
import { createProviderFinder, type Mention, terminalProvider } from "./providers.ts";
import { findSafetyRule, holdsOnlySecrets } from "./safety/safety-rules.ts";
import { createSpellingMender } from "./spelling.ts";

export interface Recognition {
  readonly intent: IntentId;
  /** 0–1. */
  readonly confidence: number;
  /** answer: sure enough. ask: offer the likely meanings. unknown: say so. */
  readonly zone: "answer" | "ask" | "unknown";
  /** Other intents, most likely first. */
  readonly alternatives: readonly { readonly intent: IntentId; readonly confidence: number }[];
  readonly rule: string;
  /** The utterance most like the message and the terms that decided, where the matcher did. */
  readonly reasons?: Reasons;
  /** Whose terminal the message is about, if it says. */
  readonly provider?: string;
  readonly entities: {
    readonly mentions: readonly Mention[];
    /** The bank of the new card, named last: it names a card, not the channel. */
    readonly newCard?: string;
  };
}

export interface RecogniseContext {
  /** In a guide, bare words such as 「好了」 are steps, not small talk. */
  readonly inGuide?: boolean;
  /** What the last answer was about; short questions are read with it. */
  readonly lastIntent?: IntentId;
  /** Whose terminal it is, from before; decides which way to change the card a bare question means. */
  readonly provider?: string;
  readonly secrets?: readonly SecretKind[];
}

const COMMAND_INTENTS: Partial<Record<NonNullable<ReturnType<typeof findCommand>>, IntentId>> = {
  human: "talk_to_human",
  next: "flow_next",
  back: "flow_back",
  stuck: "flow_stuck",
  restart: "flow_restart",
};

const ALTERNATIVES = 3; // as many as a "did you mean" can show
/** Characters; of a longer message only the beginning and the end are read, so that the work stays bounded. */
const MOST_READ = 1_000;
const READ_OF_END = 400;
const LONGEST_BARE = 6; // characters; 「要多少钱」 names nothing, longer messages do
const ASKS_ABOUT = /^(?:那|如果|要是|换成)|呢[\s\p{P}]*$/u;
const SURE_OF_A_NAME = 0.9; // a provider's name alone: almost always its card is to be changed
/** Never offered in a "did you mean". */
const SMALL_TALK: readonly IntentId[] = ["out_of_scope", "chitchat", "abusive"];

/** Compiles the content once; the result is pure and never throws, whatever the text. */
export function createRecogniser(
  knowledge: Knowledge,
): (text: string, context?: RecogniseContext) => Recognition {
  const findProviders = createProviderFinder(knowledge);
  const readPinyin = createPinyinReader(knowledge);
  const mend = createSpellingMender(knowledge);
  const read = (normalised: string) => mend(readPinyin(normalised));
  const match = createMatcher(knowledge, read);
  const findNamed = (text: string): Named => {
    const typed = normalise(withoutMiddle(text));
    const normalised = read(typed);
    const inReading = findProviders(normalised);
    const mentions = inReading.length > 0 ? inReading : findProviders(typed);
    return { normalised, mentions, provider: terminalProvider(mentions, knowledge) };
  };
  return (text, context = {}) => {
    const named = findNamed(text);
    const { normalised, mentions, provider } = named;
    const newCard = mentions.findLast((mention) => mention.role === "card")?.provider;
    const found = {
      ...(provider === undefined ? {} : { provider }),
      entities: { mentions, ...(newCard === undefined ? {} : { newCard }) },
    };
    const byRule = recogniseByRule(normalised, text, context) ?? recogniseByName(named, context);
    if (byRule) {
      const intent = intentFor(knowledge, byRule.intent, provider);
      return { confidence: 1, zone: "answer", alternatives: [], ...byRule, ...found, intent };
    }
    const plain = withoutCardBanks(normalised, mentions);
    const matched = recogniseByMatcher(match(plain));
    const followed = mayLeanOnContext(plain, matched) ? inContext(plain, context, match) : undefined;
    const whose = provider ?? (followed && context.provider);
    const settled = besideSecrets(followed ?? matched, context);
    return { ...found, ...settled, intent: intentFor(knowledge, settled.intent, whose) };
  };
}

/** Secrets with words that say little else: the secrets are what the message is about. */
function besideSecrets(
  settled: ReturnType<typeof recogniseByMatcher>,
  { secrets = [] }: RecogniseContext,
): ReturnType<typeof recogniseByMatcher> {
  const tellsMore = settled.zone !== "unknown" && !SMALL_TALK.includes(settled.intent);
  if (secrets.length === 0 || tellsMore) return settled;
  return {
    ...settled,
    intent: "sensitive_data",
    confidence: 1,
    zone: "answer",
    rule: "safety/secrets-beside-little",
  };
}

/** What is clear by itself stays; but 「多少钱」 alone is anybody's business, and after an answer it is about ours. */
function mayLeanOnContext(
  normalised: string,
  { zone, intent }: Pick<Recognition, "zone" | "intent">,
): boolean {
  return zone !== "answer" || (intent === "out_of_scope" && normalised.length <= LONGEST_BARE);
}

interface Named {
  readonly normalised: string;
  readonly mentions: readonly Mention[];
  readonly provider: string | undefined;
}

function withoutMiddle(text: string): string {
  return text.length <= MOST_READ
    ? text
    : `${text.slice(0, MOST_READ - READ_OF_END)} ${text.slice(-READ_OF_END)}`;
}

/** A provider's name and little else: its card is to be changed, or the last question is asked for it. */
function recogniseByName(
  { normalised, mentions, provider }: Named,
  context: RecogniseContext,
): (Pick<Recognition, "intent" | "rule"> & { confidence: number }) | undefined {
  if (provider === undefined || !namesOnly(normalised, mentions)) return undefined;
  return { ...aboutNamed(normalised, context), confidence: SURE_OF_A_NAME };
}

/** A name alone asks for the card to be changed; after an answer, 「那盛付通呢」 asks the same once more. */
function aboutNamed(
  normalised: string,
  { lastIntent }: RecogniseContext,
): { intent: IntentId; rule: string } {
  return lastIntent !== undefined && canBeFollowed(lastIntent) && ASKS_ABOUT.test(normalised)
    ? { intent: lastIntent, rule: "follow-up/other-provider" }
    : { intent: "rebind_howto", rule: "entity/provider-alone" };
}

/** A short question after an answer, read with what the answer was about; undefined when that makes it no clearer. */
function inContext(
  normalised: string,
  { lastIntent, inGuide }: RecogniseContext,
  match: ReturnType<typeof createMatcher>,
): ReturnType<typeof recogniseByMatcher> | undefined {
  const isAfterAnswer = inGuide === true || (lastIntent !== undefined && canBeFollowed(lastIntent));
  const written = isAfterAnswer ? writtenOut(normalised) : undefined;
  if (written === undefined) return undefined;
  const matched = recogniseByMatcher(match(written));
  return matched.zone === "answer" && canBeFollowed(matched.intent)
    ? { ...matched, rule: "follow-up/written-out" }
    : undefined;
}

/** 「打到招行卡」 is about a card as 「打到银行卡」 is, and not about a bank's terminal. */
function withoutCardBanks(normalised: string, mentions: readonly Mention[]): string {
  return mentions
    .filter(({ role }) => role === "card")
    .reduce((text, mention) => text.replace(mention.text, "银行"), normalised);
}

function recogniseByRule(
  normalised: string,
  text: string,
  context: RecogniseContext,
): Pick<Recognition, "intent" | "rule"> | undefined {
  if (context.secrets?.length && holdsOnlySecrets(text)) {
    return { intent: "sensitive_data", rule: "safety/secrets-only" };
  }
  const safety = findSafetyRule(normalised);
  if (safety) return safety;
  const command = findCommand(normalised);
  const intent = command && COMMAND_INTENTS[command];
  if (intent) return { intent, rule: `command/${command}` };
  if (context.inGuide && command === "yes") return { intent: "flow_next", rule: "command/yes-in-guide" };
  return undefined;
}

/** True when the message is little more than the provider's name: 「拉卡拉」「我的是拉卡拉的」. */
function namesOnly(normalised: string, mentions: readonly Mention[]): boolean {
  const rest = mentions.reduce((text, mention) => text.replace(mention.text, ""), normalised);
  return /^(?:我|们|这台|这个|这|应该|好像|用|是|不是|的|家|那|如果|要是|换成|呢|机器|机子|pos机?|刷卡机|那个|牌子|写着|[\s\p{P}])*$/u.test(
    rest,
  );
}

/** The ways to change the card differ by whose terminal it is; every other intent stays as it is. */
function intentFor(knowledge: Knowledge, intent: IntentId, provider: string | undefined): IntentId {
  if (provider === undefined || !isRebind(intent)) return intent;
  const byClass = {
    "bank-app": "rebind_howto_bank_app",
    "payment-platform": "rebind_howto",
    "pos-vendor": "rebind_howto_pos_vendor",
  } as const;
  const byProvider = PROVIDER_TOPICS.get(provider);
  return byProvider ?? byClass[knowledge.providers.get(provider)?.class ?? "pos-vendor"];
}

function recogniseByMatcher(
  matched: ReturnType<ReturnType<typeof createMatcher>>,
): Pick<Recognition, "intent" | "confidence" | "zone" | "alternatives" | "rule" | "reasons"> {
  const [best] = matched.ranked;
  if (!best || matched.known === 0) {
    return {
      intent: "out_of_scope",
      confidence: 0,
      zone: "unknown",
      alternatives: [],
      rule: "matcher/nothing-known",
    };
  }
  const confidence = confidenceOf(evidenceFor(matched, 0));
  const alternatives = matched.ranked.slice(1, 1 + ALTERNATIVES).map(({ intent }, index) => ({
    intent,
    confidence: confidenceOf(evidenceFor(matched, index + 1)),
  }));
  const zone = confidence >= ANSWER_FROM ? "answer" : confidence >= ASK_FROM ? "ask" : "unknown";
  const settled = zone === "ask" && SMALL_TALK.includes(best.intent) ? "unknown" : zone;
  // In doubt nobody is taken to be cursing: what else such a message tells still counts.
  const intent = best.intent === "abusive" && zone !== "answer" ? "out_of_scope" : best.intent;
  const reasons = matched.explain(intent);
  return {
    intent,
    confidence,
    zone: settled,
    alternatives,
    rule: "matcher/linear",
    ...(reasons && { reasons }),
  };
}
