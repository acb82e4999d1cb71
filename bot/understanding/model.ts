// What is learnt from a content's utterances and names: trained at build or at need, kept as plain data, opened to read and
// match messages.
import { supply } from "../knowledge/derived.ts";
import type { Knowledge } from "../knowledge/knowledge.ts";
import type { Provider } from "../knowledge/provider.ts";
import { type RuleSource, sourcesOf } from "../rules/heard-rules.ts";
import { FEATURE_MATTERS } from "./matcher/features.ts";
import {
  type Matched,
  openMatcher,
  type TaughtIntent,
  type TrainedMatcher,
  trainMatcher,
} from "./matcher/matcher.ts";
import { type LearntSayings, learnSayings, openSayings, type Sayings, sayingsOf } from "./names/sayings.ts";
import { createPinyinReader, type LearntPinyin, learnPinyin } from "./pinyin-reader.ts";
import { createSpellingMender, type KnownNames } from "./spelling.ts";

/** All that a model is learnt from. Two contents that teach the same have one model, whatever else differs. */
export interface Taught {
  readonly intents: readonly TaughtIntent[];
  readonly names: KnownNames;
  /** The rules by which a message is seen. */
  readonly rules: readonly RuleSource[];
}

/** Plain data: strings, numbers, maps and typed arrays. */
export interface TrainedModel {
  readonly names: KnownNames;
  readonly pinyin: LearntPinyin;
  readonly matcher: TrainedMatcher;
  readonly sayings: LearntSayings;
}

const CHINESE = /^\p{Script=Han}+$/u;

/** Both take normalised text. */
export interface Model {
  /** Pinyin and misspellings of the trade's words as Chinese. */
  readonly read: (normalised: string) => string;
  /** Ranks the intents for a message that was read. */
  readonly match: (reading: string) => Matched;
  /** By which names are told from what merchants say. */
  readonly sayings: Sayings;
}

/** Of names only the Chinese ones, which alone are mended: a translation that adds others teaches nothing more. */
export function taughtBy({ intents, providers, companies, rules }: Knowledge): Taught {
  const chineseNames = (of: Iterable<Pick<Provider, "name" | "aliases">>) =>
    [...of].flatMap(({ name, aliases }) => [name, ...aliases]).filter((name) => CHINESE.test(name));
  return {
    intents: [...intents.values()].map(({ id, utterances, asked }) => ({
      id,
      utterances,
      ...(asked && { asked }),
    })),
    names: { providers: chineseNames(providers.values()), companies: chineseNames(companies) },
    rules: sourcesOf(rules, FEATURE_MATTERS),
  };
}

/** Takes seconds. Deterministic: the same taught gives the same numbers. */
export function trainModel({ intents, names, rules }: Taught): TrainedModel {
  const pinyin = learnPinyin(intents);
  const matcher = trainMatcher(intents, rules, readerOf({ names, pinyin }));
  return { names, pinyin, matcher, sayings: learnSayings(intents) };
}

export function openModel(trained: TrainedModel): Model {
  return {
    read: readerOf(trained),
    match: openMatcher(trained.matcher),
    sayings: openSayings(trained.sayings),
  };
}

/** Gives a content the model that was trained for what it teaches, so that nothing is learnt anew. */
export function supplyModel(knowledge: Knowledge, model: Model): void {
  supply(knowledge, modelOf, model);
  supply(knowledge.intents, sayingsOf, model.sayings);
}

/** Trains here and now: for whoever `supply` has given no model that was trained ahead. */
export function modelOf(knowledge: Knowledge): Model {
  return openModel(trainModel(taughtBy(knowledge)));
}

function readerOf({ names, pinyin }: Pick<TrainedModel, "names" | "pinyin">): Model["read"] {
  const readPinyin = createPinyinReader(pinyin);
  const mend = createSpellingMender(names);
  return (normalised) => mend(readPinyin(normalised));
}
