// The example of a label that is most like a message, found by the terms they share instead of by reading every example.
import type { Vector } from "./linear-svm.ts";
import { placeOf } from "./rising-numbers.ts";
import type { SparseVectors, Trained } from "./train-classifier.ts";

/** Of a label's examples, by its place, the text most like the message; the first where several are, "" where none shares a term. */
export type NearestExample = (label: number, message: Vector) => string;

/** More than all that rounding the weights can add up to: whatever is so near to the best is counted exactly. */
const ROUNDED = 1e-5;

/** By term the examples that hold it, in their order over all labels, with their weights rounded. */
interface Postings {
  readonly starts: Uint32Array;
  readonly examples: Uint32Array;
  readonly weights: Float32Array;
  /** By label its first example; one more for the end of the last. */
  readonly firsts: Uint32Array;
}

/** An intent has thousands of examples, of which few share the terms of a message that tell most. */
export function openNearest({
  terms,
  examples,
}: Pick<Trained<unknown>, "terms" | "examples">): NearestExample {
  const postings = postingsOf(
    terms.length,
    examples.map(({ vectors }) => vectors),
  );
  const likes = new Float64Array(postings.firsts.at(-1) ?? 0); // zeros before and after use
  const weightOf = new Float64Array(terms.length); // likewise
  return (label, message) => {
    const { texts = [], vectors } = examples[label] ?? {};
    if (!vectors) return "";
    const first = postings.firsts[label] ?? 0;
    const found = addLikes(postings, label, { message, likes });
    message.ids.forEach((id, at) => {
      weightOf[id] = message.weights[at] ?? 0;
    });
    const nearest = nearestOf(found, likes, (example) => likeness(vectors, example - first, weightOf));
    for (const id of message.ids) weightOf[id] = 0;
    for (const example of found.touched) likes[example] = 0;
    return nearest === undefined ? "" : (texts[nearest - first] ?? "");
  };
}

/** The most like, and the first where several are; each is counted exactly that may be it. */
function nearestOf(
  { touched, most, unread }: Likes,
  likes: Float64Array,
  exactly: (example: number) => number,
): number | undefined {
  let nearest = most;
  let best = most < 0 ? 0 : exactly(most);
  for (const example of touched) {
    if ((likes[example] ?? 0) + unread < best) continue;
    const like = exactly(example);
    const isFirst = like === best && example < nearest;
    if (like > best || isFirst) [nearest, best] = [example, like];
  }
  return best > 0 ? nearest : undefined;
}

/** What follows terms on costs more than to count the few exactly that are left. */
const FEW_LEFT = 0.7;

/** What was added up by the terms that weigh most. */
interface Likes {
  /** The examples that hold one of them: no other can be the most like. */
  readonly touched: readonly number[];
  /** The one that is most like by them, -1 where none is. */
  readonly most: number;
  /** More than the other terms can add to any. */
  readonly unread: number;
}

/**
 * Adds up how like a label's examples are, by the terms that weigh most, until the others, were an example made of nothing else,
 * could not make up for the best so far.
 */
function addLikes(
  postings: Postings,
  label: number,
  { message: { ids, weights }, likes }: { readonly message: Vector; readonly likes: Float64Array },
): Likes {
  const found: Found = { touched: [], most: -1, best: 0 };
  let others = weights.reduce((sum, weight) => sum + weight * weight, 0);
  for (const place of byWeight(weights)) {
    if (atMost(others) < found.best * FEW_LEFT) break;
    const weight = weights[place] ?? 0;
    addTerm(postings, stretchOf(postings, ids[place] ?? 0, label), { weight, likes, found });
    others -= weight * weight;
  }
  return { ...found, unread: atMost(others) };
}

interface Found {
  readonly touched: number[];
  most: number;
  best: number;
}

/** What a term adds to each example that holds it. */
function addTerm(
  { examples, weights }: Postings,
  [from, to]: readonly [number, number],
  { weight, likes, found }: { readonly weight: number; readonly likes: Float64Array; readonly found: Found },
): void {
  for (let at = from; at < to; at++) {
    const example = examples[at] ?? 0;
    const before = likes[example] ?? 0;
    if (before === 0) found.touched.push(example);
    const like = before + weight * (weights[at] ?? 0);
    likes[example] = like;
    if (like > found.best) {
      found.most = example;
      found.best = like;
    }
  }
}

/** The places of the weights, of the greatest first. */
function byWeight(weights: Float64Array): number[] {
  return [...weights.keys()].sort((a, b) => (weights[b] ?? 0) - (weights[a] ?? 0));
}

/** More than terms with this sum of squares can add to an example made of nothing else. */
function atMost(squares: number): number {
  return Math.sqrt(Math.max(0, squares)) + ROUNDED;
}

/** Where the examples of a label that hold a term stand. */
function stretchOf({ starts, examples, firsts }: Postings, id: number, label: number): [number, number] {
  const end = starts[id + 1] ?? 0;
  const from = placeOf(examples, firsts[label] ?? 0, [starts[id] ?? end, end]);
  return [from, placeOf(examples, firsts[label + 1] ?? 0, [from, end])];
}

function likeness({ starts, ids, weights }: SparseVectors, example: number, message: Float64Array): number {
  let like = 0;
  const end = starts[example + 1] ?? 0;
  for (let at = starts[example] ?? end; at < end; at++)
    like += (message[ids[at] ?? 0] ?? 0) * (weights[at] ?? 0);
  return like;
}

function postingsOf(terms: number, labels: readonly SparseVectors[]): Postings {
  const starts = startsOf(terms, labels);
  const places = starts.slice();
  const examples = new Uint32Array(starts[terms] ?? 0);
  const weights = new Float32Array(examples.length);
  const firsts = [0];
  for (const { starts: begins, ids, weights: own } of labels) {
    const first = firsts.at(-1) ?? 0;
    let example = 0;
    for (let at = 0; at < ids.length; at++) {
      while (at >= (begins[example + 1] ?? ids.length)) example += 1;
      const term = ids[at] ?? 0;
      const place = places[term] ?? 0;
      places[term] = place + 1;
      examples[place] = first + example;
      weights[place] = own[at] ?? 0;
    }
    firsts.push(first + begins.length - 1);
  }
  return { starts, examples, weights, firsts: Uint32Array.from(firsts) };
}

/** Where each term's postings begin, and where the last one's end. */
function startsOf(terms: number, labels: readonly SparseVectors[]): Uint32Array {
  const starts = new Uint32Array(terms + 1);
  for (const { ids } of labels) for (const id of ids) starts[id + 1] = (starts[id + 1] ?? 0) + 1;
  for (let id = 0; id < terms; id++) starts[id + 1] = (starts[id + 1] ?? 0) + (starts[id] ?? 0);
  return starts;
}
