// The product's matcher on data that none of us wrote: BANKING77 and CLINC150, beside the papers' figures.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { z } from "zod";
import type { IntentId } from "../../../bot/knowledge/intent.ts";
import type { Knowledge } from "../../../bot/knowledge/knowledge.ts";
import { compiled } from "../../../bot/turn/compiled.ts";
import { type Classified, openClassifier } from "../../../bot/understanding/matcher/classifier.ts";
import type { Features } from "../../../bot/understanding/matcher/features.ts";
import { trainClassifier } from "../../../bot/understanding/matcher/train-classifier.ts";

const Row = z.object({ q: z.string(), y: z.number().int() });
const Rows = z.array(Row);
type Row = z.infer<typeof Row>;
const Banking = z.object({ train: Rows, dev: Rows, test: Rows });
const Clinc = Banking.extend({ oosTrain: Rows, oosDev: Rows, oosTest: Rows });

const OUT_OF_SCOPE = -1;

/** Words and pairs of them, and three to five characters of each word; the English counterpart of `featuresOf`. */
export function englishFeatures(text: string): Features {
  const words = text.toLowerCase().match(/[a-z0-9']+/g) ?? [];
  const written = new Map<string, number>();
  const count = (term: string) => written.set(term, (written.get(term) ?? 0) + 1);
  for (const [index, word] of words.entries()) {
    count(word);
    const next = words[index + 1];
    if (next !== undefined) count(`${word} ${next}`);
    const padded = ` ${word} `;
    for (const length of [3, 4, 5]) {
      for (let at = 0; at + length <= padded.length; at++) count(`/${padded.slice(at, at + length)}`);
    }
  }
  return { written, concluded: new Map() };
}

/** Share of first places on the test part; training and dev part are both learned, as the papers do. */
export function measureBanking(folder: string): { first: number; firstThree: number } {
  const { train, dev, test } = Banking.parse(readSet(folder, "banking77"));
  const { classify } = openClassifier(trainClassifier(toExamples([...train, ...dev])));
  const ranks = test.map(({ q, y }) =>
    classify(englishFeatures(q)).ranked.findIndex(({ label }) => label === y),
  );
  const within = (places: number) => ranks.filter((rank) => rank >= 0 && rank < places).length / ranks.length;
  return { first: within(1), firstThree: within(3) };
}

/** Shares of real messages to another bank that are answered as a crime or as a fraud; almost none of them is one. */
export function measureAlarms(folder: string, english: Knowledge): { illegal: number; fraud: number } {
  const { test } = Banking.parse(readSet(folder, "banking77"));
  const { recognise } = compiled(english);
  const told = test.map(({ q }) => recognise(q, {})).filter(({ zone }) => zone === "answer");
  const shareOf = (intent: IntentId) => told.filter((one) => one.intent === intent).length / test.length;
  return { illegal: shareOf("illegal_request"), fraud: shareOf("report_scam") };
}

/**
 * In-scope accuracy and out-of-scope recall. The threshold is the best one on the dev part, which is then learned too;
 * the paper keeps its dev part aside.
 */
export function measureClinc(folder: string): { inScope: number; outOfScope: number } {
  const set = Clinc.parse(readSet(folder, "clinc150"));
  const trained = [...set.train, ...set.oosTrain];
  const dev = [...set.dev, ...set.oosDev];
  const from = bestThreshold(hearAll(trained, dev));
  const learned = [...trained, ...dev];
  const heard = hearAll(learned, [...set.test, ...set.oosTest]);
  const shareRight = (some: readonly Heard[]) =>
    some.filter((one) => isRight(one, from)).length / Math.max(1, some.length);
  return {
    inScope: shareRight(heard.filter(({ meant }) => meant !== OUT_OF_SCOPE)),
    outOfScope: shareRight(heard.filter(({ meant }) => meant === OUT_OF_SCOPE)),
  };
}

function hearAll(learned: readonly Row[], asked: readonly Row[]): Heard[] {
  const { classify } = openClassifier(trainClassifier(toExamples(learned)));
  return asked.map(({ q, y }) => ({ meant: y, ...hear(classify(englishFeatures(q))) }));
}

interface Heard {
  readonly meant: number;
  readonly label: number;
  readonly score: number;
}

function isRight({ meant, score, label }: Heard, from: number): boolean {
  return meant === OUT_OF_SCOPE ? score < from : score >= from && label === meant;
}

/** Of equally good thresholds the lowest: to turn away what we know is the worse mistake. */
function bestThreshold(dev: readonly Heard[]): number {
  let best = { from: 0, right: -1 };
  for (const { score: from } of dev.toSorted((a, b) => a.score - b.score)) {
    const right = dev.filter((one) => isRight(one, from)).length;
    if (right > best.right) best = { from, right };
  }
  return best.from;
}

/** How surely something is meant that we know: the margin, less what speaks for nothing, and the share of known words. */
function hear({ ranked, known }: Classified<number>): Pick<Heard, "label" | "score"> {
  const best = ranked.find(({ label }) => label !== OUT_OF_SCOPE);
  const none = ranked.find(({ label }) => label === OUT_OF_SCOPE);
  const score = (best?.margin ?? 0) - Math.max(0, (none?.margin ?? -1) + 1) + known;
  return { label: best?.label ?? OUT_OF_SCOPE, score };
}

function toExamples(rows: readonly Row[]) {
  return rows.map(({ q, y }) => ({ label: y, text: q, features: englishFeatures(q) }));
}

function readSet(folder: string, name: string): unknown {
  return JSON.parse(gunzipSync(readFileSync(join(folder, `${name}.json.gz`))).toString("utf8"));
}
