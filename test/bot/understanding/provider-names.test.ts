// Every provider of the real content is heard by each of its names, found by how they are typed, and has a way on.
import { describe, expect, it } from "vitest";
import { guideFor } from "../../../bot/knowledge/knowledge.ts";
import { resolveText } from "../../../bot/knowledge/references.ts";
import { searchDocuments } from "../../../bot/search/documents.ts";
import { createSearch } from "../../../bot/search/search.ts";
import { normalise } from "../../../bot/text/normalise.ts";
import { initialsOf, syllablesOf } from "../../../bot/text/syllables.ts";
import { createRecogniser } from "../../../bot/understanding/recognise.ts";
import { generatedQueries } from "../../support/generated-queries.ts";
import { realContent } from "../../support/real-content.ts";

const LEAST_PROVIDERS = 59;
const TOP = 3; // what a phone shows without scrolling
/** Initials that are read as another word in a sentence: sxf is 手续费. */
const ALSO_WORDS: readonly string[] = ["sxf"];
/** 江苏银行 and, in everyday speech, 建设银行: asked about. */
const OF_TWO: readonly string[] = ["jsyh"];
const FEWEST_INITIALS = 3; // two letters begin half of all names
const SHORTEST_MENDED = 3; // characters; shorter names sound like too many other words
/** One more character for most sounds that names are made of. */
const ALIKE =
  "只之知负服副省声公功刚家加佳连链练同铜童拉啦依一衣意保饱报店点电商伤上尚海害业叶京经惊波播苏诉州洲";

const knowledge = await realContent();
const providers = [...knowledge.providers.values()];
const recognise = createRecogniser(knowledge);
const search = createSearch(knowledge);
/** The providers that a text names, each once. */
const heard = (text: string) => [
  ...new Set(recognise(text).entities.mentions.map(({ provider }) => provider)),
];
const hearsOnly = (text: string, id: string) => heard(text).join() === id;
const found = (query: string) =>
  search(query, { limit: TOP }).hits.flatMap(({ type, id }) => (type === "provider" ? [id] : []));

/** How the names in front of the brackets are typed: 「云闪付（中国银联）」 is known as 云闪付. */
function typed(name: string): { pinyin: readonly string[]; initials: readonly string[] } {
  const [spoken = name] = name.split("（");
  const syllables = syllablesOf(spoken).flat();
  const length = [...normalise(spoken)].length;
  return {
    pinyin: [syllables.join(""), syllables.join(" ")],
    initials: initialsOf(syllables).filter((letters) => letters.length === length),
  };
}

/** What only one provider is called. */
function ofOne(ways: (name: string) => readonly string[]): [string, string][] {
  const owners = new Map<string, Set<string>>();
  for (const { id, name } of providers) {
    for (const way of ways(name)) owners.set(way, (owners.get(way) ?? new Set()).add(id));
  }
  return [...owners].flatMap(([way, ids]) => (ids.size === 1 ? [[way, [...ids].join("")]] : []));
}

describe("the names of providers", () => {
  it("are those of all companies we know", () => {
    expect(providers.length).toBeGreaterThanOrEqual(LEAST_PROVIDERS);
  });

  it.each(providers)("are heard in the chat, each as $id", ({ id, name, aliases, shortNames }) => {
    const texts = [name, ...aliases, ...shortNames];
    expect(texts.filter((text) => !hearsOnly(text, id))).toEqual([]);
  });

  it.each(providers)("are heard before its terminal, each as $id", ({ id, name, aliases, shortNames }) => {
    const texts = [name, ...aliases, ...shortNames].filter((text) => !ALSO_WORDS.includes(text));
    expect(texts.filter((text) => !hearsOnly(`${text}的机器怎么换卡`, id))).toEqual([]);
  });

  it.each(ofOne((name) => typed(name).pinyin))("are found by pinyin: %s", (query, id) => {
    expect(found(query)).toContain(id);
  });

  it.each(ofOne((name) => typed(name).initials).filter(([query]) => query.length >= FEWEST_INITIALS))(
    "are found by initials: %s",
    (query, id) => {
      expect(found(query)).toContain(id);
    },
  );

  it("are found with one wrong character", () => {
    const documents = searchDocuments(knowledge)
      .filter(({ key }) => key.startsWith("provider/"))
      .map((document) => ({ ...document, names: document.names.slice(0, 1) }));
    const queries = generatedQueries(documents).filter(({ register }) => register === "typo");
    const missed = queries.filter(
      ({ query, keys }) => !found(query).some((id) => keys.includes(`provider/${id}`)),
    );
    expect(queries.length).toBeGreaterThan(LEAST_PROVIDERS / 2);
    expect(missed.map(({ query }) => query)).toEqual([]);
  });
});

/** The same name with one character taken for another that sounds alike, once for each of its characters. */
function misheard(name: string): string[] {
  const [spoken = name] = name.split("（");
  const characters = [...spoken];
  if (characters.length < SHORTEST_MENDED) return [];
  return characters.flatMap((character, at) => {
    const [[sound] = []] = syllablesOf(character);
    const other = [...ALIKE].find((one) => one !== character && syllablesOf(one)[0]?.[0] === sound);
    return other === undefined ? [] : [characters.with(at, other).join("")];
  });
}

describe("names as they are typed", () => {
  it("in pinyin are heard, and in initials where they are those of one company", () => {
    const ways = ofOne((name) => {
      const { pinyin, initials } = typed(name);
      return [pinyin[0] ?? "", ...initials.filter(({ length }) => length >= FEWEST_INITIALS)];
    });
    expect(ways.length).toBeGreaterThan(LEAST_PROVIDERS);
    expect(
      ways.filter(([way, id]) => ![...ALSO_WORDS, ...OF_TWO].includes(way) && !hearsOnly(way, id)),
    ).toEqual([]);
  });

  it("with one wrong character that sounds alike are heard, and asked about", () => {
    const ways = providers.flatMap(({ id, name }) => misheard(name).map((way) => [way, id] as const));
    expect(ways.length).toBeGreaterThan(LEAST_PROVIDERS);
    expect(ways.filter(([way, id]) => !hearsOnly(`${way}怎么换卡`, id))).toEqual([]);
  });
});

/** So many characters of a name are its own, and with one of them wrong two still tell it. */
const LEAST_OWN = 3;
const UNLIKE = "犇"; // stands in no name and sounds like none of their characters

describe("names with one wrong character that sounds like nothing", () => {
  const ways = providers.flatMap(({ id, name }) => {
    const characters = [...(name.split("（")[0] ?? name)];
    return characters.map(
      (_, at) => [characters.with(at, UNLIKE).join(""), id, characters.join("")] as const,
    );
  });

  it("never give another company", () => {
    const others = ways.filter(([way, id]) => heard(`${way}怎么换卡`).some((one) => one !== id));
    expect(others).toEqual([]);
  });

  it("are heard and asked about, where enough of the name is right", () => {
    const own = ways.filter(
      ([, , name]) => [...name.replace(/(?:银行|支付|商务)$|^(?:收银|收钱)/, "")].length >= LEAST_OWN,
    );
    const ofOneOnly = own.filter(([way, id]) => !providers.some((one) => one.id !== id && isNear(way, one)));
    expect(ofOneOnly.length).toBeGreaterThan(LEAST_PROVIDERS);
    expect(ofOneOnly.filter(([way, id]) => !hearsOnly(`${way}怎么换卡`, id))).toEqual([]);
  });

  it.each(["收银机怎么换卡", "收银机换了银行卡咋整", "收钱的机器换卡", "扫码的机器怎么换卡", "收款机要换卡"])(
    "are not heard in what is said every day: %s",
    (text) => expect(heard(text)).toEqual([]),
  );
});

/** Whether a name of another company is one character away, too. */
function isNear(way: string, { name, aliases }: { name: string; aliases: readonly string[] }): boolean {
  return [name, ...aliases].some((other) => {
    const characters = [...other];
    return (
      characters.length === [...way].length &&
      [...way].filter((one, at) => one !== characters[at]).length === 1
    );
  });
}

describe("names that two companies share", () => {
  it.each(["开店宝", "开店宝换卡", "epos", "jsyh", "zsyh换卡", "银联pos", "银联大机"])(
    "%s names neither of them",
    (text) => {
      const owners = [
        "kaidianbao",
        "meituan",
        "umf",
        "ysepay",
        "ccb",
        "jsbchina",
        "cmb",
        "czbank",
        "chinaums",
      ];
      expect(heard(text).filter((id) => owners.includes(id))).toEqual([]);
    },
  );

  it.each([
    ["美团开店宝换卡", "meituan"],
    ["开店宝支付的pos", "kaidianbao"],
    ["星驿付", "postar"],
    ["星益付", "huifu"],
    ["鑫一付", "suixingpay"],
    ["上海农商银行的机器", "rural-coop"],
    ["上海银行的机器", "bosc"],
  ])("%s is %s", (text, id) => {
    expect(heard(text)).toEqual([id]);
  });

  it.each([
    "建立刷卡机档案",
    "过程中付款",
    "朋友刷卡",
    "请安心付款",
    "扫一下就扫呗",
    "快速刷卡",
    "存零钱宝",
    "卡友们好",
  ])("%s is about no company", (text) => {
    expect(heard(text)).toEqual([]);
  });
});

describe("a provider's page", () => {
  it.each(providers)("has a way on for $id: steps, and a number or where it stands", (provider) => {
    const { id, body, channels } = provider;
    expect(guideFor(knowledge, provider).steps.length).toBeGreaterThan(0);
    const phones = channels.filter((key) => knowledge.facts.get(`${id}.${key}`)?.kind === "phone");
    const { text } = resolveText(body, { knowledge, provider });
    if (phones.length === 0) expect(text).toMatch(/机身标签|签购单|合同/);
    else expect(text).toContain(knowledge.facts.get(`${id}.${phones[0]}`)?.value);
  });

  it("labels each menu that no official source shows, with the day it was compared", () => {
    const menus = [...knowledge.facts.values()].filter(({ value }) => value.includes("公开资料一致"));
    expect(menus.map(({ id }) => id)).toEqual([
      "lakala.menu-app",
      "lakala.menu-mini",
      "shengpay.menu",
      "unionpay.micro-merchants",
      "unionpay.micro-stop",
    ]);
    for (const { value, verified, grade } of menus) {
      expect(value).toContain(`（公开资料一致，非官方，${verified} 核对）`);
      expect(grade).toBe("multiple_independent");
    }
  });
});
