// Defects that a writer could leave in the content and the loader would let pass.
import type { Article } from "../../../bot/knowledge/article.ts";
import type { GuidePage } from "../../../bot/knowledge/guide.ts";
import type { Knowledge } from "../../../bot/knowledge/knowledge.ts";
import { edited, type Fault, reply, step, steps } from "./fault.ts";

const LONG = "这一句太长了，手机上看不完。".repeat(40);

export const CONTENT_FAULTS: readonly Fault[] = [
  {
    name: "a reference to a fact that is gone",
    rule: "exception",
    content: (k) => ({ ...k, facts: new Map([...k.facts].filter(([id]) => id !== "antifraud.hotline")) }),
  },
  {
    name: "a reference misspelt in a reply",
    rule: "placeholder",
    content: reply("greeting-reply", "你好，我是{{bot:name}}。"),
  },
  {
    name: "a reference misspelt in a step",
    rule: "placeholder",
    content: step(1, (one) => ({ ...one, text: "打 {{provider:fax}}。" })),
  },
  { name: "a reference left in a label", rule: "placeholder", content: reply("option.stuck", "卡住{了}") },
  {
    name: "a placeholder that no code fills",
    rule: "exception",
    content: reply("thanks", "不客气，{name}。"),
  },
  {
    name: "a reply taken away",
    rule: "exception",
    content: (k) => ({ ...k, replies: new Map([...k.replies].filter(([key]) => key !== "no-channel")) }),
  },
  {
    name: "a label taken away",
    rule: "exception",
    content: (k) => ({ ...k, replies: new Map([...k.replies].filter(([key]) => key !== "option.repeat")) }),
  },
  { name: "a guide without steps", rule: "exception", content: steps(() => []) },
  { name: "a reply cut to nothing", rule: "empty", content: reply("goodbye", " ") },
  {
    name: "an answer without its lead",
    rule: "empty",
    content: (k) => ({ ...k, faqs: edited(k.faqs, "fee", (faq) => ({ ...faq, body: "## 只有标题" })) }),
  },
  { name: "a label of punctuation alone", rule: "empty", content: reply("option.back", "……") },
  { name: "a link without a title", rule: "empty", content: reply("link.checklist", " ") },
  { name: "an advice cut to nothing", rule: "empty", content: step(1, (one) => ({ ...one, stuck: " " })) },
  { name: "a reply too long for a phone", rule: "too-long", content: reply("chitchat", LONG) },
  {
    name: "an answer too long for a phone",
    rule: "too-long",
    content: (k) => ({ ...k, faqs: edited(k.faqs, "fee", (faq) => ({ ...faq, body: LONG })) }),
  },
  {
    name: "a step too long for a phone",
    rule: "too-long",
    content: step(1, (one) => ({ ...one, text: LONG })),
  },
  {
    name: "an advice too long for a phone",
    rule: "too-long",
    content: step(1, (one) => ({ ...one, stuck: LONG })),
  },
  {
    name: "a label too long for a button",
    rule: "too-long",
    content: reply("option.leave", "今天先不办了，以后有空了再回来接着办"),
  },
  {
    name: "a question too long for a button",
    rule: "too-long",
    content: (k) => ({
      ...k,
      faqs: edited(k.faqs, "not-received", (faq) => ({
        ...faq,
        question: "换了结算卡以后钱一直没有到账怎么办？",
      })),
    }),
  },
  {
    name: "two labels that differ in punctuation only",
    rule: "label-collision",
    content: reply("option.stuck", "下一步！"),
  },
  {
    name: "two labels that differ in script only",
    rule: "label-collision",
    content: (k) => reply("option.back", "轉人工")(k),
  },
  {
    name: "two providers of one name",
    rule: "label-collision",
    content: (k) => ({
      ...k,
      providers: edited(k.providers, "alipay", (one) => ({ ...one, name: "微信支付" })),
    }),
  },
  {
    name: "「都不是」 named like a question",
    rule: "label-collision",
    content: (k) => reply("option.none", k.faqs.get("fee")?.question ?? "")(k),
  },
  {
    name: "a label that names a guide",
    rule: "label-meaning",
    content: (k) => reply("option.scam", k.guides.get("bank-app")?.title ?? "")(k),
  },
  {
    name: "a label that names another question",
    rule: "label-meaning",
    content: (k) => reply("option.verify-terminal", k.faqs.get("fee")?.question ?? "")(k),
  },
  { name: "a label that is a number", rule: "label-action", content: reply("option.leave", "2") },
  { name: "a label that is an ordinal", rule: "label-action", content: reply("option.human", "第一个") },
  { name: "a step without advice", rule: "stuck-help", content: step(1, ({ stuck: _, ...one }) => one) },
  {
    name: "two steps of one id",
    rule: "guide-end",
    shows: "guide pos-vendor:",
    content: steps((all) => all.map((one, at) => (at === 2 ? { ...one, id: all[1]?.id ?? "" } : one))),
  },
  {
    name: "a last step with the id of the first",
    rule: "guide-end",
    shows: "guide payment-platform:",
    content: steps(
      (all) => all.map((one, at) => (at === all.length - 1 ? { ...one, id: all[0]?.id ?? "" } : one)),
      "payment-platform",
    ),
  },
  {
    name: "a reply that no dialog says",
    rule: "unreachable",
    shows: "replies.yml orphan-reply:",
    content: reply("orphan-reply", "没有人会说这一句。"),
  },
  {
    name: "a label that no dialog offers",
    rule: "unreachable",
    shows: "replies.yml option.orphan:",
    content: reply("option.orphan", "没有人会给这个"),
  },
  {
    name: "a question that no intent leads to",
    rule: "unreachable",
    shows: "faqs/limits.md:",
    content: (k) => ({
      ...k,
      intents: edited(k.intents, "faq_limits", ({ faq: _, ...intent }) => intent) as typeof k.intents,
    }),
  },
  {
    name: "an article that nothing leads to",
    rule: "unreachable",
    shows: "orphan-article.md:",
    content: (k) => ({
      ...k,
      articles: new Map([
        ...k.articles,
        ["orphan", { ...anArticleOf(k), id: "orphan", file: "orphan-article.md" }],
      ]),
    }),
  },
  {
    name: "a guide with the title of another",
    rule: "unreachable",
    shows: "guides/orphan.md:",
    content: (k) => ({
      ...k,
      guides: new Map([["orphan", { ...guideOf(k), id: "orphan" }], ...k.guides]),
    }),
  },
];

function anArticleOf({ articles }: Knowledge): Article {
  const [article] = articles.values();
  if (!article) throw new Error("there is no article to copy");
  return article;
}

function guideOf({ guides }: Knowledge): GuidePage {
  const guide = guides.get("bank-app");
  if (!guide) throw new Error("there is no guide to copy");
  return guide;
}
