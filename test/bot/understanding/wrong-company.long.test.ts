// The number of another company must never be given: over every name, every wrong character in it, and every pair of names.
import { pinyin } from "pinyin-pro";
import { beforeAll, describe, expect, it } from "vitest";
import { derive } from "../../../bot/knowledge/derived.ts";
import type { Knowledge } from "../../../bot/knowledge/knowledge.ts";
import { normalise } from "../../../bot/text/normalise.ts";
import { modelOf } from "../../../bot/understanding/model.ts";
import { createNamer, type Named } from "../../../bot/understanding/named.ts";
import { realContent } from "../../support/real-content.ts";

interface Name {
  /** Provider id, or undefined for a company known by name only. */
  readonly owner: string | undefined;
  readonly text: string;
}

let knowledge: Knowledge;
let names: readonly Name[];
let nameIn: (text: string) => Named;
beforeAll(async () => {
  knowledge = await realContent();
  nameIn = createNamer(knowledge, derive(knowledge, modelOf).read);
  names = [
    ...[...knowledge.providers.values()].flatMap(({ id, name, aliases }) =>
      [name, ...aliases].map((text) => ({ owner: id, text: normalise(text) })),
    ),
    ...knowledge.companies.flatMap(({ name, aliases }) =>
      [name, ...aliases].map((text) => ({ owner: undefined, text: normalise(text) })),
    ),
  ];
});

/** Whose number would be given without asking first. */
const sureOf = ({ provider, guessed }: Named) => (guessed ? undefined : provider);

/** 「用钱宝的pos机」 names 钱宝 as it is, whatever the writer may have meant. */
const SAID = /^[的和用到在成上]/u;

/** The owners of every name that a text is or holds as it is: naming them is no mistake of ours. */
function ownersIn(text: string): Set<string | undefined> {
  const written = normalise(text);
  const short = [...knowledge.providers.values()].filter(({ shortNames }) =>
    shortNames.some((name) => written.replace(SAID, "").startsWith(normalise(name))),
  );
  const whole = names.filter((name) => written.includes(name.text));
  return new Set([...whole.map(({ owner }) => owner), ...short.map(({ id }) => id)]);
}

/** Every text that differs in one character: by sound, by the characters other names are made of, one lost, two swapped. */
function withOneError(text: string, alphabet: readonly string[]): string[] {
  const characters = [...text];
  return characters.flatMap((character, at) => {
    const others = /\p{Script=Han}/u.test(character)
      ? alphabet.filter((other) => other !== character && /\p{Script=Han}/u.test(other))
      : [];
    const put = (piece: string, length = 1) => characters.toSpliced(at, length, piece).join("");
    const next = characters[at + 1];
    return [
      ...others.map((other) => put(other)),
      put(""),
      ...(next === undefined ? [] : [put(next + character, 2)]),
    ];
  });
}

/** 「拉卡的怎么换卡」 names it as it is. */
const GOES_ON = /[的家上有可机吧会在都]$/u;

const FRAMES = ["{}的pos机怎么换结算卡", "{}换卡", "{}客服电话"];

describe("a company's number", () => {
  it("is given for its own names", () => {
    const lost = names.filter(
      ({ owner, text }) => owner !== undefined && sureOf(nameIn(`${text}的pos机怎么换结算卡`)) !== owner,
    );
    expect(lost.map(({ text }) => text)).toEqual([]);
  });

  it("is never given for a company that is only known by name", () => {
    const given = names.filter(
      ({ owner, text }) => owner === undefined && sureOf(nameIn(`${text}的pos机换卡`)),
    );
    expect(given.map(({ text }) => text)).toEqual([]);
  });

  it("is never another's when one character is wrong, lost or swapped", () => {
    const alphabet = [...new Set(names.flatMap(({ text }) => [...text]))];
    const wrong = names.flatMap(({ owner, text }) =>
      withOneError(text, alphabet).flatMap((typed) => {
        const message = FRAMES[typed.length % FRAMES.length]?.replace("{}", typed) ?? typed;
        const given = sureOf(nameIn(message));
        const isMistake = given !== undefined && given !== owner && !ownersIn(message).has(given);
        return isMistake ? [`${text} → ${message}: ${given}`] : [];
      }),
    );
    expect(wrong).toEqual([]);
  });

  it("is asked about first where a wrong character follows half of a name", () => {
    const alphabet = [...new Set(names.flatMap(({ text }) => [...text]))];
    const halves = names.flatMap(({ owner, text }) => {
      const half = [...text].slice(0, -1).join("");
      const isHalf =
        /^\p{Script=Han}{3}$/u.test(text) && names.some((one) => one.owner === owner && one.text === half);
      return owner !== undefined && isHalf ? [{ owner, text, half }] : [];
    });
    expect(halves.length).toBeGreaterThan(1);
    const whole = new Set(names.map(({ text }) => text));
    const given = halves.flatMap(({ owner, half }) =>
      alphabet
        .filter((last) => /\p{Script=Han}/u.test(last) && !whole.has(half + last))
        .flatMap((last) => {
          const asked = nameIn(`${half}${last}怎么换卡`);
          return sureOf(asked) === owner ? [half + last] : [];
        }),
    );
    expect(given.filter((typed) => !GOES_ON.test(typed))).toEqual([]);
  });

  it("is that of one of the two when two names stand together", () => {
    const wrong = names.flatMap((one) =>
      names.flatMap((other) => {
        const given = sureOf(nameIn(`${one.text}${other.text}换卡`));
        return given === undefined || given === one.owner || given === other.owner
          ? []
          : [`${one.text}${other.text}: ${given}`];
      }),
    );
    expect(wrong).toEqual([]);
  });

  it("is not given when the name only sounds like it", () => {
    const heard = [...knowledge.providers.values()].filter(({ name }) => /^\p{Script=Han}{3}$/u.test(name));
    expect(heard.length).toBeGreaterThan(3);
    for (const { name } of heard) {
      const [first = "", ...rest] = [...name];
      const other = [
        ..."拾史施诗西析昔惜熙希拉啦喇辣收首守受手随遂碎岁穗海害亥盛圣胜剩瑞锐睿合何河富付复付易意艺益快筷块汇会惠慧",
      ].find(
        (candidate) =>
          candidate !== first &&
          pinyin(candidate, { toneType: "none" }) === pinyin(first, { toneType: "none" }),
      );
      if (other === undefined) continue;
      const typed = [other, ...rest].join("");
      const written = names.some(({ text }) => text === typed);
      if (!written) expect(sureOf(nameIn(`${typed}怎么换卡`)), typed).toBeUndefined();
    }
  });
});
