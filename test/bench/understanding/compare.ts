// Other matchers on the same utterances, features and folds: BM25, nearest neighbours, logistic regression, SVM alone.
import { derive } from "../../../bot/knowledge/derived.ts";
import type { IntentId } from "../../../bot/knowledge/intent.ts";
import { normalise } from "../../../bot/text/normalise.ts";
import { openTermIds } from "../../../bot/text/term-ids.ts";
import { openClassifier } from "../../../bot/understanding/matcher/classifier.ts";
import { type Features, featuresOf } from "../../../bot/understanding/matcher/features.ts";
import { overlapsOf } from "../../../bot/understanding/matcher/term-overlap.ts";
import { type Example, trainClassifier } from "../../../bot/understanding/matcher/train-classifier.ts";
import { modelOf } from "../../../bot/understanding/model.ts";
import { createLogistic, createNearest } from "./baselines.ts";
import type { Fold } from "./cross-validate.ts";

const SHARES_OF_OVERLAP = [0, 0.15, 0.5]; // 0 is the SVM alone
const SUREST = 0.8; // of the messages

export interface Compared {
  readonly matcher: string;
  readonly first: number;
  readonly firstThree: number;
  /** Mean over intents. */
  readonly macro: number;
  /** Right among the surest 80 %: what a threshold could make of it. */
  readonly surest: number;
}

type Scores = ReadonlyMap<IntentId, number>;
type Matcher = (features: Features) => Scores;

interface Outcome {
  readonly intent: IntentId;
  readonly place: number;
  readonly lead: number;
}

export function compareMatchers(folds: readonly Fold[]): Compared[] {
  const outcomes = new Map<string, Outcome[]>();
  for (const { knowledge, held } of folds) {
    const { read } = derive(knowledge, modelOf);
    const featuresFor = (text: string) => featuresOf(read(normalise(text)), knowledge.rules);
    const examples = [...knowledge.intents].flatMap(([label, { utterances }]) =>
      utterances.map((text) => ({ label, text, features: featuresFor(text) })),
    );
    const messages = held.map(({ intent, text }) => ({ intent, features: featuresFor(text) }));
    for (const [name, matcher] of matchersOver(examples)) {
      const judged = messages.map(({ intent, features }) => toOutcome(intent, matcher(features)));
      outcomes.set(name, [...(outcomes.get(name) ?? []), ...judged]);
    }
  }
  return [...outcomes].map(([matcher, all]) => summarise(matcher, all));
}

function* matchersOver(examples: readonly Example<IntentId>[]): Generator<[string, Matcher]> {
  const trained = trainClassifier(examples);
  const { labels, gains } = trained;
  const idOf = openTermIds(trained.terms);
  const overlaps = ({ written, concluded }: Features): Scores => {
    const known = [...written, ...concluded].filter(([term]) => idOf(term) !== undefined);
    const message = {
      ids: known.map(([term]) => idOf(term) ?? 0),
      weights: known.map(([, weight]) => weight),
    };
    const scores = overlapsOf(message, gains, labels.length);
    return new Map(labels.map((label, index) => [label, scores[index] ?? 0]));
  };
  yield ["BM25 over intents", overlaps];
  yield ["TF-IDF nearest neighbour", createNearest(examples, 1)];
  yield ["TF-IDF 7 nearest, voting", createNearest(examples, 7)];
  yield ["logistic regression", createLogistic(examples)];
  const { classify } = openClassifier(trained, { overlapWeight: 0 });
  for (const weight of SHARES_OF_OVERLAP) {
    const name = weight === 0 ? "linear SVM" : `SVM + ${weight} × BM25`;
    yield [
      name,
      (features) => {
        const beside = overlaps(features);
        return new Map(
          classify(features).ranked.map(({ label, margin }) => [
            label,
            margin + weight * (beside.get(label) ?? 0),
          ]),
        );
      },
    ];
  }
}

function toOutcome(intent: IntentId, scores: Scores): Outcome {
  const ranked = [...scores].sort((a, b) => b[1] - a[1]);
  return {
    intent,
    place: ranked.findIndex(([label]) => label === intent),
    lead: (ranked[0]?.[1] ?? 0) - (ranked[1]?.[1] ?? 0),
  };
}

function summarise(matcher: string, outcomes: readonly Outcome[]): Compared {
  const shareWithin = (some: readonly Outcome[], places: number) =>
    some.filter(({ place }) => place >= 0 && place < places).length / Math.max(1, some.length);
  const intents = [...new Set(outcomes.map(({ intent }) => intent))];
  const perIntent = intents.map((id) =>
    shareWithin(
      outcomes.filter(({ intent }) => intent === id),
      1,
    ),
  );
  const surest = outcomes.toSorted((a, b) => b.lead - a.lead).slice(0, Math.round(outcomes.length * SUREST));
  return {
    matcher,
    first: shareWithin(outcomes, 1),
    firstThree: shareWithin(outcomes, 3),
    macro: perIntent.reduce((sum, one) => sum + one, 0) / Math.max(1, perIntent.length),
    surest: shareWithin(surest, 1),
  };
}
