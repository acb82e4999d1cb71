// What merchants say, as text and as pairs of characters: that of their megabytes by which a name is told from a word.
import type { Intent } from "../../knowledge/knowledge.ts";
import { normalise } from "../../text/normalise.ts";
import { countPairs, openPairs, type Pairs, type PairsCounted } from "./character-pairs.ts";

const PAUSE = /[\s\p{P}\p{S}]+/u;

/** Learnt from the utterances, as plain data. */
export interface LearntSayings {
  /** All of them, normalised, each in a line of its own and between line breaks. */
  readonly text: string;
  /** Within whole messages. */
  readonly inMessages: PairsCounted;
  /** Within what stands between two pauses, with its beginning and its end. */
  readonly betweenPauses: PairsCounted;
}

export interface Sayings {
  readonly text: string;
  readonly inMessages: Pairs;
  readonly betweenPauses: Pairs;
}

/** Reads once what merchants say. */
export function learnSayings(intents: Iterable<Pick<Intent, "utterances">>): LearntSayings {
  const messages = [...intents].flatMap(({ utterances }) => utterances.map(normalise));
  return {
    text: `\n${messages.join("\n")}\n`,
    inMessages: countPairs(messages.map((message) => [...message])),
    betweenPauses: countPairs(messages.flatMap((message) => message.split(PAUSE)).flatMap(fromBeginToEnd)),
  };
}

export function openSayings({ text, inMessages, betweenPauses }: LearntSayings): Sayings {
  return { text, inMessages: openPairs(inMessages), betweenPauses: openPairs(betweenPauses) };
}

/** For `derive`, of the intents alone: contents with the same ones share it. */
export function sayingsOf(intents: ReadonlyMap<string, Pick<Intent, "utterances">>): Sayings {
  return openSayings(learnSayings(intents.values()));
}

/** Where a text begins and ends, as characters that no text holds. */
export const BEGINS = "\u0002";
export const ENDS = "\u0003";

/** The characters of a text with its edges; of an empty one, none. */
export function fromBeginToEnd(text: string): string[][] {
  return text === "" ? [] : [[BEGINS, ...text, ENDS]];
}
