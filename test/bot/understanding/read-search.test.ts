// The search as it is served: the query read as a message of the chat is.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { BASE_LOCALE } from "../../../bot/knowledge/locale.ts";
import { createSearch } from "../../../bot/search/search.ts";
import { languageOf } from "../../../bot/text/language.ts";
import { createReadSearch } from "../../../bot/understanding/read-search.ts";
import { realContent } from "../../support/real-content.ts";
import { readSearchQueries } from "../../support/search-queries.ts";

const HIT_AT_1 = 0.92;
const HIT_AT_3 = 0.97;
const EMPTY = 0.85;

const Strangers = z.object({
  ours: z.record(z.string(), z.array(z.coerce.string())),
  foreign: z.array(z.string()),
});
const strangers = Strangers.parse(parse(readFileSync("test/data/stranger-queries.yml", "utf8")));
const isKeptApart = (query: string) => (createHash("sha256").update(query).digest()[0] ?? 0) % 2 === 1;

const searches = new Map(
  await Promise.all(
    [BASE_LOCALE, "en"].map(async (locale) => {
      const knowledge = await realContent(locale);
      return [locale, createReadSearch(knowledge, createSearch(knowledge))] as const;
    }),
  ),
);
const idsOf = (query: string) =>
  searches
    .get(languageOf(query) ?? BASE_LOCALE)?.(query, { limit: 3 })
    .hits.map(({ id }) => id) ?? [];

describe("the search that reads", () => {
  it("finds the page first, and among the first three, on queries kept apart", () => {
    const asked = [
      ...readSearchQueries().filter(({ isHeldOut }) => isHeldOut),
      ...Object.entries(strangers.ours).flatMap(([ids, queries]) =>
        queries.filter(isKeptApart).map((query) => ({ query, ids: ids.split("|") })),
      ),
    ];
    const shareWithin = (places: number) =>
      asked.filter(({ query, ids }) =>
        idsOf(query)
          .slice(0, places)
          .some((id) => ids.includes(id)),
      ).length / asked.length;
    expect(asked.length).toBeGreaterThan(300);
    expect(shareWithin(1)).toBeGreaterThanOrEqual(HIT_AT_1);
    expect(shareWithin(3)).toBeGreaterThanOrEqual(HIT_AT_3);
  });

  it("shows nothing where the query is surely not ours", () => {
    const foreign = strangers.foreign.filter(isKeptApart);
    const empty = foreign.filter((query) => idsOf(query).length === 0);
    expect(empty.length / foreign.length).toBeGreaterThanOrEqual(EMPTY);
  });

  it.each([
    ["换綁銀行卡", "general-procedure"],
    ["微x收款改卡", "wechatpay"],
    ["card stolen", "old-card-closed-or-lost"],
    ["jsk", "general-procedure"],
    ["gaika", "general-procedure"],
    ["4007208888", "shengpay"],
    ["400-720-8888", "shengpay"],
    ["400 720 8888", "shengpay"],
    ["D0", "settlement-days"],
    ["D+0", "settlement-days"],
    ["alipay", "alipay"],
    ["ali pay", "alipay"],
    ["Ali-Pay", "alipay"],
    ["Union-Pay", "unionpay"],
    ["union_pay", "unionpay"],
    ["we chat pay", "wechatpay"],
    ["wechat-pay 换卡", "wechatpay"],
    ["95016", "lakala"],
    ["95016转2", "lakala"],
    ["９５０１６", "lakala"],
    ["95 188", "alipay"],
    ["955-16", "unionpay"],
    ["PCAC", "complaints"],
    ["pboc", "complaints"],
    ["NFRA", "complaints"],
    ["签购单", "whose-terminal"],
    ["12363", "complaints"],
  ])("finds for %s first %s", (query, id) => {
    expect(idsOf(query)[0]).toBe(id);
  });

  it("finds a number by its beginning, in either language", () => {
    expect(idsOf("9501")[0]).toBe("lakala");
    expect(
      searches
        .get("en")?.("9551")
        .hits.map(({ id }) => id),
    ).toContain("unionpay");
  });

  it("tells how many pages answer, not how many it shows", () => {
    const search = searches.get(BASE_LOCALE);
    const few = search?.("换卡流程", { limit: 2 });
    const many = search?.("换卡流程", { limit: 50 });
    expect(few?.hits).toHaveLength(2);
    expect(few?.total).toBe(many?.total);
    expect(many?.hits).toHaveLength(many?.total ?? 0);
  });
});
