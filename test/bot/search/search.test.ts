// Search over a small help center: what finds what first, in every script people type.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { searchDocuments } from "../../../bot/search/documents.ts";
import { buildSearchPostings, openSearchIndex } from "../../../bot/search/index-pair.ts";
import { createSearch, openSearch } from "../../../bot/search/search.ts";
import { aFaq, aGuidePage, aKnowledge, anArticle, aProvider } from "../../support/a-knowledge.ts";

const knowledge = aKnowledge({
  faqs: [
    aFaq({ aliases: ["换卡手续费"] }),
    aFaq({
      id: "when-effective",
      question: "换卡多久生效？",
      intent: "faq_when_effective",
      utterances: ["多久到账", "什么时候生效", "几天能好", "要审核多久", "T+1 是什么意思"],
      summary: "要等收单机构审核通过才生效。",
      body: "要等审核。结算周期是 T+1 的，第二个工作日才到账。",
    }),
    aFaq({
      id: "unbind-card",
      question: "能只解绑、不换新卡吗？",
      intent: "faq_unbind_card",
      utterances: ["怎么解绑", "只想解绑", "能不能不绑卡", "删掉银行卡", "注销机器"],
      summary: "一般只能换、不能只删。",
      body: "收款总要有地方到账。",
    }),
  ],
  articles: [anArticle({ title: "怎么换银行卡：四步", aliases: ["换绑", "更换绑定卡", "换银行卡"] })],
  providers: [
    aProvider({ summary: "机身标签上写着拉卡拉的 POS，热线 {{fact:lakala.hotline}}。" }),
    aProvider({ id: "suixingpay", name: "随行付", nameEn: "Suixingpay", aliases: ["鑫联盟"] }),
    aProvider({
      id: "alipay",
      name: "支付宝",
      nameEn: "Alipay",
      aliases: ["支付宝"],
      class: "payment-platform",
    }),
  ],
  guides: [
    aGuidePage(),
    aGuidePage({ id: "payment-platform", title: "微信和支付宝怎么换结算卡" }),
    aGuidePage({ id: "verify-terminal", title: "核对机器是不是正规登记的", generic: false }),
  ],
  facts: [
    {
      id: "lakala.hotline",
      kind: "phone",
      value: "95016",
      label: "客服热线",
      provider: "lakala",
      grade: "multiple_independent",
      sources: ["公开号码表"],
      verified: "2026-11-23",
      recheck: "2027-02-23",
    },
  ],
});
const search = createSearch(knowledge);
const first = (query: string) => search(query).hits[0]?.id;

describe("search", () => {
  it.each([
    ["换綁", "general-procedure"],
    ["換綁", "general-procedure"],
    ["更换绑定卡", "general-procedure"],
    ["怎么换银行卡", "general-procedure"],
    ["银行ka卡", "general-procedure"],
    ["手續費", "fee"],
    ["手续费", "fee"],
    ["T+1", "when-effective"],
    ["Ｔ＋１", "when-effective"],
    ["解邦", "unbind-card"],
    ["lakala", "lakala"],
    ["95016", "lakala"],
    ["9 50-16", "lakala"],
    ["(950)16", "lakala"],
    ["02195016", "lakala"],
    ["+8695016", "lakala"],
    ["0086 95016", "lakala"],
    ["010－95016", "lakala"],
    ["正规登记", "verify-terminal"],
  ])("finds by %s first %s", (query, id) => {
    expect(first(query)).toBe(id);
  });

  it.each([
    ["yhk zenme huan", "general-procedure"],
    ["zenmehuanyinhangka", "general-procedure"],
    ["huan bang", "general-procedure"],
    ["sxf", "suixingpay"],
    ["suixingfu", "suixingpay"],
    ["zfb", "alipay"],
    ["ZhiFuBao", "alipay"],
  ])("reads pinyin: %s finds first %s", (query, id) => {
    expect(first(query)).toBe(id);
  });

  it("answers what a result list shows", () => {
    expect(search("拉卡拉").hits[0]).toEqual({
      id: "lakala",
      type: "provider",
      title: "拉卡拉",
      url: "/providers/lakala",
      topics: ["rebind_howto_pos_vendor", "contact_official_support"],
      provider: "lakala",
      score: expect.any(Number),
      excerpt: "机身标签上写着拉卡拉的 POS，热线 95016。",
    });
  });

  it("names the intent of a FAQ as its topic, and the intents of an article", () => {
    expect(search("手续费").hits[0]?.topics).toEqual(["faq_fee"]);
    expect(search("换绑").hits[0]?.topics).toEqual(["rebind_howto"]);
  });

  it("shows the normalised query, which the index is searched by", () => {
    expect(search(" 換綁  ＰＯＳ ").normalised).toBe("换绑 pos");
  });

  it("says the answer, then quotes sentences without headings, heads of tables and marks of lists", () => {
    const body =
      "先看清。\n\n## 怎么办\n\n| 情况 | 先做 |\n| --- | --- |\n| 丢了 | 挂失 |\n\n- 缺角的挂失券要补";
    const withTable = createSearch(aKnowledge({ faqs: [aFaq({ body })] }));
    expect(withTable("挂失券").hits[0]?.excerpt).toBe("要不要钱由你的收单机构定。… 缺角的挂失券要补");
    expect(withTable("丢了挂失").hits[0]?.excerpt).toBe("要不要钱由你的收单机构定。… 丢了：挂失");
  });

  it("finds by words of the body, too, with the passage that holds them", () => {
    expect(search("第二个工作日").hits[0]).toMatchObject({
      id: "when-effective",
      excerpt: expect.stringContaining("结算周期是 T+1 的，第二个工作日才到账。"),
    });
  });

  it("gives no more hits than asked for, best first", () => {
    const { hits } = search("换卡", { limit: 2 });
    expect(hits).toHaveLength(2);
    expect(hits[0]?.score).toBeGreaterThanOrEqual(hits[1]?.score ?? Number.NaN);
  });

  it("leaves out other providers and the steps of other classes when a provider is chosen", () => {
    const ids = search("换结算卡 拉卡拉 支付宝 随行付", { provider: "lakala", limit: 50 }).hits.map(
      ({ id }) => id,
    );
    expect(ids).toEqual(expect.arrayContaining(["lakala", "pos-vendor", "fee"]));
    expect(ids).not.toContain("alipay");
    expect(ids).not.toContain("suixingpay");
    expect(ids).not.toContain("payment-platform");
  });

  it.each(["", "   ", "？！", "*", "魑魅魍魉", "qqqq"])("finds nothing for %j", (query) => {
    expect(search(query).hits).toEqual([]);
  });

  it.each(["换卡:多少", "手机~号", "-换卡", "+换卡", "换*卡", "title:换卡^9"])(
    "reads %s as words, never as a query language",
    (query) => {
      expect(search(query).hits.length).toBeGreaterThan(0);
    },
  );

  it("never throws and answers only pages there are", () => {
    const urls = new Set(
      search("换卡支付宝拉卡拉随行付正规登记解绑生效", { limit: 50 }).hits.map(({ url }) => url),
    );
    const pieces = fc.constantFrom(..."换,卡,支付宝,lakala,yhk,T+1,*,~1,:,^,-,+, ,手續費".split(","));
    const query = fc.array(fc.oneof(pieces, fc.string({ unit: "binary" }))).map((parts) => parts.join(""));
    fc.assert(
      fc.property(query, (text) => {
        for (const hit of search(text).hits) expect(urls).toContain(hit.url);
      }),
      { numRuns: 500 },
    );
  });
});

describe("where nothing is found", () => {
  it.each([
    ["lakkala", "拉卡拉"],
    ["zhifubbao", "支付宝"],
    ["suixngfu", "随行付"],
  ])("%s is offered %s", (query, title) => {
    const { hits, near } = search(query);
    expect(hits).toEqual([]);
    expect(near[0]?.title).toBe(title);
    expect(near.length).toBeLessThanOrEqual(3);
  });

  it("offers nothing that only shares a letter or two", () => {
    expect(search("qqqq").near).toEqual([]);
    expect(search("hello world").near).toEqual([]);
  });

  it("takes characters that stand somewhere for no answer when no pair of them does", () => {
    expect(search("猫吃鱼要冰镇").hits).toEqual([]);
  });
});

describe("long queries", () => {
  it("count with their first 200 characters", () => {
    const filler = "，".repeat(194);
    expect(search(`手续费怎么算${filler}lakala`).hits).toEqual(search("手续费怎么算").hits);
    expect(search(`${filler}手续费怎么算lakala`).hits[0]?.id).toBe("fee");
  });
});

it("refuses an index that was built from other content", () => {
  const { words, pinyin } = buildSearchPostings(searchDocuments(aKnowledge()));
  const index = openSearchIndex(words, () => pinyin);
  expect(() => openSearch(knowledge, index)).toThrow("built from other content");
});

it("opens the part for pinyin only when a query needs it, and once", () => {
  const { words, pinyin } = buildSearchPostings(searchDocuments(knowledge));
  let opened = 0;
  const open = () => {
    opened += 1;
    return pinyin;
  };
  const ask = openSearch(knowledge, openSearchIndex(words, open));
  ask("换卡要手续费吗");
  ask("T+1");
  const before = opened;
  ask("jiebang");
  ask("收序废");
  expect([before, opened]).toEqual([0, 1]);
});
