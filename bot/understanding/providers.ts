// Finds which providers a message names, and in which role: the terminal's, the new card's, or a denied one.
import type { Knowledge } from "../knowledge/knowledge.ts";
import type { Provider } from "../knowledge/provider.ts";
import { normalise } from "../text/normalise.ts";
import { isMeant, isPartOfWords, TERMINAL_BEFORE } from "./short-names.ts";

export interface Mention {
  readonly provider: string;
  readonly text: string;
  /** `card`: the bank of a card, which is not the channel. `denied`: 「不是拉卡拉」. */
  readonly role: "terminal" | "plain" | "card" | "denied";
}

const DENIED_BEFORE = /(?:(?<!是)不是|并非|不用|没用过|别用|不要)(?:说)?(?:的)?$/;
const TERMINAL_AFTER =
  /^(?:银行)?(?:家|公司)?的?(?:pos|刷卡机|收款机|机器|机子|终端|大机|小机|电签|app|手机银行|收款码|码牌|二维码|音箱|设备|商户|收单|后台|小程序|客服|官网|热线|电话)/;
const CARD_AFTER =
  /^(?:银行)?的?(?:新|储蓄|借记|银行|工资|结算|信用|一类|二类|对公)*(?:卡|账户|帐户|账号|存折)/;
const CARD_BEFORE =
  /(?:换成|换到|换为|换|改成|改到|改为|变更为|变成|打到|打进|打入|转到|转入|到账到|进到|进|收到|入到|绑到|绑定|绑的?是|绑|新卡是|新办了?|办了|开了)(?:我的|我们|我|一张|张|个|的|新)*$/;
const CONTEXT_LENGTH = 12; // characters on either side; longer contexts belong to another clause

interface Alias {
  readonly provider: Provider;
  readonly text: string;
  readonly latin: boolean;
  /** Its place among all, longest first. */
  readonly rank: number;
  /** Counts only where the message says that a provider is meant. */
  readonly short: boolean;
}

/** Compiles the aliases once; the result finds mentions in normalised text, longest alias first. */
export function createProviderFinder(
  knowledge: Pick<Knowledge, "providers">,
): (normalised: string) => Mention[] {
  const aliases = [...knowledge.providers.values()]
    .flatMap((provider) => [
      ...[provider.name, ...provider.aliases].map((alias) => toAlias(provider, alias, false)),
      ...provider.shortNames.map((alias) => toAlias(provider, alias, true)),
    ])
    .sort((a, b) => b.text.length - a.text.length)
    .map((alias, rank): Alias => ({ ...alias, rank }));
  const byFirst = new Map<string, Alias[]>();
  for (const alias of aliases) {
    const [first = ""] = alias.text;
    byFirst.set(first, [...(byFirst.get(first) ?? []), alias]);
  }
  return (normalised) => {
    const found: (Mention & { at: number; end: number })[] = [];
    for (const { alias, at, end } of occurrences(normalised, byFirst)) {
      if (found.some((other) => at < other.end && end > other.at)) continue;
      const role = roleOf(normalised, at, end, alias.provider);
      found.push({ provider: alias.provider.id, text: alias.text, role, at, end });
    }
    return found
      .sort((a, b) => a.at - b.at)
      .map(({ provider, text, role }): Mention => ({ provider, text, role }));
  };
}

function toAlias(provider: Provider, alias: string, short: boolean): Omit<Alias, "rank"> {
  const text = normalise(alias);
  return { provider, text, latin: /^[\p{Script=Latin}\d\s.-]+$/u.test(text), short };
}

interface Occurrence {
  readonly alias: Alias;
  readonly at: number;
  readonly end: number;
}

/** Where aliases stand in a text, longest alias first, each from left to right. */
function occurrences(text: string, byFirst: ReadonlyMap<string, readonly Alias[]>): Occurrence[] {
  const all: Occurrence[] = [];
  for (let at = 0; at < text.length; at++) {
    for (const alias of byFirst.get(text[at] ?? "") ?? []) {
      const end = at + alias.text.length;
      if (text.startsWith(alias.text, at) && stands(text, at, end, alias)) all.push({ alias, at, end });
    }
  }
  return all.sort((a, b) => a.alias.rank - b.alias.rank || a.at - b.at);
}

function stands(text: string, at: number, end: number, { latin, short }: Alias): boolean {
  if (latin && /[a-z0-9]/.test((text[at - 1] ?? " ") + (text[end] ?? " "))) return false;
  return short ? isMeant(text, at, end) : !isPartOfWords(text, at, end);
}

function roleOf(text: string, start: number, end: number, provider: Provider): Mention["role"] {
  const before = text.slice(Math.max(0, start - CONTEXT_LENGTH), start);
  const after = text.slice(end, end + CONTEXT_LENGTH);
  if (DENIED_BEFORE.test(before)) return "denied";
  if (TERMINAL_AFTER.test(after) || TERMINAL_BEFORE.test(before)) return "terminal";
  const bank = provider.class === "bank-app";
  if (bank && (CARD_AFTER.test(after) || CARD_BEFORE.test(before))) return "card";
  return "plain";
}

/**
 * The provider whose terminal the message is about, if it says so. A named terminal wins, then a vendor, then a
 * platform, then a bank named without a card; a bank that only names the new card is never the provider.
 */
export function terminalProvider(
  mentions: readonly Mention[],
  knowledge: Pick<Knowledge, "providers">,
): string | undefined {
  const rank = { "pos-vendor": 1, "payment-platform": 2, "bank-app": 3 } as const;
  const candidates = mentions
    .filter((mention) => mention.role === "terminal" || mention.role === "plain")
    .map((mention) => {
      const providerClass = knowledge.providers.get(mention.provider)?.class ?? "bank-app";
      return { mention, rank: mention.role === "terminal" ? 0 : rank[providerClass] };
    })
    .sort((a, b) => a.rank - b.rank);
  return candidates[0]?.mention.provider;
}
