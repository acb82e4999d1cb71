// The official numbers and websites of one content snapshot, and what is known not to be official.
import { derive } from "../knowledge/derived.ts";
import type { Fact } from "../knowledge/fact.ts";
import type { Knowledge } from "../knowledge/knowledge.ts";
import type { Provider } from "../knowledge/provider.ts";

export interface Owner {
  /** Id of the provider; absent for channels of everybody, such as the police. */
  readonly provider?: string;
  readonly name: string;
}

export interface Official {
  readonly owner: Owner;
  readonly fact: Fact;
}

/** A name that a false domain may imitate. */
export interface Brand {
  readonly label: string;
  /** The label of a registered domain, not merely a name the provider goes by. */
  readonly registered: boolean;
  readonly owner: Owner;
}

export interface ChannelRegistry {
  /** Digits → channel. */
  readonly phones: ReadonlyMap<string, Official>;
  /** Domain without `www.` → channel. */
  readonly domains: ReadonlyMap<string, Official>;
  /** WeChat account, lower case → channel. */
  readonly accounts: ReadonlyMap<string, Official>;
  /** Domains, numbers and accounts known as false; the owner is who they pretend to be, when known. */
  readonly banned: ReadonlyMap<string, Owner | undefined>;
  /** Domains and numbers somebody once named but nobody could prove: neither official nor false. */
  readonly unproven: ReadonlyMap<string, Owner>;
  readonly brands: readonly Brand[];
}

const MIN_NAME = 5; // shorter names and initials stand inside too many other words
const IN_TEXT = /(?:[a-z0-9-]+\.)+[a-z]{2,}|(?<!\d)(?!20\d\d-)\d[\d-]{3,}\d/gi;

/** Built once for each snapshot, on first use. */
export function channelRegistry(knowledge: Knowledge): ChannelRegistry {
  return derive(knowledge, createRegistry);
}

/** Digits only: `400-720-8888` and `4007208888` are one number. */
export function digitsOf(text: string): string {
  return text.replace(/\D/g, "");
}

/** The host of a website fact or address, lower case, without scheme, path and `www.`. */
export function hostOf(address: string): string {
  const host =
    address
      .toLowerCase()
      .replace(/^https?:\/\//, "")
      .split(/[/?#:]/, 1)[0] ?? "";
  return host.replace(/^www\./, "").replace(/\.$/, "");
}

/** The label somebody registered: `lakala` of `b.lakala.com`, `icbc` of `www.icbc.com.cn`. */
export function registrableLabel(host: string): { label: string; before: readonly string[]; domain: string } {
  const labels = host.split(".");
  const secondLevel = /^(?:com|net|org|gov|edu|ac|co)$/.test(labels.at(-2) ?? "") && labels.length > 2;
  const index = Math.max(0, labels.length - (secondLevel ? 3 : 2));
  return {
    label: labels[index] ?? host,
    before: labels.slice(0, index),
    domain: labels.slice(index).join("."),
  };
}

function createRegistry(knowledge: Knowledge): ChannelRegistry {
  const officials = [
    ...[...knowledge.providers.values()].flatMap((provider) => officialsOf(knowledge, provider)),
    ...[...knowledge.facts.values()]
      .filter(({ provider }) => provider === undefined)
      .map((fact): Official => ({ owner: { name: fact.label }, fact })),
  ];
  const keyed = (kind: Fact["kind"], key: (value: string) => string) =>
    new Map(
      officials
        .filter(({ fact }) => fact.kind === kind)
        .map((official) => [key(official.fact.value), official]),
    );
  const domains = keyed("website", hostOf);
  return {
    phones: keyed("phone", digitsOf),
    domains,
    accounts: keyed("wechat", (value) => value.toLowerCase()),
    banned: bannedOf(knowledge),
    unproven: unprovenOf(knowledge),
    brands: brandsIn(knowledge, domains),
  };
}

function officialsOf(knowledge: Knowledge, provider: Provider): Official[] {
  const owner = { provider: provider.id, name: provider.name };
  return provider.channels.flatMap((key) => {
    const fact = knowledge.facts.get(`${provider.id}.${key}`);
    return fact ? [{ owner, fact }] : [];
  });
}

function bannedOf(knowledge: Knowledge): Map<string, Owner | undefined> {
  const banned = new Map<string, Owner | undefined>();
  for (const name of knowledge.notRoute) banned.set(bannedKey(name), undefined);
  for (const { id, name, notRoute } of knowledge.providers.values()) {
    for (const entry of notRoute) banned.set(bannedKey(entry), { provider: id, name });
  }
  return banned;
}

function bannedKey(entry: string): string {
  if (/^[\d\s+-]+$/.test(entry)) return digitsOf(entry);
  return entry.includes(".") ? hostOf(entry) : entry.toLowerCase();
}

/** Writers note under `unverified` what they found once; saying "false" of it would be as wrong as "official". */
function unprovenOf(knowledge: Knowledge): Map<string, Owner> {
  const unproven = new Map<string, Owner>();
  for (const { id, name, unverified } of knowledge.providers.values()) {
    for (const [found] of unverified.join("\n").matchAll(IN_TEXT)) {
      unproven.set(/[a-z]/i.test(found) ? hostOf(found) : digitsOf(found), { provider: id, name });
    }
  }
  return unproven;
}

/** Registered domains' labels, and the names providers go by. */
function brandsIn(knowledge: Knowledge, domains: ReadonlyMap<string, Official>): Brand[] {
  const registered = [...domains]
    .map(([host, { owner }]) => ({ ...registrableLabel(host), owner, registered: true }))
    .filter(({ before }) => before.length === 0);
  const named = [...knowledge.providers.values()].flatMap(({ id, name, nameEn, aliases }) =>
    [name, nameEn, ...aliases].map((alias) => ({
      label: alias.toLowerCase().replace(/\s+/g, ""),
      owner: { provider: id, name },
      registered: false,
    })),
  );
  const seen = new Set<string>();
  return [...registered, ...named].flatMap(({ label, owner, registered }) => {
    const isName = /^[a-z0-9-]+$/.test(label)
      ? label.length >= MIN_NAME
      : /^\p{Script=Han}{3,}$/u.test(label);
    if (seen.has(label) || !(registered || isName)) return [];
    seen.add(label);
    return [{ label, owner, registered }];
  });
}
