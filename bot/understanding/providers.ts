// Finds which providers a message names, and in which role: the terminal's, the new card's, or a denied one.
import type { Knowledge } from "../knowledge/knowledge.ts";
import type { Provider } from "../knowledge/provider.ts";
import { normalise } from "./normalise.ts";
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
    .sort((a, b) => b.text.length - a.text.length);
  return (normalised) => {
    const found: (Mention & { at: number; end: number })[] = [];
    for (const alias of aliases) {
      for (const at of occurrences(normalised, alias)) {
        const end = at + alias.text.length;
        if (found.some((other) => at < other.end && end > other.at)) continue;
        const role = roleOf(normalised, at, end, alias.provider);
        found.push({ provider: alias.provider.id, text: alias.text, role, at, end });
      }
    }
    return found
      .sort((a, b) => a.at - b.at)
      .map(({ provider, text, role }): Mention => ({ provider, text, role }));
  };
}

function toAlias(provider: Provider, alias: string, short: boolean): Alias {
  const text = normalise(alias);
  return { provider, text, latin: /^[\p{Script=Latin}\d\s.-]+$/u.test(text), short };
}

function* occurrences(text: string, alias: Alias): Generator<number> {
  for (let at = text.indexOf(alias.text); at >= 0; at = text.indexOf(alias.text, at + 1)) {
    const bounded = !/[a-z0-9]/.test((text[at - 1] ?? " ") + (text[at + alias.text.length] ?? " "));
    const end = at + alias.text.length;
    const stands = alias.short ? isMeant(text, at, end) : !isPartOfWords(text, at, end);
    if ((!alias.latin || bounded) && stands) yield at;
  }
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
