// The nearest example, found without reading all of them, is that which reading all of them finds.
import fc from "fast-check";
import { expect, test } from "vitest";
import { openTermIds } from "../../../../bot/text/term-ids.ts";
import type { Features } from "../../../../bot/understanding/matcher/features.ts";
import { keepExamples } from "../../../../bot/understanding/matcher/kept-examples.ts";
import { openNearest } from "../../../../bot/understanding/matcher/nearest-example.ts";
import {
  knownTerms,
  toVector,
  trainClassifier,
} from "../../../../bot/understanding/matcher/train-classifier.ts";

const LABELS = ["fee", "time", "lost"];

/** Few words, so that many examples are equally like a message. */
const words = fc.array(fc.constantFrom(..."abcdefgh"), { maxLength: 6 });

test("finds the example that reading all of them finds, the first of several alike", () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ label: fc.constantFrom(...LABELS), said: words }), {
        minLength: 4,
        maxLength: 40,
      }),
      fc.array(words, { minLength: 1, maxLength: 4 }),
      (taught, messages) => {
        const examples = taught.map(({ label, said }, at) => ({
          ...{ label, text: `${at}` },
          features: featuresOf(said),
        }));
        const trained = trainClassifier(examples);
        const idOf = openTermIds(trained.terms);
        const vectorOf = (features: Features) => toVector(knownTerms(features, { ...trained, idOf }));
        const nearest = openNearest(trained.examples ?? keepExamples([]), trained.idfs);
        for (const features of messages.map(featuresOf)) {
          const message = vectorOf(features);
          for (const [place, label] of trained.labels.entries()) {
            const own = examples.filter((example) => example.label === label);
            const likes = own.map((example) => likeness(vectorOf(example.features), message));
            const most = Math.max(...likes);
            expect(nearest(place, message)).toBe(most > 0 ? own[likes.indexOf(most)]?.text : "");
          }
        }
      },
    ),
  );
});

function featuresOf(said: readonly string[]): Features {
  const written = new Map<string, number>();
  for (const word of said) written.set(word, (written.get(word) ?? 0) + 1);
  return { written, concluded: new Map() };
}

function likeness(example: ReturnType<typeof toVector>, message: ReturnType<typeof toVector>): number {
  const weightOf = new Map([...message.ids].map((id, at) => [id, message.weights[at] ?? 0]));
  return [...example.ids].reduce(
    (sum, id, at) => sum + (weightOf.get(id) ?? 0) * (example.weights[at] ?? 0),
    0,
  );
}
