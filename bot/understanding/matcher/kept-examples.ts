// The examples of a classifier as they are kept beside it, to say which is most like a message. They are most of a model, so
// their vectors are kept as what these are worked out from again, to the last bit.
import { packTexts, type Texts } from "../../text/packed-texts.ts";
import { type WholeNumbers, wholeNumbers } from "./whole-numbers.ts";

/** All labels' one after the other, by label. */
export interface KeptExamples {
  /** By label its first example; one more for the end of the last. */
  readonly firsts: Uint32Array;
  readonly texts: Texts;
  /** By example its first term; one more for the end of the last. */
  readonly starts: Uint32Array;
  readonly ids: WholeNumbers;
  /** What a term weighs in its example: a place in `roots`, for all of them weigh one of a few things. */
  readonly kinds: WholeNumbers;
  /** Square roots of these weights. */
  readonly roots: Float64Array;
  /** By example the length of its vector before it was made 1. */
  readonly lengths: Float64Array;
}

/** An example before it is kept. */
export interface SeenExample {
  readonly text: string;
  readonly ids: readonly number[];
  readonly weights: readonly number[];
  readonly length: number;
}

export function keepExamples(labels: readonly (readonly SeenExample[])[]): KeptExamples {
  const examples = labels.flat();
  const weights = examples.flatMap((example) => example.weights);
  const kinds = new Map([...new Set(weights)].map((weight, kind) => [weight, kind]));
  return {
    firsts: begins(labels.map(({ length }) => length)),
    texts: packTexts(examples.map(({ text }) => text)),
    starts: begins(examples.map(({ ids }) => ids.length)),
    ids: wholeNumbers(examples.flatMap(({ ids }) => ids)),
    kinds: wholeNumbers(weights.map((weight) => kinds.get(weight) ?? 0)),
    roots: Float64Array.from(kinds.keys(), Math.sqrt),
    lengths: Float64Array.from(examples, ({ length }) => length),
  };
}

/** Where each begins of things of these lengths, and where the last one ends. */
function begins(lengths: readonly number[]): Uint32Array {
  const starts = new Uint32Array(lengths.length + 1);
  for (const [at, length] of lengths.entries()) starts[at + 1] = (starts[at] ?? 0) + length;
  return starts;
}
