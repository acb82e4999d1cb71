// The few words that code itself puts between texts of the content, for each locale.
import { weekdayOf } from "./calendar.ts";
import type { FactKind } from "./fact.ts";
import { BASE_LOCALE } from "./locale.ts";

export interface OwnWords {
  /** What `{{provider:…}}` reads without a provider or without such a channel. */
  readonly unknownProvider: Readonly<Record<"name" | "hotline" | "website", string>>;
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
  /** What is said of a pasted number or address; `found` is what the check says in Chinese. */
  evidence(
    verdict: "official" | "not-official" | "unknown",
    owner: string | undefined,
    found: string,
  ): string;
  readonly nothingToCheck: string;
  /** A day as people say it, from `2026-11-24`. */
  day(date: string): string;
}

const ZH: OwnWords = {
  unknownProvider: {
    name: "你的收单机构",
    hotline: "机身标签、合同或官网公布的客服电话",
    website: "机身标签或合同上的官网",
  },
  comma: "、",
  colon: "：",
  guideTitle: (provider) => `${provider}换结算卡`,
  needs: (items) => `要准备：${items}`,
  untranslated: (text) => text,
  factLabels: {},
  evidence: (_verdict, _owner, found) => found,
  nothingToCheck: "这里面没有看到电话、网址或链接，请把它原样发来。",
  day: (date) => `${date}（${weekdayOf(date)}）`,
};

const WEEKDAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

const EN: OwnWords = {
  unknownProvider: {
    name: "your provider",
    hotline: "the hotline on the terminal's label, in your contract or on the official website",
    website: "the website on the terminal's label or in your contract",
  },
  comma: ", ",
  colon: ": ",
  guideTitle: (provider) => `Change the settlement card with ${provider}`,
  needs: (items) => `Have ready: ${items}`,
  untranslated: (text) => `(This part is not translated into English yet.)\n${text}`,
  factLabels: { phone: "Hotline", website: "Official website", wechat: "Official WeChat account" },
  evidence(verdict, owner) {
    const whose = owner === undefined ? "" : ` of ${owner}`;
    if (verdict === "official") {
      return `It is registered here as an official channel${whose}. Dial or open it yourself: a caller's number can be faked.`;
    }
    return verdict === "unknown"
      ? "It is not among the official channels that we have verified."
      : `It is not an official channel${whose}. Do not call it and do not open it.`;
  },
  nothingToCheck: "There is no number, website or link in this. Please paste it as you received it.",
  day: (date) => `${WEEKDAYS[new Date(date).getUTCDay()]}, ${date}`,
};

export function ownWords(locale: string): OwnWords {
  return locale === BASE_LOCALE ? ZH : EN;
}
