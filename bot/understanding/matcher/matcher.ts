// The statistical matcher: the classifier over the utterances of the content.
import type { IntentId } from "../../knowledge/intent.ts";
import type { Knowledge } from "../../knowledge/knowledge.ts";
import { normalise } from "../../text/normalise.ts";
import { createClassifier, type Reasons } from "./classifier.ts";
import { featuresOf } from "./features.ts";

export interface Match {
  readonly intent: IntentId;
  /** Above 1 sure, below −1 surely not. */
  readonly margin: number;
}

export interface Matched {
  /** Best first. */
  readonly ranked: readonly Match[];
  /** Share of the message's idf mass that occurs in any utterance, 0–1: how much of it we know at all. */
  readonly known: number;
  /** Why an intent; worked out only when asked for. */
  readonly explain: (intent: IntentId) => Reasons | undefined;
}

/**
 * Trains at load (about 4 000 utterances in 250 ms) and answers ranked intents for a message that was normalised and
 * read. `read` turns pinyin into characters and mends spellings; it is applied to the utterances here.
 */
export function createMatcher(
  knowledge: Pick<Knowledge, "intents">,
  read: (normalised: string) => string,
): (reading: string) => Matched {
  const { classify } = createClassifier(
    [...knowledge.intents.values()].flatMap(({ id, utterances }) =>
      utterances.map((text) => ({ label: id, text, features: featuresOf(read(normalise(text))) })),
    ),
  );
  return (reading) => {
    const { ranked, ...classified } = classify(featuresOf(reading));
    return { ...classified, ranked: ranked.map(({ label, margin }) => ({ intent: label, margin })) };
  };
}
