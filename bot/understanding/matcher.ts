// The statistical matcher: a linear classifier an intent and the overlap of terms, both compiled from the utterances.
import type { IntentId } from "../knowledge/intent.ts";
import type { Knowledge } from "../knowledge/knowledge.ts";
import { type Features, featuresOf } from "./features.ts";
import { marginOf, trainLinearSvm, type Vector } from "./linear-svm.ts";
import { normalise } from "./normalise.ts";
import { createTermOverlap, type Terms } from "./term-overlap.ts";

/** What a deviation of term overlap adds to the margin; 0.1 to 0.2 were best in cross-validation (docs/adr). */
const OVERLAP_WEIGHT = 0.15;

export interface Match {
  readonly intent: IntentId;
  /** The classifier's margin plus the overlap's share: above 1 sure, below −1 surely not. */
  readonly margin: number;
}

export interface Matched {
  /** Best first. */
  readonly ranked: readonly Match[];
  /** Share of the message's idf mass that occurs in any utterance, 0–1: how much of it we know at all. */
  readonly known: number;
}

/** Term → its id and idf; `unseen` is the idf of a term in no utterance. */
interface Vocabulary {
  readonly terms: ReadonlyMap<string, { readonly id: number; readonly idf: number }>;
  readonly unseen: number;
}

/**
 * Trains at load (about 2 000 utterances in 250 ms) and answers ranked intents for a normalised message. `read` is
 * applied to utterances and messages alike: it turns pinyin into characters.
 */
export function createMatcher(
  knowledge: Pick<Knowledge, "intents">,
  read: (normalised: string) => string,
): (normalised: string) => Matched {
  const examples = [...knowledge.intents.values()].flatMap(({ id, utterances }) =>
    utterances.map((utterance) => ({ intent: id, features: featuresOf(read(normalise(utterance))) })),
  );
  const vocabulary = vocabularyOf(examples.map(({ features }) => features));
  const vectors = examples.map(({ features }) => toVector(features, vocabulary));
  const intents = [...new Set(examples.map(({ intent }) => intent))];
  const models = intents.map((intent) => ({
    intent,
    model: trainLinearSvm(
      vectors,
      examples.map((example) => example.intent === intent),
      vocabulary.terms.size,
    ),
  }));
  const overlap = createTermOverlap(
    intents.map((intent) =>
      examples.filter((example) => example.intent === intent).map(({ features }) => allTerms(features)),
    ),
  );
  return (normalised) => {
    const features = featuresOf(read(normalised));
    const vector = toVector(features, vocabulary);
    const overlaps = overlap(allTerms(features));
    const ranked = models
      .map(({ intent, model }, index) => ({
        intent,
        margin: marginOf(vector, model) + OVERLAP_WEIGHT * (overlaps[index] ?? 0),
      }))
      .sort((a, b) => b.margin - a.margin);
    return { ranked, known: knownShare(features, vocabulary) };
  };
}

function allTerms({ written, concluded }: Features): Terms {
  return new Map([...written, ...concluded]);
}

function vocabularyOf(examples: readonly Features[]): Vocabulary {
  const occurrences = new Map<string, number>();
  for (const { written, concluded } of examples) {
    for (const term of [...written.keys(), ...concluded.keys()]) {
      occurrences.set(term, (occurrences.get(term) ?? 0) + 1);
    }
  }
  const idf = (count: number) => Math.log((examples.length + 1) / (count + 0.5));
  const terms = [...occurrences].map(([term, count], id) => [term, { id, idf: idf(count) }] as const);
  return { terms: new Map(terms), unseen: idf(0) };
}

function toVector({ written, concluded }: Features, { terms }: Vocabulary): Vector {
  const ids: number[] = [];
  const weights: number[] = [];
  for (const features of [written, concluded]) {
    for (const [term, weight] of features) {
      const entry = terms.get(term);
      if (!entry) continue;
      ids.push(entry.id);
      weights.push(Math.sqrt(weight) * entry.idf);
    }
  }
  const length = Math.hypot(...weights) || 1;
  return { ids: Int32Array.from(ids), weights: Float64Array.from(weights, (weight) => weight / length) };
}

function knownShare({ written }: Features, { terms, unseen }: Vocabulary): number {
  let known = 0;
  let total = 0;
  for (const [term, weight] of written) {
    const entry = terms.get(term);
    total += weight * (entry?.idf ?? unseen);
    if (entry) known += weight * entry.idf;
  }
  return total > 0 ? known / total : 0;
}
