// The statistical matcher: the classifier over the utterances of the content.
import { WHOLE } from "../../knowledge/article.ts";
import { type IntentId, isRebind } from "../../knowledge/intent.ts";
import type { Intent } from "../../knowledge/knowledge.ts";
import { openRules, type RuleSource } from "../../rules/heard-rules.ts";
import { normalise } from "../../text/normalise.ts";
import { openClassifier, type Reasons } from "./classifier.ts";
import { featuresOf } from "./features.ts";
import { peeled } from "./peel.ts";
import { type Trained, trainClassifier } from "./train-classifier.ts";

/** Changing the card, whichever way. */
const REBIND: IntentId = "rebind_howto";

const FRAUD: IntentId = "report_scam";
/**
 * In margins. Questions beside a fraud (what it is called, what to do after it) are many times its stories. Since 210 stories
 * of other hands were learnt, 0.06 hears as many as 0.14 did before, and alarms one plain message in a hundred instead of two.
 */
const LENT_TO_FRAUD = 0.06;

/**
 * In margins. Of strangers' 37 questions about a part that are read as about the whole, 34 have theirs next, and 23 of them
 * above this; of 373 about the whole nine in ten have nothing so near.
 */
const NEAR_PART = -0.2;
const MOST_NEAR_PARTS = 2;

export interface Match {
  readonly intent: IntentId;
  /** Above 1 sure, below −1 surely not. */
  readonly margin: number;
}

export interface Matched {
  /** Best first. The ways to change the card are one intent here, `rebind_howto`. */
  readonly ranked: readonly Match[];
  /** Share of the message's idf mass that occurs in any utterance, 0–1: how much of it we know at all. */
  readonly known: number;
  /** Why an intent; worked out only when asked for. */
  readonly explain: (intent: IntentId) => Reasons | undefined;
  /** Which way to change the card the words speak of; worked out only when asked for. */
  readonly way: () => IntentId;
  /** The heading of the part that an intent's answer has for just this; undefined where the whole is asked. */
  readonly part: (intent: IntentId) => string | undefined;
  /** The headings that come next, likeliest first: what is meant where the first was told just now. */
  readonly nearParts: (intent: IntentId) => readonly string[];
}

/** The utterances of an intent. */
export type TaughtIntent = Pick<Intent, "id" | "utterances" | "asked">;

/** What was learnt from the utterances, as plain data. */
export interface TrainedMatcher {
  /** By which the utterances were seen, and messages are. */
  readonly rules: readonly RuleSource[];
  readonly intents: Trained<IntentId>;
  readonly ways: Trained<IntentId>;
  /** By intent: headings of its parts, and `WHOLE`. */
  readonly parts: ReadonlyMap<IntentId, Trained<string>>;
}

/**
 * Trains on utterances. `read` turns pinyin into characters and mends spellings. The ways to change the card are learnt
 * as one and told apart among themselves: against all other intents each of them has too few utterances.
 */
export function trainMatcher(
  intents: Iterable<TaughtIntent>,
  rules: readonly RuleSource[],
  read: (normalised: string) => string,
): TrainedMatcher {
  const opened = openRules(rules);
  const seen = (text: string) => featuresOf(peeled(read(normalise(text)), opened), opened);
  const taught = [...intents];
  const examples = taught.flatMap(({ id, utterances }) =>
    utterances.map((text) => ({ label: id, text, features: seen(text) })),
  );
  const partsOf = ({ id, asked = {} }: TaughtIntent): [IntentId, Trained<string>][] => {
    const headings = new Map(Object.entries(asked).flatMap(([at, texts]) => texts.map((text) => [text, at])));
    const parts = examples.flatMap((example) => {
      const heading = example.label === id ? headings.get(example.text) : undefined;
      return heading === undefined ? [] : [{ ...example, label: heading }];
    });
    return Object.keys(asked).length > 1 ? [[id, trainClassifier(parts, { saysWhy: false })]] : [];
  };
  return {
    rules,
    intents: trainClassifier(
      examples.map((example) => ({ ...example, label: isRebind(example.label) ? REBIND : example.label })),
    ),
    ways: trainClassifier(
      examples.filter(({ label }) => isRebind(label)),
      { saysWhy: false },
    ),
    parts: new Map(taught.flatMap(partsOf)),
  };
}

/** Answers ranked intents for a message that was normalised and read. */
export function openMatcher(trained: TrainedMatcher): (reading: string) => Matched {
  const { classify } = openClassifier(trained.intents);
  const ways = openClassifier(trained.ways);
  const parts = new Map([...trained.parts].map(([intent, one]) => [intent, openClassifier(one)]));
  const rules = openRules(trained.rules);
  return (reading) => {
    const features = featuresOf(reading, rules);
    const { ranked, ...classified } = classify(features);
    const ranks = new Map<IntentId, readonly { readonly label: string; readonly margin: number }[]>();
    const partsOf = (intent: IntentId) => {
      const known = ranks.get(intent) ?? parts.get(intent)?.classify(features).ranked ?? [];
      ranks.set(intent, known);
      return known;
    };
    return {
      ...classified,
      ranked: ranked
        .map(({ label, margin }) => ({
          intent: label,
          margin: margin + (label === FRAUD ? LENT_TO_FRAUD : 0),
        }))
        .sort((a, b) => b.margin - a.margin),
      part: (intent) => {
        const heading = partsOf(intent)[0]?.label;
        return heading === WHOLE ? undefined : heading;
      },
      nearParts: (intent) =>
        partsOf(intent)
          .slice(1)
          .filter(({ label, margin }) => label !== WHOLE && margin >= NEAR_PART)
          .map(({ label }) => label)
          .slice(0, MOST_NEAR_PARTS),
      way: () => ways.classify(features).ranked[0]?.label ?? REBIND,
    };
  };
}
