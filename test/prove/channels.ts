// `npm run prove:channels`: no page and no reply leads anywhere but to registered channels, a contact with one wrong
// character is noticed, and no look-alike is ever called official.

import type { Knowledge } from "../../bot/knowledge/knowledge.ts";
import { loadKnowledge } from "../../bot/load.ts";
import { checkChannel, pastedText } from "../../bot/official/channels.ts";
import { channelRegistry } from "../../bot/official/registry.ts";
import { guardReply, strangeContacts } from "../../bot/say/guard.ts";
import { crawl } from "../support/crawl.ts";
import { everyReply, type HeardReply } from "../support/every-reply.ts";
import { lookAlikes } from "../support/look-alikes.ts";
import { strangeOnPage, visibleText } from "../support/page-contacts.ts";
import { startWebServer } from "../support/web-server.ts";
import { readScamMessages } from "./scams.ts";

export const LEAST_LOOK_ALIKES = 200;
const QUOTES = /^channel-(?:not-official|unknown|several)$/;
/** What one wrong character may be: its neighbour in the row, a look-alike letter, a stray dash. */
const WRONG = ["1", "7", "o", "l", "x", "-"];
const GUARD_ROUNDS = 20;
const US_PER_MS = 1_000;

export interface Proof {
  readonly checked: number;
  readonly faults: readonly string[];
}

/** Every page that links reach. `pages` comes from a crawl of the running app. */
export function provePages(
  knowledge: Knowledge,
  { pages, host }: { readonly pages: ReadonlyMap<string, string>; readonly host: string },
): Proof {
  const faults = [...pages].flatMap(([path, html]) => [
    ...strangeOnPage(knowledge, html, host).map((contact) => `${path}: ${contact}`),
    ...bannedIn(knowledge, visibleText(html)).map((name) => `${path}: names ${name}`),
  ]);
  return { checked: pages.size, faults };
}

export function proveReplies(knowledge: Knowledge, replies: readonly HeardReply[]): Proof {
  const faults = replies.flatMap(({ said, reply }) => {
    const quoted = QUOTES.test(reply.key) ? pastedText(said) : "";
    const foreign = (contact: string) => !quoted.includes(contact);
    return [...strangeContacts(knowledge, reply.text), ...bannedIn(knowledge, reply.text)]
      .filter(foreign)
      .map((contact) => `${reply.key} to 「${said}」: ${contact}`);
  });
  return { checked: replies.length, faults };
}

/** Each registered hotline and website, in a copy of a page and of a reply that shows it, every character wrong once. */
export function proveTampering(knowledge: Knowledge, copies: readonly string[]): Proof {
  const contacts = [...knowledge.facts.values()].filter(({ kind }) => kind === "phone" || kind === "website");
  const { phones, domains } = channelRegistry(knowledge);
  const faults: string[] = [];
  let checked = 0;
  for (const { id, value } of contacts) {
    const copy = copies.find((text) => text.includes(value));
    if (copy === undefined) {
      faults.push(`${id}: ${value} is shown nowhere`);
      continue;
    }
    for (const wrong of oneWrong(value)) {
      if (phones.has(wrong.replace(/\D/g, "")) || domains.has(wrong.replace(/^www\./, ""))) continue;
      checked += 1;
      const tampered = copy.replace(value, wrong);
      if (strangeContacts(knowledge, tampered).length === 0) faults.push(`${id}: ${wrong} passes`);
    }
  }
  return { checked, faults };
}

/** Texts that show registered contacts only: what quotes a merchant holds others as well. */
export function copiesOf(replies: readonly HeardReply[], pages: ReadonlyMap<string, string>): string[] {
  const own = replies.filter(({ reply }) => !QUOTES.test(reply.key)).map(({ reply }) => reply.text);
  return [...own, ...[...pages.values()].map(visibleText)];
}

function oneWrong(value: string): string[] {
  return [...value].flatMap((right, at) =>
    WRONG.filter((wrong) => wrong !== right).map((wrong) => value.slice(0, at) + wrong + value.slice(at + 1)),
  );
}

export function proveLookAlikes(knowledge: Knowledge): Proof {
  const cases = lookAlikes(knowledge);
  const faults = cases
    .filter(({ value }) => checkChannel(knowledge, value).verdict === "official")
    .map(({ trick, value }) => `${trick}: ${value} is called official`);
  return { checked: cases.length, faults };
}

/** The true ones as people write them. */
export function proveOfficial(knowledge: Knowledge): Proof {
  const { phones, domains, accounts } = channelRegistry(knowledge);
  const written = [
    ...[...phones.values()].flatMap(({ fact }) => [fact.value, `客服电话${fact.value}`]),
    ...[...domains.keys()].flatMap((host) => [host, `https://www.${host}/`, host.toUpperCase()]),
    ...accounts.keys(),
  ];
  const faults = written
    .filter((value) => checkChannel(knowledge, value).verdict !== "official")
    .map((value) => `${value} is not called official`);
  return { checked: written.length, faults };
}

/** Microseconds that the guard takes for one reply, on average over all of them. */
function guardMicroseconds(knowledge: Knowledge, replies: readonly HeardReply[]): number {
  const started = performance.now();
  for (let round = 0; round < GUARD_ROUNDS; round += 1) {
    for (const { said, reply } of replies) guardReply(knowledge, reply, said);
  }
  return ((performance.now() - started) * US_PER_MS) / (GUARD_ROUNDS * replies.length);
}

function bannedIn({ notRoute, providers }: Knowledge, text: string): string[] {
  const names = [...notRoute, ...[...providers.values()].flatMap((provider) => provider.notRoute)];
  const plain = text.toLowerCase();
  return names.filter((name) => plain.includes(name.toLowerCase()));
}

/** The running app over this content, walked from its home page. */
export async function crawlContent(
  knowledge: Knowledge,
): Promise<{ pages: ReadonlyMap<string, string>; host: string }> {
  const server = await startWebServer({ content: { current: () => knowledge } });
  try {
    const { pages } = await crawl(server.origin);
    return { pages, host: new URL(server.origin).host };
  } finally {
    await server.close();
  }
}

if (import.meta.main) {
  const knowledge = await loadKnowledge("content");
  const site = await crawlContent(knowledge);
  const { scams, benign } = readScamMessages();
  const pasted = lookAlikes(knowledge).map(({ value }) => value);
  const replies = everyReply(knowledge, [...scams, ...benign, ...pasted]);
  const copies = copiesOf(replies, site.pages);
  const proofs: Readonly<Record<string, Proof>> = {
    "pages without a foreign contact": provePages(knowledge, site),
    "replies without a foreign contact": proveReplies(knowledge, replies),
    "one-character changes noticed": proveTampering(knowledge, copies),
    "look-alikes not called official": proveLookAlikes(knowledge),
    "official ones called official": proveOfficial(knowledge),
  };
  for (const [name, { checked, faults }] of Object.entries(proofs)) {
    for (const fault of faults.slice(0, 20)) console.log(`  ${fault}`);
    console.log(`${name}: ${checked - faults.length} of ${checked}`);
  }
  console.log(`guard: ${guardMicroseconds(knowledge, replies).toFixed(1)} µs a reply`);
  const enough = (proofs["look-alikes not called official"]?.checked ?? 0) >= LEAST_LOOK_ALIKES;
  const sound = Object.values(proofs).every(({ checked, faults }) => checked > 0 && faults.length === 0);
  process.exitCode = sound && enough ? 0 : 1;
}
