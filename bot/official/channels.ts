// Official channels: a provider's own, for cards and lists, and the verdict on one that somebody pasted.

import type { Fact, OfficialChannel } from "../knowledge/fact.ts";
import type { Knowledge } from "../knowledge/knowledge.ts";
import { normalise } from "../text/normalise.ts";
import { judgeAccounts } from "./account.ts";
import { judgeDomains } from "./domain.ts";
import { type Judgement, toJudgement } from "./evidence.ts";
import { judgeNumbers } from "./number.ts";
import { type ChannelRegistry, channelRegistry, digitsOf } from "./registry.ts";
import { type Finding, finding, verdictOf } from "./verdict.ts";

/** The provider's channels, best first; none for a provider that has none or is not known. */
export function officialChannels(knowledge: Knowledge, providerId: string): OfficialChannel[] {
  const keys = knowledge.providers.get(providerId)?.channels ?? [];
  return keys.flatMap((key) => {
    const fact = knowledge.facts.get(`${providerId}.${key}`);
    return fact ? [toChannel(fact)] : [];
  });
}

/** Those of the given facts that can be called or opened, so that a text naming them can offer the tap. */
export function channelsAmong(knowledge: Knowledge, factIds: readonly string[]): OfficialChannel[] {
  return factIds.flatMap((id) => {
    const fact = knowledge.facts.get(id);
    return fact && channelHref(fact) !== undefined ? [toChannel(fact)] : [];
  });
}

function toChannel(fact: Fact): OfficialChannel {
  const { id, label, value, grade, verified } = fact;
  const href = channelHref(fact);
  return { fact: id, label, value, grade, verified, ...(href !== undefined && { href }) };
}

/** Where a fact can be called or opened; undefined for kinds that are only read. */
export function channelHref({ kind, value }: Pick<Fact, "kind" | "value">): string | undefined {
  if (kind === "phone") return `tel:${digitsOf(value)}`;
  if (kind === "website") return `https://${value.replace(/^https?:\/\//, "")}`;
  return undefined;
}

const MAX_CHARACTERS = 2_000; // a text message has a tenth of that; the rest of a novel decides nothing

/** From the one that decides a message to the one that does not. */
const GRAVITY: readonly Judgement["verdict"][] = ["not-official", "unknown", "official"];

/**
 * Judges a pasted phone number, domain, link, account or whole message: the worst verdict of its parts holds, for one
 * false link makes a message false, however many true hotlines stand beside it.
 */
export function checkChannel(knowledge: Knowledge, value: string): Judgement {
  const [worst] = judgeChannels(knowledge, value);
  return worst ?? toJudgement(knowledge, finding("nothing", {}));
}

/** A dot as a Chinese keyboard types it, and one that is read out or kept from filters: 「lakala点com」. */
const TYPED_DOT =
  /(?<=[a-z0-9])(?:[。｡](?=[a-z])|\s?(?:[,、]|\(?[点點]\)?)\s?(?=(?:com|cn|net|org|top|xyz|vip|cc)(?![a-z])))/g;

/** A pasted text as it is judged and quoted: folded, numbers read out as digits, and dots where dots were meant. */
export function pastedText(value: string): string {
  return normalise(value).replace(TYPED_DOT, ".");
}

/**
 * Every number, address and account in a pasted text, each judged once, the worst first and otherwise as written. Only
 * what the content registers is official; what merely is not registered is unknown. Empty when there is nothing to judge.
 */
export function judgeChannels(knowledge: Knowledge, value: string): Judgement[] {
  return findChannels(channelRegistry(knowledge), value)
    .map((found) => toJudgement(knowledge, found))
    .sort((a, b) => GRAVITY.indexOf(a.verdict) - GRAVITY.indexOf(b.verdict));
}

/** Longer is no number to call: a merchant's number, a serial number. */
const MAX_DIGITS = 14;

/** What of a text looks like a way to somebody and is in no register of ours, as it is written, each once. */
export function unverifiedIn(knowledge: Knowledge, text: string): string[] {
  const values = findChannels(channelRegistry(knowledge), text).flatMap(({ key, params: { value } }) =>
    value === undefined || verdictOf(key) === "official" || isNoNumber(value) ? [] : [value],
  );
  return [...new Set(values)];
}

function isNoNumber(value: string): boolean {
  return /^[\d -]+$/.test(value) && digitsOf(value).length > MAX_DIGITS;
}

/** What is found in a pasted text, as written; what is written twice is found once. */
export function findChannels(registry: ChannelRegistry, value: string): Finding[] {
  const text = pastedText(value.slice(0, MAX_CHARACTERS));
  const accounts = judgeAccounts(text, registry);
  const addresses = judgeDomains(accounts.rest, registry);
  const all = [...accounts.findings, ...addresses.findings, ...judgeNumbers(addresses.rest, registry)];
  return [...new Map(all.map((found) => [JSON.stringify([found.key, found.params]), found])).values()];
}
