// The words of the pages by locale, and how well a fact is proved. A translation has every word of the Chinese.
import type { Fact } from "../../bot/knowledge/fact.ts";
import type { ProviderClass } from "../../bot/knowledge/guide.ts";
import { BASE_LOCALE } from "../../bot/knowledge/locale.ts";
import type { ErrorCode } from "../base/errors.ts";
import { type Html, html } from "./html.ts";
import { EN_ABOUT } from "./wording/about-en.ts";
import { type AboutWords, ZH_ABOUT } from "./wording/about-zh-cn.ts";
import { EN_CHAT, EN_CHECKLIST, EN_EVENTS, EN_TICKET } from "./wording/chat-en.ts";
import {
  type ChatWords,
  type ChecklistWords,
  type EventWords,
  type TicketWords,
  ZH_CHAT,
  ZH_CHECKLIST,
  ZH_EVENTS,
  ZH_TICKET,
} from "./wording/chat-zh-cn.ts";
import { EN } from "./wording/en.ts";
import { EN_ERRORS } from "./wording/errors-en.ts";
import { STAFF_ERRORS } from "./wording/errors-staff.ts";
import { ZH_ERRORS } from "./wording/errors-zh-cn.ts";
import { type PageWords, ZH } from "./wording/zh-cn.ts";

export type Words = PageWords & {
  readonly about: AboutWords;
  readonly inChat: ChatWords;
  readonly checklist: ChecklistWords;
  readonly events: EventWords;
  readonly ticket: TicketWords;
  readonly errors: Readonly<Record<ErrorCode, string>>;
};

const WORDS_ZH: Words = {
  ...ZH,
  about: ZH_ABOUT,
  inChat: ZH_CHAT,
  checklist: ZH_CHECKLIST,
  events: ZH_EVENTS,
  ticket: ZH_TICKET,
  errors: ZH_ERRORS,
};
const WORDS_EN: Words = {
  ...EN,
  about: EN_ABOUT,
  inChat: EN_CHAT,
  checklist: EN_CHECKLIST,
  events: EN_EVENTS,
  ticket: EN_TICKET,
  errors: EN_ERRORS,
};

/** What each language calls itself, in the switch that every page has. */
export const LANGUAGE_NAMES: Readonly<Record<string, string>> = { "zh-CN": "中文", en: "English" };

export function wordsOf({ locale }: { readonly locale: string }): Words {
  return locale === BASE_LOCALE ? WORDS_ZH : WORDS_EN;
}

/** What an answer of the chat's protocol says of an error: its clients name no language. */
export function sayInChinese(code: ErrorCode): string {
  return ZH_ERRORS[code];
}

/** What the desk's API says of an error to the people at the desk; the console says it in their language. */
export function sayToStaff(code: ErrorCode): string {
  return STAFF_ERRORS[code] ?? ZH_ERRORS[code];
}

/** Order on pages: most merchants hold a vendor's terminal. */
export const CLASS_ORDER: readonly ProviderClass[] = ["pos-vendor", "payment-platform", "bank-app"];

/**
 * 「多个独立来源，尚未电话确认，核对日期 2026-11-23」. No grade promises more than where the claim was found, or that the
 * institution itself said so on its hotline.
 */
export function proofOf(
  { grade, verified }: Pick<Fact, "grade" | "verified">,
  { grades, comma, verified: onDay }: PageWords,
): Html {
  return html`${grades[grade]}${comma}<span class="day">${onDay(verified)}</span>`;
}
