// The options offered under a reply, and how typed words choose among them.

import type { ProviderClass } from "../knowledge/guide.ts";
import type { IntentId } from "../knowledge/intent.ts";
import type { Knowledge } from "../knowledge/knowledge.ts";
import { normalise } from "../understanding/normalise.ts";
import type { Action, Option } from "./state.ts";

/** An option with its label from replies.yml, `option.<key>`. */
export function option(knowledge: Knowledge, key: string, action: Action): Option {
  const label = knowledge.replies.get(`option.${key}`);
  if (label === undefined) throw new Error(`replies.yml has no key option.${key}`);
  return { label: label.trim(), action };
}

export function humanOption(knowledge: Knowledge): Option {
  return option(knowledge, "human", { do: "human" });
}

/** The option that asks an intent's question, named as its FAQ is. */
export function intentOption(knowledge: Knowledge, intent: IntentId): Option | undefined {
  const faq = knowledge.intents.get(intent)?.faq;
  const question = faq === undefined ? undefined : knowledge.faqs.get(faq)?.question;
  const label = question ?? knowledge.replies.get(`label.${intent}`)?.trim();
  return label === undefined ? undefined : { label, action: { do: "intent", intent } };
}

/** What to offer when the merchant has nothing running. */
export function mainOptions(knowledge: Knowledge): Option[] {
  return [
    option(knowledge, "rebind", { do: "ask-provider", purpose: "guide" }),
    option(knowledge, "when-effective", { do: "intent", intent: "faq_when_effective" }),
    option(knowledge, "not-received", { do: "intent", intent: "faq_not_received" }),
    option(knowledge, "verify-terminal", { do: "intent", intent: "verify_genuine_terminal" }),
    option(knowledge, "scam", { do: "intent", intent: "report_scam" }),
    humanOption(knowledge),
  ];
}

const OFFERED_PROVIDERS = ["lakala", "chinaums", "shengpay", "wechatpay", "alipay"];
const OFFERED_BANKS = ["icbc", "abc", "boc", "ccb", "cmb"];

/** The names most merchants look for; every other one can be typed. */
export function providerOptions(knowledge: Knowledge, purpose: "guide" | "channels"): Option[] {
  return [
    ...named(knowledge, OFFERED_PROVIDERS, purpose),
    option(knowledge, "bank-terminal", { do: "ask-bank" }),
    option(knowledge, "unknown-provider", { do: "whose-terminal" }),
    humanOption(knowledge),
  ];
}

export function bankOptions(knowledge: Knowledge): Option[] {
  return [
    ...named(knowledge, OFFERED_BANKS, "guide"),
    option(knowledge, "generic-guide", { do: "start-guide", guide: "bank-app" satisfies ProviderClass }),
    humanOption(knowledge),
  ];
}

function named(knowledge: Knowledge, ids: readonly string[], purpose: "guide" | "channels"): Option[] {
  return ids.flatMap((id) => {
    const provider = knowledge.providers.get(id);
    return provider
      ? [{ label: provider.name, action: { do: "choose-provider", provider: id, purpose } }]
      : [];
  });
}

const ORDINALS = "一二三四五六七八九";

/**
 * The option that typed words choose: its number (「2」「第二个」), its label, or words that only one label holds.
 * A part of a label must be at least two characters, so that 「不」 chooses nothing.
 */
export function chooseOption(offered: readonly Option[], text: string): Option | undefined {
  const bare = bareText(text);
  if (bare === "") return undefined;
  const number = /^(?:第|选|选项)?([1-9一二三四五六七八九])(?:个|项|号|条)?$/.exec(bare)?.[1];
  if (number !== undefined) {
    const index = ORDINALS.includes(number) ? ORDINALS.indexOf(number) : Number(number) - 1;
    return offered[index];
  }
  const exact = offered.find(({ label }) => bareText(label) === bare);
  if (exact) return exact;
  const containing =
    [...bare].length < 2 ? [] : offered.filter(({ label }) => bareText(label).includes(bare));
  return containing.length === 1 ? containing[0] : undefined;
}

function bareText(text: string): string {
  return normalise(text).replace(/[\s\p{P}\p{S}]/gu, "");
}
