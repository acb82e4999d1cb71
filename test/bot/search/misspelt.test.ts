// Names with one slip: heard as the name they were, and nothing else is.
import { beforeAll, describe, expect, it } from "vitest";
import { createMisspelt, createNameSounds } from "../../../bot/search/misspelt.ts";
import { createSearch, type Search } from "../../../bot/search/search.ts";
import { realContent } from "../../support/real-content.ts";

const document = (names: readonly string[]) => ({ names }) as Parameters<typeof createMisspelt>[0][number];

describe("a name with one slip", () => {
  const misspelt = createMisspelt([document(["收银宝", "国通星驿"]), document(["卡"])]);

  it.each([
    ["收呃宝", ["=收银宝"]],
    ["银收宝", ["=收银宝"]],
    ["收宝", ["=收银宝"]],
    ["国通星星驿", ["=国通星驿"]],
    ["收银宝", []],
    ["呃呃宝", []],
    ["我想问国通星驿怎么换卡呀", []],
  ])("%s means %j", (query, names) => {
    expect(misspelt(query)).toEqual(names);
  });
});

describe("a name in pinyin", () => {
  const isName = createNameSounds([document(["收银宝", "国通星驿"])]);

  it.each([
    ["shouyinbao", true],
    ["guo tong xing yi", true],
    ["shouyin", false],
    ["收银宝", false],
  ])("%s is one: %s", (query, is) => {
    expect(isName(query)).toBe(is);
  });
});

describe("the search", () => {
  let search: Search;
  beforeAll(async () => {
    search = createSearch(await realContent());
  });

  it.each([
    ["拉呃拉", "lakala"],
    ["通易呃", "allinpay"],
    ["联付呃", "umf"],
  ])("finds for %s the page of %s first", (query, id) => {
    expect(search(query).hits[0]?.id).toBe(id);
  });
});
