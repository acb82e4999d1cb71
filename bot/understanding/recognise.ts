// Text → what the merchant wants, how sure we are, and by which rule. Explicit rules first, then the matcher.

import { derive } from "../knowledge/derived.ts";
import { type IntentId, isRebind } from "../knowledge/intent.ts";
import type { Knowledge } from "../knowledge/knowledge.ts";
import { PROVIDER_TOPICS, RULES } from "../knowledge/own-ids.ts";
import type { SecretKind } from "../ports.ts";
import { hears, type Rules } from "../rules/heard-rules.ts";
import { isFiller } from "../text/is-filler.ts";
import { normalise } from "../text/normalise.ts";
import { holdsOnlySecrets } from "../text/only-secrets.ts";
import { asksNothing, lettersOf, recogniseByName } from "./by-name.ts";
import { tellingClause } from "./clauses.ts";
import type { Command } from "./command.ts";
import { findCommand } from "./commands.ts";
import { type Decision, decide, NOT_UNDERSTOOD, SMALL_TALK } from "./decide.ts";
import { readInContext } from "./in-context.ts";
import { DENIED, inDoubtAFraud, inTalk } from "./in-fraud-talk.ts";
import type { Matched } from "./matcher/matcher.ts";
import { peeled } from "./matcher/peel.ts";
import { modelOf } from "./model.ts";
import { createNamer, type Named } from "./named.ts";
import type { Mention } from "./names/mention-role.ts";
import { besideDenial } from "./safety/denied-fraud.ts";
import { createFairness } from "./safety/few-words.ts";
import { notMeant } from "./safety/not-meant.ts";
import { namedByForm } from "./strange-names.ts";

export interface Recognition extends Decision {
  /** Whose terminal the message is about, if it says. */
  readonly provider?: string;
  /** The provider's name was not written so, only much like it: ask before giving its number. */
  readonly guessed?: true;
  /** A company named as the terminal's of which we have no page, as it is called. */
  readonly unlisted?: string;
  /** The message as it was read: pinyin and misspellings as Chinese. */
  readonly read?: string;
  readonly entities: {
    readonly mentions: readonly Mention[];
    /** The bank of the new card, named last: it names a card, not the channel. */
    readonly newCard?: string;
  };
}

export interface RecogniseContext {
  /** In a guide, bare words such as 「好了」 are steps, not small talk. */
  readonly inGuide?: boolean;
  /** Nothing runs and nothing is asked: nobody can be stuck at a step. */
  readonly idle?: boolean;
  /** What the last answer was about; short questions are read with it. */
  readonly lastIntent?: IntentId;
  /** What the question that waits for an answer is about. */
  readonly open?: IntentId;
  /** The merchant's case that was told and holds for the whole talk. */
  readonly standing?: IntentId;
  /** Whose terminal it is, from before; decides which way to change the card a bare question means. */
  readonly provider?: string;
  readonly secrets?: readonly SecretKind[];
  /** Answered or offered before, and said not to be meant. */
  readonly refused?: readonly IntentId[];
  /** A fraud is spoken of. */
  readonly inFraud?: boolean;
  /** They said that there is no fraud. */
  readonly noFraud?: boolean;
}

const COMMAND_INTENTS: Partial<Record<Command, IntentId>> = {
  human: "talk_to_human",
  next: "flow_next",
  back: "flow_back",
  stuck: "flow_stuck",
  restart: "flow_restart",
};

type WhoIsNamed = Pick<Recognition, "provider" | "guessed" | "unlisted" | "entities" | "read">;

/** Compiles the content once; the result is pure and never throws, whatever the text. */
export function createRecogniser(
  knowledge: Knowledge,
): (text: string, context?: RecogniseContext) => Recognition {
  const { read, match } = derive(knowledge, modelOf);
  const findNamed = createNamer(knowledge, read);
  const fairly = createFairness(knowledge.intents);
  const murmurs = new Set(knowledge.intents.get("acknowledge")?.utterances.map(normalise));
  const ofOneCharacter = (plain: string) => (murmurs.has(plain) ? MURMURED : NOT_UNDERSTOOD);
  const readOne = (text: string, context: RecogniseContext): Recognition => {
    const named = findNamed(text);
    const { normalised, mentions, provider } = named;
    const found = foundIn(named);
    const saysNothing = (rest: string) => asksNothing(decide(match(rest)));
    const byRule =
      recogniseByRule(knowledge.rules, named, { text, context }) ??
      recogniseByName(knowledge.rules, named, { ...context, saysNothing });
    if (byRule) {
      const intent = intentFor(knowledge, byRule.intent, provider);
      return { confidence: 1, zone: "answer", alternatives: [], ...byRule, ...found, intent };
    }
    const plain = peeled(withoutCardBanks(normalised, mentions), knowledge.rules);
    const likely = except(match(isFiller(text) ? "" : plain), context.refused);
    const matched = inTalk(knowledge.rules, likely, { plain, ...context });
    const decided = saysTooLittle(plain)
      ? ofOneCharacter(plain)
      : (besideCompany(plain, named, match) ?? decide(matched));
    const stranger = namedByForm({ rules: knowledge.rules, named, decision: decided }, context);
    if (stranger) return { ...found, ...stranger };
    const decision = fairly(decided, plain);
    const isBare = hears(knowledge.rules, RULES.bareQuestion, plain);
    const followed = readInContext(
      { plain, matched, decision, named, isBare },
      { ...context, rules: knowledge.rules, related: relatedTo(knowledge, context.lastIntent) },
    );
    const whose = provider ?? (followed && context.provider);
    const meant = followed ?? inDoubtAFraud(knowledge.rules, decision, { plain, ...context });
    const settled = besideSecrets(meant, context);
    return { ...found, ...settled, intent: intentFor(knowledge, settled.intent, whose) };
  };
  const readClauses = (text: string, where: RecogniseContext): Recognition => {
    const normalised = normalise(text);
    const context = { ...where, refused: notMeant(knowledge.rules, normalised, where) };
    const whole = readOne(text, context);
    const clause = tellingClause(whole, { normalised, rules: knowledge.rules }, (one) =>
      readOne(one, context),
    );
    return clause ? { ...clause, ...foundIn(findNamed(text)) } : whole;
  };
  return (text, given = {}) => {
    const context = withoutRefused(given);
    const rest = besideDenial(knowledge.rules, normalise(text));
    if (rest === undefined) return readClauses(text, context);
    const named = foundIn(findNamed(text));
    return {
      ...(rest === "" ? { ...DENIED, ...named } : readClauses(rest, { ...context, noFraud: true })),
      ...named,
    };
  };
}

/** What is refused is nothing to lean on. */
function withoutRefused({ lastIntent, ...context }: RecogniseContext): RecogniseContext {
  const leansOn = lastIntent !== undefined && context.refused?.includes(lastIntent) !== true;
  return leansOn ? { ...context, lastIntent } : context;
}

/** The ranking without what is not meant. */
function except(matched: Matched, refused: readonly IntentId[] = []): Matched {
  if (refused.length === 0) return matched;
  return { ...matched, ranked: matched.ranked.filter(({ intent }) => !refused.includes(intent)) };
}

/** Whom a message names: read from the whole of it, whichever clause says what is wanted. */
function foundIn({ normalised, mentions, provider, guessed, unlisted }: Named): WhoIsNamed {
  const cards = mentions.filter(({ role }) => role === "card");
  const newCard = (cards.findLast(({ isNew }) => isNew) ?? cards.at(-1))?.provider;
  const entities = { mentions, ...(newCard === undefined ? {} : { newCard }) };
  return {
    read: normalised,
    ...(provider !== undefined && { provider }),
    ...(guessed && { guessed: true as const }),
    ...(unlisted !== undefined && { unlisted }),
    entities,
  };
}

/**
 * 「抖音支付怎么换卡」: a company of which we have no page is only whose terminal it is, and what its name is like says
 * nothing about what is asked.
 */
function besideCompany(
  plain: string,
  { unlistedText }: Named,
  match: (text: string) => Matched,
): Decision | undefined {
  if (unlistedText === undefined) return undefined;
  const asked = decide(match(plain.replace(unlistedText, "")));
  return asked.zone === "answer" && isRebind(asked.intent)
    ? { ...asked, rule: "context/company-named" }
    : undefined;
}

/** The questions that the page of an answer leads to. */
function relatedTo({ intents, faqs }: Knowledge, intent: IntentId | undefined): readonly IntentId[] {
  const faq = intent === undefined ? undefined : intents.get(intent)?.faq;
  const pages = faq === undefined ? [] : (faqs.get(faq)?.related ?? []);
  return pages.flatMap((page) => faqs.get(page)?.intent ?? []);
}

/** One character that stands in the content as such: 「哦」. */
const MURMURED: Decision = {
  ...NOT_UNDERSTOOD,
  intent: "acknowledge",
  confidence: 1,
  zone: "answer",
  rule: "words/murmur",
};

/** One character is a slip of the finger or half a word: whatever it is like, it says nothing sure. */
function saysTooLittle(plain: string): boolean {
  return [...lettersOf(plain)].length < 2;
}

/** Secrets with words that say little else: the secrets are what the message is about. */
function besideSecrets(settled: Decision, { secrets = [] }: RecogniseContext): Decision {
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

/** 「打到招行卡」 is about a card as 「打到银行卡」 is, and not about a bank's terminal. */
function withoutCardBanks(normalised: string, mentions: readonly Mention[]): string {
  return mentions
    .filter(({ role }) => role === "card")
    .reduce((text, mention) => text.replace(mention.text, "银行"), normalised);
}

function recogniseByRule(
  rules: Rules,
  { normalised }: Named,
  { text, context }: { readonly text: string; readonly context: RecogniseContext },
): Pick<Recognition, "intent" | "rule"> | undefined {
  if (context.secrets?.length && holdsOnlySecrets(text)) {
    return { intent: "sensitive_data", rule: "safety/secrets-only" };
  }
  const heard = findCommand(rules, normalised);
  const intent = heard && COMMAND_INTENTS[heard.command];
  if (intent) return { intent, rule: heard.rule };
  if (context.inGuide && heard?.command === "yes")
    return { intent: "flow_next", rule: "command/yes-in-guide" };
  return undefined;
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
