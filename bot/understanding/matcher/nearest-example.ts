// The example of a label that is most like a message, found by the terms they share instead of by reading every example.

import { textAt } from "../../text/packed-texts.ts";
import type { KeptExamples } from "./kept-examples.ts";
import type { Vector } from "./linear-svm.ts";
import { placeOf } from "./rising-numbers.ts";
import { type WholeNumbers, wholeNumbers } from "./whole-numbers.ts";

/** Of a label's examples, by its place, the text most like the message; the first where several are, "" where none shares a term. */
export type NearestExample = (label: number, message: Vector) => string;

/** Weights of terms lie between 0 and 1; in the postings they are whole steps, at least one. */
const STEPS = 65_535;
/** More than all that adding up adds to the rounding. */
const ADDED_UP = 1e-9;

/** By term the examples that hold it, in their order over all labels, with their weights rounded. */
interface Postings {
  readonly starts: Uint32Array;
  readonly examples: WholeNumbers;
  readonly steps: Uint16Array;
  /** By label its first example; one more for the end of the last. */
  readonly firsts: Uint32Array;
}

/** An intent has thousands of examples, of which few share the terms of a message that tell most. */
export function openNearest(examples: KeptExamples, idfs: Float64Array): NearestExample {
  const postings = postingsOf(examples, idfs);
  const likes = new Float64Array(examples.lengths.length); // zeros before and after use
  const weightOf = new Float64Array(idfs.length); // likewise
  return (label, message) => {
    const found = addLikes(postings, label, { message, likes });
    message.ids.forEach((id, at) => {
      weightOf[id] = message.weights[at] ?? 0;
    });
    const nearest = nearestOf(found, likes, (example) => likeness(example, weightOf, { examples, idfs }));
    for (const id of message.ids) weightOf[id] = 0;
    for (const example of found.touched) likes[example] = 0;
    return nearest === undefined ? "" : textAt(examples.texts, nearest);
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
  /** More than the other terms, and what was rounded, can add to any. */
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
  const rounded = weights.reduce((sum, weight) => sum + weight, 0) / STEPS + ADDED_UP;
  for (const place of byWeight(weights)) {
    if (atMost(others) + rounded < found.best * FEW_LEFT) break;
    const weight = weights[place] ?? 0;
    addTerm(postings, stretchOf(postings, ids[place] ?? 0, label), { weight, likes, found });
    others -= weight * weight;
  }
  return { ...found, unread: atMost(others) + rounded };
}

interface Found {
  readonly touched: number[];
  most: number;
  best: number;
}

/** What a term adds to each example that holds it. */
function addTerm(
  { examples, steps }: Postings,
  [from, to]: readonly [number, number],
  { weight, likes, found }: { readonly weight: number; readonly likes: Float64Array; readonly found: Found },
): void {
  const aStep = weight / STEPS;
  for (let at = from; at < to; at++) {
    const example = examples[at] ?? 0;
    const before = likes[example] ?? 0;
    if (before === 0) found.touched.push(example);
    const like = before + aStep * (steps[at] ?? 0);
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

/** What terms with this sum of squares add to an example made of nothing else. */
function atMost(squares: number): number {
  return Math.sqrt(Math.max(0, squares));
}

/** Where the examples of a label that hold a term stand. */
function stretchOf({ starts, examples, firsts }: Postings, id: number, label: number): [number, number] {
  const end = starts[id + 1] ?? 0;
  const from = placeOf(examples, firsts[label] ?? 0, [starts[id] ?? end, end]);
  return [from, placeOf(examples, firsts[label + 1] ?? 0, [from, end])];
}

interface Weighed {
  readonly examples: KeptExamples;
  readonly idfs: Float64Array;
}

/** Exactly, in the order of the example's terms. */
function likeness(example: number, message: Float64Array, { examples, idfs }: Weighed): number {
  const { starts, ids, kinds, roots, lengths } = examples;
  const length = lengths[example] ?? 1;
  let like = 0;
  const end = starts[example + 1] ?? 0;
  for (let at = starts[example] ?? end; at < end; at++) {
    const id = ids[at] ?? 0;
    const asked = message[id] ?? 0;
    if (asked !== 0) like += asked * (((roots[kinds[at] ?? 0] ?? 0) * (idfs[id] ?? 0)) / length);
  }
  return like;
}

function postingsOf(
  { firsts, starts: begins, ids, kinds, roots, lengths }: KeptExamples,
  idfs: Float64Array,
): Postings {
  const starts = startsOf(ids, idfs.length);
  const places = starts.slice();
  const examples = new Uint32Array(ids.length);
  const steps = new Uint16Array(ids.length);
  for (let example = 0; example < lengths.length; example++) {
    const scale = STEPS / (lengths[example] ?? 1);
    for (let at = begins[example] ?? 0; at < (begins[example + 1] ?? 0); at++) {
      const id = ids[at] ?? 0;
      const place = places[id] ?? 0;
      places[id] = place + 1;
      examples[place] = example;
      steps[place] = Math.max(1, Math.round((roots[kinds[at] ?? 0] ?? 0) * (idfs[id] ?? 0) * scale));
    }
  }
  return { starts, examples: wholeNumbers(examples), steps, firsts };
}

/** Where each term's postings begin, and where the last one's end. */
function startsOf(ids: WholeNumbers, terms: number): Uint32Array {
  const starts = new Uint32Array(terms + 1);
  for (const id of ids) starts[id + 1] = (starts[id + 1] ?? 0) + 1;
  for (let id = 0; id < terms; id++) starts[id + 1] = (starts[id + 1] ?? 0) + (starts[id] ?? 0);
  return starts;
}
