// Builders of content for tests: valid by default, nothing random. Override what a test is about.
import type { Article, Faq } from "../../bot/knowledge/article.ts";
import type { Fact } from "../../bot/knowledge/fact.ts";
import type { GuidePage } from "../../bot/knowledge/guide.ts";
import type { Intent, Knowledge } from "../../bot/knowledge/knowledge.ts";
import type { Provider } from "../../bot/knowledge/provider.ts";
import type { Routes } from "../../bot/knowledge/routes.ts";
import { realRules } from "./real-rules.ts";

const RULES = realRules();
const UPDATED = "2026-11-23";

export function anArticle(fields: Partial<Article> = {}): Article {
  const id = fields.id ?? "general-procedure";
  const category = fields.category ?? "rebind";
  return {
    kind: "article",
    id,
    file: `zh-CN/articles/${category}/${id}.md`,
    title: "换结算卡的总办法",
    summary: "准备、登录、变更、核对四步。",
    category,
    body: "先认出机器是哪家收单机构的，再打官方热线问清楚。",
    updated: UPDATED,
    aliases: [],
    related: [],
    intents: ["rebind_howto"],
    order: 100,
    ...fields,
  };
}

export function aFaq(fields: Partial<Faq> = {}): Faq {
  const id = fields.id ?? "fee";
  return {
    kind: "faq",
    id,
    file: `zh-CN/faqs/${id}.md`,
    question: "更换结算卡要收费吗？",
    intent: "faq_fee",
    definition: "问换结算卡收不收钱",
    utterances: ["换卡要手续费吗", "换卡收不收费", "改卡要钱吗", "换卡费用谁出", "换卡多少钱"],
    asked: {},
    summary: "要不要钱由你的收单机构定。",
    category: "rebind",
    body: "要不要钱由你的收单机构定，先打官方热线问清。",
    updated: UPDATED,
    aliases: [],
    related: [],
    instead: {},
    after: {},
    order: 100,
    ...fields,
  };
}

export function aProvider(fields: Partial<Provider> = {}): Provider {
  const id = fields.id ?? "lakala";
  return {
    id,
    file: `providers/${id}.md`,
    name: "拉卡拉",
    nameEn: "Lakala",
    class: "pos-vendor",
    summary: "机身标签上写着拉卡拉的 POS。",
    aliases: ["拉卡拉"],
    shortNames: [],
    sharedNames: [],
    updated: UPDATED,
    channels: [],
    timeline: {},
    notRoute: [],
    missing: [],
    contradictions: [],
    unverified: [],
    body: "结算卡由它审核后变更。",
    ...fields,
  };
}

export function aGuidePage(fields: Partial<GuidePage> = {}): GuidePage {
  return {
    id: "pos-vendor",
    title: "刷卡机公司的 POS 怎么换结算卡",
    summary: "支付公司装的 POS 换结算卡的通用步骤。",
    generic: true,
    body: "这是通用步骤，菜单名以你的 App 为准。",
    steps: [{ id: "call", title: "打官方热线。", text: "说要变更结算账户。", needs: [] }],
    stepMap: {},
    updated: UPDATED,
    ...fields,
  };
}

/** Words for every slot; no rules, unless given. */
export function aRoutes(rules: Routes["rules"] = []): Routes {
  const values = <Value extends string>(...names: Value[]) =>
    Object.fromEntries(names.map((name) => [name, `是${name}`])) as Record<Value, string>;
  return {
    slots: {
      entity: { ask: "哪一种商户？", values: values("individual", "company", "micro") },
      person: { ask: "本人能到吗？", values: values("yes", "no", "changed") },
      "same-name": { ask: "新卡是本人的吗？", values: values("yes", "no") },
      "old-card": { ask: "旧卡查得到吗？", values: values("yes", "no") },
      phone: { ask: "手机号能用吗？", values: values("yes", "no") },
      terminal: { ask: "哪种机器？", values: values("traditional", "electronic", "qr") },
    },
    rules,
  };
}

type List<T> = readonly T[];

/** Content of one locale from lists of what it holds; without arguments one page of every type. */
export function aKnowledge(
  parts: {
    readonly articles?: List<Article>;
    readonly faqs?: List<Faq>;
    readonly providers?: List<Provider>;
    readonly guides?: List<GuidePage>;
    readonly facts?: List<Fact>;
    readonly replies?: Readonly<Record<string, string>>;
  } = {},
): Knowledge {
  const { articles = [anArticle()], faqs = [aFaq()], facts = [] } = parts;
  const { providers = [aProvider()], guides = [aGuidePage()] } = parts;
  const intents = faqs.map(
    ({ id, intent, definition, utterances }): Intent => ({ id: intent, definition, utterances, faq: id }),
  );
  return {
    hash: "a-hash",
    locale: "zh-CN",
    canned: new Map(),
    categories: [{ id: "rebind", title: "更换结算卡", summary: "怎么换、找谁换。" }],
    articles: byId(articles),
    faqs: byId(faqs),
    providers: byId(providers),
    guides: byId(guides),
    facts: byId(facts),
    calendar: new Map(),
    routes: aRoutes(),
    intents: byId(intents),
    replies: new Map(Object.entries(parts.replies ?? {})),
    scams: new Map(),
    rules: RULES,
    notRoute: [],
    companies: [],
    merchantCodes: new Map(),
  };
}

function byId<Id extends string, T extends { readonly id: Id }>(items: readonly T[]): ReadonlyMap<Id, T> {
  return new Map(items.map((item) => [item.id, item]));
}
