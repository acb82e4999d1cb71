// Words that several pages share: classes of providers, kinds of pages, and how well a fact is proved.
import type { Fact, Grade } from "../../bot/knowledge/fact.ts";
import type { ProviderClass } from "../../bot/knowledge/guide.ts";
import type { SearchHit } from "../../bot/knowledge/search-hit.ts";
import { type Html, html } from "./html.ts";

export const SITE_NAME = "换卡助手";

export const CLASS_NAMES: Readonly<Record<ProviderClass, string>> = {
  "pos-vendor": "收单机构与刷卡机公司",
  "payment-platform": "支付平台",
  "bank-app": "银行",
};

/** Order on pages: most merchants hold a vendor's terminal. */
export const CLASS_ORDER: readonly ProviderClass[] = ["pos-vendor", "payment-platform", "bank-app"];

/** Nobody has phoned the institutions yet, so no grade promises more than where the claim was found. */
const GRADE_WORDS: Readonly<Record<Grade, string>> = {
  official: "来自官方公开资料，尚未电话确认",
  multiple_independent: "多个独立来源，尚未电话确认",
  single_unofficial: "只有一个非官方来源，请先向官方核实",
};

/** 「多个独立来源，尚未电话确认 · 核对日期 2026-11-23」 */
export function proofOf({ grade, verified }: Pick<Fact, "grade" | "verified">): Html {
  return html`${GRADE_WORDS[grade]}，<span class="day">核对日期 ${verified}</span>`;
}

export const HIT_TYPES: Readonly<Record<SearchHit["type"], string>> = {
  article: "文章",
  faq: "问答",
  provider: "机构",
  guide: "步骤",
};
