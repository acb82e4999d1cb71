// Reads messages typed in pinyin as Chinese, with the characters and neighbours that our own utterances use.
import { pinyin } from "pinyin-pro";
import type { Intent } from "../knowledge/knowledge.ts";
import { languageOf } from "../text/language.ts";
import { normalise } from "../text/normalise.ts";
import { splitSyllables } from "../text/syllables.ts";
import { countPairs, openPairs, type Pairs, type PairsCounted } from "./names/character-pairs.ts";

/** Initials that merchants type for whole words; read so in any message. */
const INITIALS: Readonly<Record<string, string>> = {
  yhk: "银行卡",
  jsk: "结算卡",
  skk: "收款卡",
  bdk: "绑定卡",
  sxf: "手续费",
  yzm: "验证码",
  sfz: "身份证",
  yyzz: "营业执照",
  sjh: "手机号",
  zrg: "转人工",
};
const NEIGHBOUR_SHARE = 0.9; // of a character's likelihood that comes from the character before it
const LONGEST_MESSAGE = 120; // letters; nobody types longer pinyin, and the cost grows with length

/** What stands before the first character. */
const NOTHING = "";

/** Counts over the utterances: how often a character, and a pair of neighbours, occurs. */
interface Usage {
  readonly characters: ReadonlyMap<string, number>;
  readonly pairs: PairsCounted;
  readonly total: number;
}

type OpenUsage = Omit<Usage, "pairs"> & { readonly times: Pairs["times"] };

/** How our utterances use characters, as plain data. */
export interface LearntPinyin {
  readonly usage: Usage;
  /** Syllable → the characters that may be read so. */
  readonly readings: ReadonlyMap<string, readonly string[]>;
  /** Latin words that stand in Chinese utterances. */
  readonly words: ReadonlySet<string>;
}

export function learnPinyin(intents: Iterable<Pick<Intent, "utterances">>): LearntPinyin {
  const texts = [...intents].flatMap(({ utterances }) => utterances.map(normalise));
  const chinese = texts.filter((text) => /\p{Script=Han}/u.test(text));
  const usage = countUsage(chinese);
  const readings = readingsOf([...usage.characters.keys()]);
  const words = new Set(chinese.flatMap((text) => text.match(/[a-z]+/g) ?? []));
  return { usage, readings, words };
}

/**
 * Turns 「yhk zenme huan」 into 「银行卡怎么换」 and leaves alone every message that holds Chinese characters (but for
 * initials), that is English, or that holds a latin word neither pinyin nor used in our utterances.
 */
export function createPinyinReader({
  usage: { characters, total, pairs },
  readings,
  words,
}: LearntPinyin): (normalised: string) => string {
  const usage = { characters, total, times: openPairs(pairs).times };
  return (normalised) => {
    if (!/[a-z]/.test(normalised)) return normalised;
    const text = normalised.replace(/(?<![a-z])[a-z]{3,4}(?![a-z])/g, (word) => INITIALS[word] ?? word);
    if (/\p{Script=Han}/u.test(normalised) || text.length > LONGEST_MESSAGE) return text;
    if (languageOf(normalised) === "en") return text;
    const parts = text.match(/[a-z]+|[^a-z\s]+/g) ?? [];
    const syllables = parts.map((part) =>
      words.has(part) || !/[a-z]/.test(part)
        ? [part]
        : splitSyllables(part, (syllable) => readings.has(syllable)),
    );
    if (syllables.some((split) => split.length === 0)) return text;
    return likeliest(syllables.flat(), readings, usage);
  };
}

function countUsage(texts: readonly string[]): Usage {
  const characters = new Map<string, number>();
  let total = 0;
  for (const text of texts) {
    for (const character of text) {
      if (!/\p{Script=Han}/u.test(character)) continue;
      characters.set(character, (characters.get(character) ?? 0) + 1);
      total += 1;
    }
  }
  return { characters, pairs: countPairs(texts.map((text) => [NOTHING, ...text])), total };
}

/** Syllable → the characters that may be read so. */
function readingsOf(characters: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const readings = new Map<string, string[]>();
  for (const character of characters) {
    const syllables = pinyin(character, { toneType: "none", type: "array", multiple: true, v: true });
    for (const syllable of new Set(syllables)) {
      readings.set(syllable, [...(readings.get(syllable) ?? []), character]);
    }
  }
  return readings;
}

/** Viterbi over the characters that each syllable may be; what is no syllable stays as it is. */
function likeliest(
  syllables: readonly string[],
  readings: ReadonlyMap<string, readonly string[]>,
  usage: OpenUsage,
): string {
  let paths = [{ text: "", last: NOTHING, score: 0 }];
  for (const syllable of syllables) {
    const candidates = readings.get(syllable) ?? [syllable];
    paths = candidates.map((character) => {
      const scored = paths.map((path) => ({
        text: path.text + character,
        last: character,
        score: path.score + Math.log(likelihood(path.last, character, usage)),
      }));
      return scored.reduce((best, path) => (path.score > best.score ? path : best));
    });
  }
  return paths.reduce((best, path) => (path.score > best.score ? path : best)).text;
}

function likelihood(before: string, character: string, usage: OpenUsage): number {
  const alone = ((usage.characters.get(character) ?? 0) + 0.5) / (usage.total + 1);
  const neighbours = usage.times(before, character) / ((usage.characters.get(before) ?? 0) + 1);
  return NEIGHBOUR_SHARE * neighbours + (1 - NEIGHBOUR_SHARE) * alone;
}
