// Text → what the merchant wants, how sure we are, and by which rule. Explicit rules first, then the matcher.

import type { IntentId } from "../knowledge/intent.ts";
import type { Knowledge } from "../knowledge/knowledge.ts";
import type { SecretKind } from "../ports.ts";
import { findCommand } from "./commands.ts";
import { ANSWER_FROM, ASK_FROM, confidenceOf, evidenceFor, isRebind } from "./confidence.ts";
import { createMatcher } from "./matcher.ts";
import { normalise } from "./normalise.ts";
import { createPinyinReader } from "./pinyin.ts";
import { createProviderFinder, type Mention, terminalProvider } from "./providers.ts";
import { findSafetyRule, holdsOnlySecrets } from "./safety-rules.ts";

export interface Recognition {
  readonly intent: IntentId;
  /** 0–1. */
  readonly confidence: number;
  /** answer: sure enough. ask: offer the likely meanings. unknown: say so. */
  readonly zone: "answer" | "ask" | "unknown";
  /** Other intents, most likely first. */
  readonly alternatives: readonly { readonly intent: IntentId; readonly confidence: number }[];
  readonly rule: string;
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
const SURE_OF_A_NAME = 0.9; // a provider's name alone: almost always its card is to be changed
/** Never offered in a "did you mean". */
const SMALL_TALK: readonly IntentId[] = ["out_of_scope", "chitchat", "abusive"];

/** Compiles the content once; the result is pure and never throws, whatever the text. */
export function createRecogniser(
  knowledge: Knowledge,
): (text: string, context?: RecogniseContext) => Recognition {
  const findProviders = createProviderFinder(knowledge);
  const read = createPinyinReader(knowledge);
  const match = createMatcher(knowledge, read);
  return (text, context = {}) => {
    const typed = normalise(text);
    const normalised = read(typed);
    const named = findProviders(normalised);
    const mentions = named.length > 0 ? named : findProviders(typed);
    const provider = terminalProvider(mentions, knowledge);
    const newCard = mentions.findLast((mention) => mention.role === "card")?.provider;
    const found = {
      ...(provider === undefined ? {} : { provider }),
      entities: { mentions, ...(newCard === undefined ? {} : { newCard }) },
    };
    const byRule = recogniseByRule(normalised, text, context);
    if (byRule) return { ...byRule, ...found, confidence: 1, zone: "answer", alternatives: [] };
    if (provider !== undefined && namesOnly(normalised, mentions)) {
      const intent = intentForProvider(knowledge, provider);
      return {
        ...found,
        intent,
        confidence: SURE_OF_A_NAME,
        zone: "answer",
        alternatives: [],
        rule: "entity/provider-alone",
      };
    }
    const matched = recogniseByMatcher(match(withoutCardBanks(normalised, mentions)));
    const rebinds = provider !== undefined && isRebind(matched.intent);
    return { ...found, ...matched, ...(rebinds && { intent: intentForProvider(knowledge, provider) }) };
  };
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
  return /^(?:我|们|这台|这个|这|应该|好像|用|是|不是|的|家|机器|机子|pos机?|刷卡机|那个|牌子|写着|[\s\p{P}])*$/u.test(
    rest,
  );
}

function intentForProvider(knowledge: Knowledge, provider: string): IntentId {
  if (provider === "alipay") return "rebind_howto_alipay";
  if (provider === "wechatpay") return "rebind_howto_wechat";
  const byClass = {
    "bank-app": "rebind_howto_bank_app",
    "payment-platform": "rebind_howto",
    "pos-vendor": "rebind_howto_pos_vendor",
  } as const;
  return byClass[knowledge.providers.get(provider)?.class ?? "pos-vendor"];
}

function recogniseByMatcher(
  matched: ReturnType<ReturnType<typeof createMatcher>>,
): Pick<Recognition, "intent" | "confidence" | "zone" | "alternatives" | "rule"> {
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
  return { intent: best.intent, confidence, zone: settled, alternatives, rule: "matcher/linear" };
}
