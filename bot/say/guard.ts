// The last look at what is about to be said: no contact outside the registry, and nobody asked for a secret.

import { derive } from "../knowledge/derived.ts";
import type { Knowledge } from "../knowledge/knowledge.ts";
import { channelHref, findChannels, pastedText } from "../official/channels.ts";
import { channelRegistry, digitsOf, hostOf } from "../official/registry.ts";
import { verdictOf } from "../official/verdict.ts";
import { asksForSecret } from "../secrets/asks-for-secret.ts";
import type { Reply } from "./reply.ts";

/** A reply that must not be sent: a defect of ours. The message names the reply, never a merchant's words. */
export class GuardError extends Error {
  readonly reply: string;

  constructor(reply: string, problems: readonly string[]) {
    super(`the reply ${reply} must not be sent: ${problems.join("; ")}`);
    this.name = "GuardError";
    this.reply = reply;
  }
}

/** Only these repeat what the merchant pasted, to say what it is. */
const QUOTES = /^channel-(?:not-official|unknown|several)$/;
const HOST = /(?<![a-z0-9.@-])(?:[a-z0-9-]{1,63}\.){1,9}[a-z0-9-]{0,62}[a-z][a-z0-9-]{0,62}(?![a-z0-9-])/g;
/** A run of digits, dashes and the letters people take for digits. */
const NUMBER = /(?<![a-z0-9.*+-])[a-z0-9+-]*\d[a-z0-9-]*(?![a-z0-9*-]|\.[a-z0-9])/g;
/** A day is no number to call. */
const DATE = /^(?:19|20)\d\d(?:-\d\d){1,2}$/;
const MIN_DIGITS = 4; // of a hotline with one digit replaced by a letter
const MIN_LENGTH = 5;
const MAX_LETTERS = 2; // more are a word or a serial number
/** Shorter numbers count only where the words say that somebody is called. */
const DIALLED =
  /(?<=(?:打|拨|致电|热线|电话|报警)[是为：: ]{0,2})[\da-z-]{3,4}(?![\da-z年步号个天元块小家-])/g;
const MIN_DIALLED_DIGITS = 2; // of 110 with one digit replaced
const ACCOUNT = /(?:微信号?|qq号?|企业微信|公众号|服务号)[:： 「]{1,3}([a-z][a-z0-9_-]{5,19}|[1-9]\d{4,10})/g;
const LATIN_RUN = /[a-z0-9.-]{6,}/g;

/** Everything in a text that leads to somebody and is not registered, lower case; empty when all is well. */
export function strangeContacts(knowledge: Knowledge, text: string): string[] {
  const registered = derive(knowledge, registeredIn);
  const plain = text.normalize("NFKC").toLowerCase();
  const numbers = [...plain.matchAll(NUMBER)].map(([whole]) => whole);
  return [
    ...new Set([
      ...numbers.filter((number) => isStrangeNumber(number, registered.phones)),
      ...strangeNames(knowledge, text),
    ]),
  ];
}

/** Hosts, accounts, and short numbers that somebody is told to dial. */
function strangeNames(knowledge: Knowledge, text: string): string[] {
  const registered = derive(knowledge, registeredIn);
  const plain = text.normalize("NFKC").toLowerCase();
  const all = (pattern: RegExp) => [...plain.matchAll(pattern)].map(([whole, name]) => name ?? whole);
  return [
    ...all(HOST).filter((host) => !isBelow(hostOf(host), registered.domains)),
    ...all(DIALLED).filter(
      (number) => digitsOf(number).length >= MIN_DIALLED_DIGITS && !registered.phones.has(number),
    ),
    ...all(ACCOUNT).filter((name) => !registered.accounts.has(name)),
    ...all(LATIN_RUN).filter((run) => isDamaged(run, registered.hosts)),
  ];
}

/** A number with a letter in it is a hotline that somebody damaged. */
function isStrangeNumber(number: string, phones: ReadonlySet<string>): boolean {
  const digits = digitsOf(number);
  const letters = number.replace(/[^a-z]/g, "").length;
  if (digits.length < MIN_DIGITS || number.length < MIN_LENGTH || letters > MAX_LETTERS) return false;
  if (DATE.test(number)) return false;
  return letters > 0 || /^-|-$/.test(number) || !phones.has(digits);
}

/** What a phone dials: hotlines, numbers with an area code, mobiles, senders of text messages. */
const CALLABLE = /^(?:9[56]\d{3,4}|[48]00\d{7}|0\d{9,11}|1[3-9]\d{9}|106\d{4,})$/;
/** Right before a number these say that it is to be called. */
const CALLS =
  /(?:打|拨|致电|热线|电话|座机|手机|分机|呼|call|dial|phone)[^\d\p{Script=Han}]{0,4}(?:是|为|号|号码|给)?[^\d]{0,2}$/u;

/**
 * What is wrong with a person's words to a merchant: contacts that nobody registered, and a question for a secret. The
 * bot's own words are all written by us and held to more: a person also tells amounts, times and numbers of papers.
 */
export function guardText(
  knowledge: Knowledge,
  text: string,
): { readonly contacts: readonly string[]; readonly asksForSecret: boolean } {
  const found = findChannels(channelRegistry(knowledge), text).flatMap((one) => {
    const { value } = one.params;
    if (value === undefined || verdictOf(one.key) === "official") return [];
    return one.key === "unlisted" && isOfPaper(value, text) ? [] : [value];
  });
  return {
    contacts: [...new Set([...found, ...strangeNames(knowledge, text)])],
    asksForSecret: asksForSecret(text),
  };
}

/** A number that no phone dials and nobody is told to call. */
function isOfPaper(value: string, text: string): boolean {
  const digits = digitsOf(value);
  if (!/^[\d -]+$/.test(value) || CALLABLE.test(digits)) return false;
  const before = pastedText(text).split(value, 1)[0] ?? "";
  return !CALLS.test(before);
}

/** Throws GuardError when a reply leads anywhere we cannot vouch for, or asks for what nobody may ask for. */
export function guardReply(knowledge: Knowledge, reply: Reply, merchantSaid: string): void {
  const quoted = QUOTES.test(reply.key) ? pastedText(merchantSaid) : "";
  const problems = [
    ...textProblems(knowledge, reply.text, quoted),
    ...(reply.channels ?? [])
      .filter(({ fact, value, href }) => {
        const known = knowledge.facts.get(fact);
        return !known || known.value !== value || (href !== undefined && href !== channelHref(known));
      })
      .map(({ fact }) => `the channel ${fact} is not the registered one`),
    ...(reply.links ?? [])
      .filter(({ url }) => !/^\/(?!\/)/.test(url))
      .map(({ title }) => `the link ${title} leads outside`),
  ];
  if (problems.length > 0) throw new GuardError(reply.key, problems);
}

function textProblems(knowledge: Knowledge, text: string, quoted: string): string[] {
  const { clean } = derive(knowledge, registeredIn);
  if (clean.has(text)) return [];
  const problems = [
    ...strangeContacts(knowledge, text)
      .filter((contact) => !quoted.includes(contact))
      .map((contact) => `「${contact}」 is not registered`),
    ...(asksForSecret(text) ? ["it asks for a secret"] : []),
  ];
  if (problems.length > 0 || quoted !== "") return problems;
  if (clean.size >= MOST_CLEAN) clean.clear();
  clean.add(text);
  return problems;
}

/** Texts; all that one content says, so that in the long run no text is looked at twice. */
const MOST_CLEAN = 5_000;

interface Registered {
  readonly phones: ReadonlySet<string>;
  readonly domains: ReadonlySet<string>;
  readonly accounts: ReadonlySet<string>;
  /** Hosts by length. */
  readonly hosts: ReadonlyMap<number, readonly string[]>;
  /** Texts of this content that were looked at and found good; none that repeats a merchant's words. */
  readonly clean: Set<string>;
}

function registeredIn(knowledge: Knowledge): Registered {
  const { phones, domains, accounts } = channelRegistry(knowledge);
  const hosts = new Map<number, string[]>();
  for (const host of [...domains.keys()].flatMap((name) => [name, `www.${name}`])) {
    hosts.set(host.length, [...(hosts.get(host.length) ?? []), host]);
  }
  return {
    phones: new Set(phones.keys()),
    domains: new Set(domains.keys()),
    accounts: new Set(accounts.keys()),
    hosts,
    clean: new Set(),
  };
}

function isBelow(host: string, domains: ReadonlySet<string>): boolean {
  return host.split(".").some((_, from, labels) => domains.has(labels.slice(from).join(".")));
}

/** A registered host with one wrong character is a misprint even where it no longer looks like a host. */
function isDamaged(run: string, hosts: Registered["hosts"]): boolean {
  const near = hosts.get(run.length) ?? [];
  return !near.includes(run) && near.some((host) => differences(host, run) === 1);
}

function differences(host: string, run: string): number {
  let count = 0;
  for (let at = 0; at < host.length && count < 2; at += 1) if (host[at] !== run[at]) count += 1;
  return count;
}
