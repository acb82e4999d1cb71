// The few words that code itself puts between texts of the content, for each locale; sentences stand in the content.
import { weekdayOf } from "./calendar.ts";
import type { FactKind } from "./fact.ts";
import { BASE_LOCALE } from "./locale.ts";

export interface OwnWords {
  /** What `{{provider:…}}` reads without a provider or without such a channel. */
  readonly unknownProvider: Readonly<Record<"name" | "hotline" | "website", string>>;
  /** What it reads then for whoever has a code on the wall, and neither a label nor a slip. */
  readonly unknownOfCode: Readonly<Record<"name" | "hotline" | "website", string>>;
  /** Between the items of a list in a sentence. */
  readonly comma: string;
  /** Between a title and its text in one line. */
  readonly colon: string;
  guideTitle(provider: string): string;
  needs(items: string): string;
  /** Said before what is shown in Chinese because nobody translated it. */
  untranslated(text: string): string;
  /** Labels of facts whose kind says enough. */
  readonly factLabels: Readonly<Partial<Record<FactKind, string>>>;
  /** A day as people say it, from `2026-11-24`. */
  day(date: string): string;
}

const ZH: OwnWords = {
  unknownProvider: {
    name: "你的收单机构",
    hotline: "机身标签、合同或官网公布的客服电话",
    website: "机身标签或合同上的官网",
  },
  unknownOfCode: {
    name: "给你这张码的机构",
    hotline: "码牌上、App 里或官网公布的客服电话",
    website: "码牌上或 App 里的官网",
  },
  comma: "、",
  colon: "：",
  guideTitle: (provider) => `${provider}换结算卡`,
  needs: (items) => `要准备：${items}`,
  untranslated: (text) => text,
  factLabels: {},
  day: (date) => `${date}（${weekdayOf(date)}）`,
};

const WEEKDAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

const EN: OwnWords = {
  unknownProvider: {
    name: "your provider",
    hotline: "the hotline on the terminal's label, in your contract or on the official website",
    website: "the website on the terminal's label or in your contract",
  },
  unknownOfCode: {
    name: "the company of your code",
    hotline: "the hotline on the code plate, in its app or on the official website",
    website: "the website on the code plate or in its app",
  },
  comma: ", ",
  colon: ": ",
  guideTitle: (provider) => `Change the settlement card with ${provider}`,
  needs: (items) => `Have ready: ${items}`,
  untranslated: (text) => `(This part is not translated into English yet.)\n${text}`,
  factLabels: { phone: "Hotline", website: "Official website", wechat: "Official WeChat account" },
  day: (date) => `${WEEKDAYS[new Date(date).getUTCDay()]}, ${date}`,
};

export function ownWords(locale: string): OwnWords {
  return locale === BASE_LOCALE ? ZH : EN;
}
