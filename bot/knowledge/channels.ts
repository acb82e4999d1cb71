// Official channels: a provider's own, for cards and lists, and the verdict on one that somebody pasted.
import { normalise } from "../understanding/normalise.ts";
import {
  type ChannelRegistry,
  channelRegistry,
  digitsOf,
  hostOf,
  type Judgement,
} from "./channel-registry.ts";
import type { Fact, Grade } from "./fact.ts";
import { judgeDomains } from "./judge-domain.ts";
import { judgeNumbers } from "./judge-number.ts";
import type { Knowledge } from "./knowledge.ts";

/** One official channel with its proof. `href` is `tel:…` or `https://…`; a WeChat account has none. */
export interface OfficialChannel {
  /** Id of the fact. */
  readonly fact: string;
  readonly label: string;
  readonly value: string;
  readonly href?: string;
  readonly grade: Grade;
  readonly verified: string;
}

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
 * Judges a pasted phone number, domain, link or whole message. Each number and address in it is judged, and the
 * worst verdict holds: one false link makes a message false, however many true hotlines stand beside it. Only
 * what the content registers is official; what merely is not registered is unknown. `evidence` is Chinese, for
 * merchants.
 */
export function checkChannel(knowledge: Knowledge, value: string): Judgement {
  const registry = channelRegistry(knowledge);
  const text = normalise(value.slice(0, MAX_CHARACTERS)).replace(/(?<=[a-z0-9])[。｡](?=[a-z])/g, ".");
  const account = judgeAccount(text, registry);
  if (account) return account;
  const { judgements, rest } = judgeDomains(text, registry);
  const all = [...judgements, ...judgeNumbers(rest, registry)];
  for (const verdict of GRAVITY) {
    const found = all.find((judgement) => judgement.verdict === verdict);
    if (found) return found;
  }
  return { verdict: "unknown", evidence: "这里面没有看到电话、网址或链接，请把它原样发来。" };
}

/** WeChat accounts have no form of their own: a true one must be named exactly, a false one anywhere. */
function judgeAccount(text: string, { accounts, banned }: ChannelRegistry): Judgement | undefined {
  for (const [name, owner] of banned) {
    const isAccount = !/^\d+$/.test(name) && hostOf(name) === name && !name.includes(".");
    if (!isAccount || !text.includes(normalise(name))) continue;
    const evidence = `「${name}」在已知的冒充或误导名单里。`;
    return {
      verdict: "not-official",
      evidence,
      ...(owner?.provider !== undefined && { provider: owner.provider }),
    };
  }
  const official = accounts.get(text.replace(/^(?:微信)?(?:公众号|服务号|小程序)[:： ]*/, ""));
  if (!official) return undefined;
  const { owner, fact } = official;
  const evidence = `「${fact.value}」是${owner.name}登记的${fact.label}（核对于 ${fact.verified}）。`;
  return { verdict: "official", evidence, ...(owner.provider !== undefined && { provider: owner.provider }) };
}
