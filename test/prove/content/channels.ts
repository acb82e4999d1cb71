// No page and no reply leads anywhere but to registered channels, a contact with one wrong character is noticed, and no
// look-alike is ever called official.

import type { Knowledge } from "../../../bot/knowledge/knowledge.ts";
import { checkChannel, pastedText } from "../../../bot/official/channels.ts";
import { channelRegistry } from "../../../bot/official/registry.ts";
import { guardReply, strangeContacts } from "../../../bot/say/guard.ts";
import { crawl } from "../../support/crawl.ts";
import { everyReply, type HeardReply } from "../../support/every-reply.ts";
import { lookAlikes } from "../../support/look-alikes.ts";
import { strangeOnPage, visibleText } from "../../support/page-contacts.ts";
import { realContent } from "../../support/real-content.ts";
import { startWebServer } from "../../support/web-server.ts";
import type { Proof } from "../proof.ts";
import { readScamMessages } from "./scams.ts";

export const LEAST_LOOK_ALIKES = 550;
const FEW_PAGES = 40; // the links of the home page and of the providers' list lead this far
const QUOTES = /^channel-(?:not-official|unknown|several)$/;
/** What one wrong character may be: its neighbour in the row, a look-alike letter, a stray dash. */
const WRONG = ["1", "7", "o", "l", "x", "-"];
const GUARD_ROUNDS = 20;
const US_PER_MS = 1_000;

export interface Checked {
  readonly checked: number;
  readonly faults: readonly string[];
}

/** Every page that links reach. `pages` comes from a crawl of the running app. */
export function provePages(
  knowledge: Knowledge,
  { pages, host }: { readonly pages: ReadonlyMap<string, string>; readonly host: string },
): Checked {
  const faults = [...pages].flatMap(([path, html]) => [
    ...strangeOnPage(knowledge, html, host).map((contact) => `${path}: ${contact}`),
    ...bannedIn(knowledge, visibleText(html)).map((name) => `${path}: names ${name}`),
  ]);
  return { checked: pages.size, faults };
}

export function proveReplies(knowledge: Knowledge, replies: readonly HeardReply[]): Checked {
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
export function proveTampering(knowledge: Knowledge, copies: readonly string[]): Checked {
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

export function proveLookAlikes(knowledge: Knowledge): Checked {
  const cases = lookAlikes(knowledge);
  const faults = cases
    .filter(({ value }) => checkChannel(knowledge, value).verdict === "official")
    .map(({ trick, value }) => `${trick}: ${value} is called official`);
  return { checked: cases.length, faults };
}

/** The true ones as people write them. */
export function proveOfficial(knowledge: Knowledge): Checked {
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

export const proof = {
  name: "channels",
  promise:
    "No page and no reply leads to a channel that is not registered, and no look-alike is ever called official.",
  short: { seconds: 25, options: { every: 12 } },
  full: { seconds: 60, options: { every: 1 } },
  options: { every: "of so many messages and look-alikes one is pasted into the chat" },
  async run({ every }: { every: number }) {
    const knowledge = await realContent();
    const site = await crawlContent(knowledge);
    const { scams, benign } = readScamMessages();
    const pasted = lookAlikes(knowledge).map(({ value }) => value);
    const said = [...scams, ...benign, ...pasted].filter((_, index) => index % every === 0);
    const replies = everyReply(knowledge, said);
    const parts: Readonly<Record<string, Checked>> = {
      "pages without a foreign contact": provePages(knowledge, site),
      "replies without a foreign contact": proveReplies(knowledge, replies),
      "one-character changes noticed": proveTampering(knowledge, copiesOf(replies, site.pages)),
      "look-alikes not called official": proveLookAlikes(knowledge),
      "official ones called official": proveOfficial(knowledge),
    };
    const alike = parts["look-alikes not called official"]?.checked ?? 0;
    return {
      findings: [
        ...Object.entries(parts).flatMap(([name, { checked, faults }]) =>
          checked === 0 ? [`${name}: nothing was checked`] : faults,
        ),
        ...(site.pages.size > FEW_PAGES ? [] : [`only ${site.pages.size} pages were reached`]),
        ...(alike >= LEAST_LOOK_ALIKES ? [] : [`only ${alike} look-alikes`]),
      ],
      figures: [
        ...Object.entries(parts).map(
          ([name, { checked, faults }]) => `${name}: ${checked - faults.length} of ${checked}`,
        ),
        `guard: ${guardMicroseconds(knowledge, replies).toFixed(1)} µs a reply`,
      ],
    };
  },
} satisfies Proof<{ every: number }>;
