// Finds which providers a message names, and in which role: the terminal's, the new card's, or a denied one.
import { derive } from "../knowledge/derived.ts";
import type { Knowledge } from "../knowledge/knowledge.ts";
import type { Provider } from "../knowledge/provider.ts";
import { normalise } from "../text/normalise.ts";
import { around, isOnlyCards, type Mention, mentionOf } from "./names/mention-role.ts";
import { isMeant, isPartOfWords, standsBeside } from "./names/short-names.ts";
import { createUnheardOf } from "./names/unheard-of.ts";

interface Name {
  /** Undefined for a company known by name only. */
  readonly provider: Provider | undefined;
  /** As merchants see it. */
  readonly shown: string;
  readonly text: string;
  readonly latin: boolean;
  /** Counts only where the message says that a provider is meant. */
  readonly short: boolean;
}

/** A company without a page: its name, and how it is written. */
type Company = Pick<Name, "shown" | "text">;

/** What a text names. */
export interface Names {
  readonly mentions: Mention[];
  /** A company of which we have no page, as it is called: named as the terminal's, and no provider beside it. */
  readonly unlisted?: string;
  /** As that company is written here. */
  readonly unlistedText?: string;
  /** Such a company stands nowhere: it is told by its place or its form. */
  readonly isStranger?: true;
}

/**
 * Compiles the names once; the result finds them in normalised text from left to right, the longest at each place. A
 * name never begins inside another: 「银盛pos」 holds no 「盛pos」.
 */
export function createProviderFinder(knowledge: Knowledge): (normalised: string) => Names {
  const { providers, companies } = knowledge;
  const unheardOf = derive(knowledge, createUnheardOf);
  const strangerIn = (text: string): Company | undefined => {
    const name = unheardOf(text, "said");
    if (name === undefined) return undefined;
    const at = text.indexOf(name);
    return isOnlyCards(around(text, at, at + name.length)) ? undefined : { shown: name, text: name };
  };
  const byFirst = new Map<string, Name[]>();
  for (const name of namesOf(providers, companies)) {
    const [first = ""] = name.text;
    byFirst.set(first, [...(byFirst.get(first) ?? []), name]);
  }
  const written = [...byFirst.values()].flat().filter(({ provider, latin }) => provider && !latin);
  const texts = written.map(({ text }) => text);
  const standing = (text: string, at: number) =>
    byFirst.get(text[at] ?? "")?.filter((name) => stands(text, at, name, texts)) ?? [];
  // 「微信支付宝」: a shorter name of the same company, where the next one begins inside the longest and goes beyond it.
  const nameAt = (text: string, at: number): Name | undefined => {
    const names = standing(text, at);
    const [longest] = names;
    if (!longest?.provider || names.length === 1) return longest;
    const end = at + longest.text.length;
    const isCut = ({ provider, text: { length } }: Name) =>
      provider === longest.provider &&
      standing(text, at + length).some((next) => at + length + next.text.length > end);
    return names.slice(1).find(isCut) ?? longest;
  };
  return (normalised) => {
    const mentions: Mention[] = [];
    const unlisted: Company[] = [];
    for (let at = 0; at < normalised.length; ) {
      const found = nameAt(normalised, at);
      const end = at + (found?.text.length ?? 1);
      if (found?.provider) {
        mentions.push(mentionOf(around(normalised, at, end), found.provider, found.text));
      } else if (found && !isOnlyCards(around(normalised, at, end))) unlisted.push(found);
      at = end;
    }
    const [listed] = unlisted;
    if (listed || mentions.length > 0) return { mentions, ...unlistedAs(listed) };
    return { mentions, ...unlistedAs(strangerIn(normalised)), isStranger: true };
  };
}

function unlistedAs(company: Company | undefined): Pick<Names, "unlisted" | "unlistedText"> {
  return company ? { unlisted: company.shown, unlistedText: company.text } : {};
}

/** Longest first. */
function namesOf(providers: Knowledge["providers"], companies: Knowledge["companies"]): Name[] {
  const known = [...providers.values()].flatMap((provider) => [
    ...[provider.name, ...provider.aliases].map((text) => toName(text, { provider, short: false })),
    ...provider.shortNames.map((text) => toName(text, { provider, short: true })),
  ]);
  const others = companies.flatMap(({ name, aliases, shortNames }) => [
    ...[name, ...aliases].map((text) => toName(text, { shown: name, short: false })),
    ...shortNames.map((text) => toName(text, { shown: name, short: true })),
  ]);
  return [...known, ...others].sort((a, b) => b.text.length - a.text.length);
}

function toName(
  written: string,
  { provider, shown = written, short }: { provider?: Provider; shown?: string; short: boolean },
): Name {
  const text = normalise(written);
  return { provider, shown, text, latin: /^[\p{Script=Latin}\d\s.-]+$/u.test(text), short };
}

/** What may be typed on to a Latin name without a blank: 「lklpos」「lakalahuanka」. */
const GLUED = /^(?:pos|app|ji|jiqi|huanka|kefu|dianhua|zhifu|shoukuan|shanghu)*$/;

function stands(
  text: string,
  at: number,
  { text: name, latin, short }: Name,
  others: readonly string[],
): boolean {
  if (!text.startsWith(name, at)) return false;
  const end = at + name.length;
  if (latin && !isWhole(text, at, end)) return false;
  if (!short) return !isPartOfWords(text, at, end);
  return isMeant(text, at, end) || (!latin && standsBeside({ text, start: at, end }, others));
}

function isWhole(text: string, at: number, end: number): boolean {
  const before = /[a-z0-9]*$/.exec(text.slice(0, at))?.[0] ?? "";
  const after = /^[a-z0-9]*/.exec(text.slice(end))?.[0] ?? "";
  return GLUED.test(before) && GLUED.test(after);
}

/**
 * The provider whose terminal the message is about, if it says so. A named terminal wins, then a vendor, then a
 * platform, then a bank named without a card; a bank that only names the new card is never the provider, however often
 * it is named.
 */
export function terminalProvider(
  mentions: readonly Mention[],
  knowledge: Pick<Knowledge, "providers">,
): string | undefined {
  const rank = { "pos-vendor": 1, "payment-platform": 2, "bank-app": 3 } as const;
  const ofCards = new Set(mentions.filter(({ role }) => role === "card").map(({ provider }) => provider));
  const candidates = mentions
    .filter(({ role, provider }) => role === "terminal" || (role === "plain" && !ofCards.has(provider)))
    .map((mention) => {
      const providerClass = knowledge.providers.get(mention.provider)?.class ?? "bank-app";
      return { mention, rank: mention.role === "terminal" ? 0 : rank[providerClass] };
    })
    .sort((a, b) => a.rank - b.rank);
  return candidates[0]?.mention.provider;
}
