// A help center small enough to know by heart: real content types, hostile bits included.
import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { z } from "zod";
import type { Article, Faq } from "../../bot/knowledge/article.ts";
import type { Fact } from "../../bot/knowledge/fact.ts";
import type { GuidePage, Step } from "../../bot/knowledge/guide.ts";
import type { Knowledge } from "../../bot/knowledge/knowledge.ts";
import type { Provider } from "../../bot/knowledge/provider.ts";
import { aRoutes } from "./a-knowledge.ts";

/** The published words: pages fill them in, tests do not assert them. */
const REPLIES: ReadonlyMap<string, string> = new Map(
  Object.entries(
    z.record(z.string(), z.string()).parse(parse(readFileSync("content/zh-CN/replies.yml", "utf8"))),
  ),
);
const UPDATED = "2026-11-23";

function aStep(id: string, title: string, text: string, needs: readonly string[] = []): Step {
  return { id, title, text, needs, stuck: "打不通就换个时段，或打 {{provider:hotline}} 问客服。" };
}

function aGuide(id: string, title: string): GuidePage {
  return {
    id,
    title,
    summary: "这类机构换结算卡的通用步骤，菜单名以你的 App 为准。",
    generic: true,
    body: "这是这类机构的**通用步骤**，菜单名以你的 App 为准。",
    steps: [
      aStep("call", "先打官方热线。", "打 {{provider:hotline}}，说要变更{{provider:name}}的结算账户。", [
        "商户编号",
        "营业执照",
      ]),
      aStep("confirm", "确认成功。", "后台显示新卡尾号，第一笔结算到账。{{fact:card.credit}}。"),
    ],
    stepMap: {},
    updated: UPDATED,
  };
}

function aProvider(
  fields: Pick<Provider, "id" | "name" | "class" | "channels"> & Partial<Provider>,
): Provider {
  return {
    nameEn: fields.id,
    file: `providers/${fields.id}.md`,
    summary: `机身标签或签购单上写着${fields.name}的终端属于它。`,
    aliases: [fields.id],
    shortNames: [],
    sharedNames: [],
    updated: UPDATED,
    timeline: {},
    notRoute: [],
    missing: [],
    contradictions: [],
    unverified: [],
    body: `机身标签上写着${fields.name}，结算卡就找它改。`,
    ...fields,
  };
}

function aFact(id: string, fields: Pick<Fact, "kind" | "value" | "label"> & Partial<Fact>): Fact {
  return {
    id,
    grade: "multiple_independent",
    sources: ["公开号码归属表"],
    verified: UPDATED,
    recheck: "2027-02-23",
    ...fields,
  };
}

function anArticle(fields: Pick<Article, "id" | "title" | "category" | "body"> & Partial<Article>): Article {
  return {
    kind: "article",
    file: `articles/${fields.category}/${fields.id}.md`,
    summary: `${fields.title}，一页说清楚。`,
    updated: UPDATED,
    aliases: [],
    related: [],
    intents: [],
    order: 100,
    ...fields,
  };
}

function aFaq(fields: Pick<Faq, "id" | "question" | "category" | "body" | "intent"> & Partial<Faq>): Faq {
  return {
    kind: "faq",
    file: `faqs/${fields.id}.md`,
    summary: `关于「${fields.question}」的简短回答。`,
    definition: "商户问这件事。",
    utterances: [fields.question],
    asked: {},
    updated: UPDATED,
    aliases: [],
    related: [],
    instead: {},
    after: {},
    order: 100,
    ...fields,
  };
}

const FACTS = [
  aFact("lakala.hotline", { kind: "phone", label: "客服热线", value: "95016", provider: "lakala" }),
  aFact("lakala.website", { kind: "website", label: "官网", value: "www.lakala.com", provider: "lakala" }),
  aFact("lakala.app", { kind: "app", label: "商户 App", value: "拉卡拉商户通", provider: "lakala" }),
  aFact("icbc.hotline", { kind: "phone", label: "客服热线", value: "95588", provider: "icbc" }),
  aFact("card.credit", {
    kind: "rule",
    label: "卡种",
    value: "结算卡不收信用卡",
    grade: "official",
    scope: "个体户",
  }),
];

const PROVIDERS = [
  aProvider({
    id: "lakala",
    name: "拉卡拉",
    class: "pos-vendor",
    channels: ["hotline", "website"],
    guide: { ...aGuide("lakala", "拉卡拉换卡步骤"), generic: false },
  }),
  aProvider({ id: "nophone", name: "无号付", class: "pos-vendor", channels: [] }),
  aProvider({ id: "wechatpay", name: "微信支付", class: "payment-platform", channels: [] }),
  aProvider({ id: "icbc", name: "中国工商银行", class: "bank-app", channels: ["hotline"] }),
];

const ARTICLES = [
  anArticle({
    id: "whose-terminal",
    title: "怎么认出 POS 是谁家的",
    category: "rebind",
    body: `看机身标签、签购单、合同。拉卡拉打 {{fact:lakala.hotline}}。

## 三个地方
1. 标签
2. 签购单

见[手续费](faq:fee)、[步骤](guide:pos-vendor#call)、[拉卡拉](provider:lakala)。

## 三个地方
| 看哪里 | 看什么 |
| --- | --- |
| 标签 | 公司名 |`,
    related: ["fee", "hostile"],
    intents: ["verify_genuine_terminal"],
  }),
  anArticle({
    id: "hostile",
    title: "坏<script>标题",
    category: "safety",
    body: `开头 <img src=x onerror=alert(1)> <script>alert(1)</script>

## 坏链接 <b>粗</b>
[一](javascript:alert(1)) [二](https://evil.example/x) [三](//evil.example) ![图](https://evil.example/a.png)
https://evil.example/auto <https://evil.example/angle> mailto:a@evil.example
[四](tel:13800000000) [五](faq:fee"onmouseover=alert(1))`,
  }),
];

const FAQS = [
  aFaq({
    id: "fee",
    question: "换卡要手续费吗",
    category: "rebind",
    intent: "faq_fee",
    body: "一般不收。{{fact:card.credit}}。\n\n## 什么情况会不同\n以[机构](provider:icbc)答复为准。",
    related: ["whose-terminal"],
    order: 1,
  }),
];

const GUIDES = [
  aGuide("pos-vendor", "刷卡机公司的 POS 怎么换卡"),
  aGuide("payment-platform", "支付平台怎么换卡"),
  aGuide("bank-app", "银行 POS 怎么换卡"),
  aGuide("verify-terminal", "核对机器是不是正规的"),
];

const byId = <T extends { readonly id: string }>(items: readonly T[]): ReadonlyMap<string, T> =>
  new Map(items.map((item) => [item.id, item]));

export function aHelpCenter(fields: Partial<Knowledge> = {}): Knowledge {
  return {
    hash: "0123456789abcdef",
    locale: "zh-CN",
    categories: [
      { id: "rebind", title: "更换结算卡", summary: "从认出机构到换好卡。" },
      { id: "safety", title: "安全与防骗", summary: "先核对，再动手。" },
    ],
    articles: byId(ARTICLES),
    faqs: byId(FAQS),
    providers: byId(PROVIDERS),
    guides: byId(GUIDES),
    facts: byId(FACTS),
    calendar: new Map(),
    routes: aRoutes(),
    intents: new Map(),
    canned: new Map(),
    replies: REPLIES,
    scams: new Map(),
    rules: new Map(),
    notRoute: ["evil.example"],
    companies: [],
    merchantCodes: new Map(),
    ...fields,
  };
}
