// `node test/bench/understanding.ts`: cross-validates understanding on the real content, and refits the confidence.

import type { Intent, Knowledge } from "../../bot/knowledge/knowledge.ts";
import { loadKnowledge } from "../../bot/knowledge/load-knowledge.ts";
import { type Evidence, evidenceFor, isRebind } from "../../bot/understanding/confidence.ts";
import { createMatcher } from "../../bot/understanding/matcher.ts";
import { normalise } from "../../bot/understanding/normalise.ts";
import { createPinyinReader } from "../../bot/understanding/pinyin.ts";
import { createRecogniser, type Recognition } from "../../bot/understanding/recognise.ts";

const FOLDS = 10;
const FIT_ROUNDS = 60_000; // gradient steps; the weights move by less than 0.01 after 40 000
const FIT_RATE = 1.5;

interface Judged {
  readonly recognition: Recognition;
  /** The matcher's first place is right. */
  readonly matcherRight: boolean;
  /** The whole pipeline is right; the ways to change the card count as one question. */
  readonly right: boolean;
  readonly evidence: Evidence;
}

const knowledge = await loadKnowledge("content");
const judged = Array.from({ length: FOLDS }, (_, fold) => judgeFold(knowledge, fold)).flat();
const byMatcher = judged.filter(({ recognition }) => recognition.rule.startsWith("matcher/"));

console.log(`${judged.length} utterances, ${knowledge.intents.size} intents, ${FOLDS} folds`);
console.log(`matcher first place   ${percent(judged, ({ matcherRight }) => matcherRight)} right`);
console.log(`rules and matcher     ${percent(judged, ({ right }) => right)} right`);
for (const zone of ["answer", "ask", "unknown"] as const) {
  const inZone = judged.filter(({ recognition }) => recognition.zone === zone);
  const share = percent(judged, ({ recognition }) => recognition.zone === zone);
  console.log(`zone ${zone.padEnd(8)} ${share} of messages, ${percent(inZone, ({ right }) => right)} right`);
}
const weights = fitWeights(byMatcher);
console.log(`weights: margin, lead, known, bias = ${weights.map((weight) => weight.toFixed(2)).join(", ")}`);
timeIt();

function judgeFold(all: Knowledge, fold: number): Judged[] {
  const held: { intent: Intent; text: string }[] = [];
  const intents = new Map(
    [...all.intents].map(([id, intent]) => {
      const isHeld = (index: number) => (index * 7 + 3) % FOLDS === fold;
      intent.utterances.forEach((text, index) => {
        if (isHeld(index)) held.push({ intent, text });
      });
      return [id, { ...intent, utterances: intent.utterances.filter((_, index) => !isHeld(index)) }];
    }),
  );
  const recognise = createRecogniser({ ...all, intents });
  const match = createMatcher({ intents }, createPinyinReader({ intents }));
  return held.map(({ intent, text }) => {
    const recognition = recognise(text);
    const matched = match(normalise(text));
    return {
      recognition,
      matcherRight: matched.ranked[0]?.intent === intent.id,
      right: recognition.intent === intent.id || (isRebind(recognition.intent) && isRebind(intent.id)),
      evidence: evidenceFor(matched, 0),
    };
  });
}

/** Logistic regression by plain gradient descent. */
function fitWeights(examples: readonly Judged[]): number[] {
  const rows = examples.map(({ evidence: { margin, lead, known }, right }) => ({
    values: [margin, lead, known, 1],
    target: Number(right),
  }));
  let current = [0, 0, 0, 0];
  for (let round = 0; round < FIT_ROUNDS; round++) {
    const gradient = [0, 0, 0, 0];
    for (const { values, target } of rows) {
      const score = values.reduce((sum, value, index) => sum + value * (current[index] ?? 0), 0);
      const error = target - 1 / (1 + Math.exp(-score));
      values.forEach((value, index) => {
        gradient[index] = (gradient[index] ?? 0) + error * value;
      });
    }
    current = current.map((weight, index) => weight + (FIT_RATE * (gradient[index] ?? 0)) / rows.length);
  }
  return current;
}

function timeIt(): void {
  const started = performance.now();
  const recognise = createRecogniser(knowledge);
  const compiled = performance.now();
  const texts = [...knowledge.intents.values()].flatMap(({ utterances }) => utterances);
  for (const text of texts) recognise(text);
  const each = (performance.now() - compiled) / texts.length;
  console.log(`compiled in ${(compiled - started).toFixed(0)} ms, ${each.toFixed(3)} ms a message`);
}

function percent<T>(items: readonly T[], holds: (item: T) => boolean): string {
  return `${((100 * items.filter(holds).length) / Math.max(1, items.length)).toFixed(1)} %`;
}
