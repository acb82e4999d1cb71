// Mends words that sound like ours but are written with other characters: 接算卡, 手序费, 拉咔拉, 盛富通.
import { pinyin } from "pinyin-pro";
import { normalise } from "../text/normalise.ts";

/** Words of the trade that are mistyped in many ways and mistaken for nothing else. */
const TRADE_WORDS = [
  "结算卡",
  "银行卡",
  "储蓄卡",
  "信用卡",
  "收款卡",
  "到账卡",
  "绑定卡",
  "手续费",
  "工本费",
  "验证码",
  "身份证",
  "刷卡机",
  "收款码",
  "换绑卡",
  "转人工",
  "序列号",
  "结算账户",
  "营业执照",
  "手机银行",
  "注意事项",
];
const SHORTEST = 3; // characters; shorter words sound like too many others
/** Sounds like 收款码 and is meant as written. */
const MEANT = /收款吗/;

interface Word {
  readonly text: string;
  readonly characters: readonly string[];
  readonly sounds: readonly string[];
}

/** The names that a mender knows, as they are written. */
export interface KnownNames {
  /** Names of providers: what only sounds like one is mended. */
  readonly providers: readonly string[];
  /** Names of other companies: meant as written. */
  readonly companies: readonly string[];
}

/**
 * Compiles the mender. Sounds are compared as southern speakers type them: zh and z, in and ing are one. It replaces a
 * stretch that sounds like a word but is none of ours; everything else stays as it is.
 */
export function createSpellingMender({ providers, companies }: KnownNames): (normalised: string) => string {
  const texts = [...new Set([...TRADE_WORDS, ...providers.map(normalise)])].filter(
    (text) => /^\p{Script=Han}+$/u.test(text) && [...text].length >= SHORTEST,
  );
  const known = new Set([...texts, ...companies.map(normalise)]);
  const soundsOf = createEar();
  const byFirst = new Map<string, Word[]>();
  for (const text of texts) {
    const sounds = pinyin(text, { toneType: "none", type: "array", v: true }).map(asTyped);
    const [first] = sounds;
    if (first === undefined) continue;
    byFirst.set(
      first,
      [...(byFirst.get(first) ?? []), { text, characters: [...text], sounds }].sort(longestFirst),
    );
  }
  const candidatesFor = new Map<string, readonly Word[]>();
  return (normalised) => {
    if (MEANT.test(normalised)) return normalised;
    const characters = [...normalised];
    const mended: string[] = [];
    for (let at = 0; at < characters.length; ) {
      const word = wordAt(characters, at);
      mended.push(word ?? characters[at] ?? "");
      at += word === undefined ? 1 : [...word].length;
    }
    return mended.join("");
  };

  function wordAt(characters: readonly string[], at: number): string | undefined {
    const candidates = candidatesAt(characters[at] ?? "");
    if (candidates.length === 0) return undefined;
    const written = candidates.find((word) => startsWith(characters, at, word.characters));
    if (written) return written.text;
    const heard = candidates.find(
      ({ sounds }) =>
        sounds.every((sound, offset) => soundsOf(characters[at + offset] ?? "").includes(sound)) &&
        !known.has(characters.slice(at, at + sounds.length).join("")),
    );
    // One character of it must be right: a stretch that only sounds alike is another word.
    return heard?.characters.some((character, offset) => characters[at + offset] === character)
      ? heard.text
      : undefined;
  }

  /** The words that may begin with how a character sounds, each character's looked up once. */
  function candidatesAt(character: string): readonly Word[] {
    const known = candidatesFor.get(character);
    if (known) return known;
    const candidates = soundsOf(character).flatMap((sound) => byFirst.get(sound) ?? []);
    candidatesFor.set(character, candidates);
    return candidates;
  }
}

function longestFirst(one: Word, other: Word): number {
  return other.sounds.length - one.sounds.length;
}

function startsWith(characters: readonly string[], at: number, word: readonly string[]): boolean {
  return word.every((character, offset) => characters[at + offset] === character);
}

const NO_SOUNDS: readonly string[] = [];

/** Readings by character, each looked up once. */
function createEar(): (character: string) => readonly string[] {
  const heard = new Map<string, readonly string[]>();
  return (character) => {
    const before = heard.get(character);
    if (before) return before;
    const sounds = /^\p{Script=Han}$/u.test(character)
      ? [
          ...new Set(
            pinyin(character, { toneType: "none", type: "array", multiple: true, v: true }).map(asTyped),
          ),
        ]
      : NO_SOUNDS;
    heard.set(character, sounds);
    return sounds;
  };
}

function asTyped(syllable: string): string {
  return syllable
    .toLowerCase()
    .replace(/^([zcs])h/, "$1")
    .replace(/([aei])ng$/, "$1n");
}
