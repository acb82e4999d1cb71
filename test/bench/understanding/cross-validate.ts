// Cross-validation of the whole pipeline and of its parts on the content's utterances.
import { derive } from "../../../bot/knowledge/derived.ts";
import type { IntentId } from "../../../bot/knowledge/intent.ts";
import type { Knowledge } from "../../../bot/knowledge/knowledge.ts";
import { normalise } from "../../../bot/text/normalise.ts";
import { type Evidence, evidenceFor } from "../../../bot/understanding/matcher/confidence.ts";
import { modelOf } from "../../../bot/understanding/model.ts";
import { createRecogniser } from "../../../bot/understanding/recognise.ts";
import { type Judged, judge, type Labelled } from "../../support/understanding-split.ts";

export interface Fold {
  /** The content without what is held out. */
  readonly knowledge: Knowledge;
  readonly held: readonly Labelled[];
}

/** Every utterance is held out once; 7 and 3 spread neighbours, who often say the same, over the folds. */
export function foldsOf(all: Knowledge, count: number): Fold[] {
  return Array.from({ length: count }, (_, fold) => {
    const isHeld = (index: number) => (index * 7 + 3) % count === fold;
    const held = [...all.intents].flatMap(([intent, { utterances }]) =>
      utterances.filter((_, index) => isHeld(index)).map((text) => ({ intent, text })),
    );
    const intents = new Map(
      [...all.intents].map(([id, intent]) => [
        id,
        { ...intent, utterances: intent.utterances.filter((_, index) => !isHeld(index)) },
      ]),
    );
    return { knowledge: { ...all, intents }, held };
  });
}

export interface CrossJudged extends Judged {
  readonly evidence: Evidence;
}

export function crossValidate(folds: readonly Fold[]): CrossJudged[] {
  return folds.flatMap(({ knowledge, held }) => {
    const { read, match } = derive(knowledge, modelOf);
    return judge(held, createRecogniser(knowledge)).map((judged) => ({
      ...judged,
      evidence: evidenceFor(match(read(normalise(judged.text))), 0),
    }));
  });
}

export interface IntentLine {
  readonly intent: IntentId;
  readonly count: number;
  readonly recall: number;
  readonly precision: number;
}

export function perIntent(judged: readonly Judged[]): IntentLine[] {
  const intents = [...new Set(judged.map(({ intent }) => intent))];
  return intents.map((intent) => {
    const meant = judged.filter((one) => one.intent === intent);
    const said = judged.filter(({ recognition }) => recognition.intent === intent);
    const right = meant.filter((one) => one.right).length;
    return {
      intent,
      count: meant.length,
      recall: right / Math.max(1, meant.length),
      precision: right / Math.max(1, said.length),
    };
  });
}

/** The most frequent mistakes, 「meant → said」 with their number. */
export function confusions(judged: readonly Judged[], most: number): [string, number][] {
  const counts = new Map<string, number>();
  for (const { intent, recognition, right } of judged) {
    const pair = `${intent} → ${recognition.intent}`;
    if (!right) counts.set(pair, (counts.get(pair) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1]).slice(0, most);
}
