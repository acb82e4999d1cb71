// Search that reads the query as a message of the chat is read: whom it names, what it wants, and whether it is ours.
import { derive } from "../knowledge/derived.ts";
import { type IntentId, isRebind } from "../knowledge/intent.ts";
import type { Knowledge } from "../knowledge/knowledge.ts";
import { channelRegistry, digitsOf } from "../official/registry.ts";
import type { SearchDocument } from "../search/documents.ts";
import { numbersIn, searchable } from "../search/fields.ts";
import type { Search } from "../search/search.ts";
import { normalise } from "../text/normalise.ts";
import { tokenise } from "../text/tokens.ts";
import { SMALL_TALK } from "./decide.ts";
import { modelOf } from "./model.ts";
import { createRecogniser, type Recognition } from "./recognise.ts";

/** What a page gains beside its share of the words, 0 to 1: weighed on the half of the queries that may be looked at. */
const GAIN = {
  /** It is about the very matter, as surely as that is recognised. */
  matter: 0.7,
  /** A name of it stands in the query. */
  name: 0.3,
  /** It is the named company's, and the query asks for its steps or its number. */
  company: 1,
  /** It is the named company's, and the query asks for something else. */
  beside: 0.4,
  /** A number in the query is its company's, or is the beginning of one. */
  number: 1,
} as const;
/** What a page is about beside its first matter, or where another page is the one for it. */
const SECOND = 0.8;
/** Letters with blanks, hyphens or lines below between them: 「we chat pay」, 「Union-Pay」. */
const LATIN_WORDS = /(?<![a-z])[a-z]+(?:[\s_-]+[a-z]+)+/gi;
const BETWEEN_WORDS = /[\s_-]+/;
const MOST_PARTS = [4, 3, 2]; // of a name cut in pieces, the longest first
const SHORTEST_NAME = 3; // characters; shorter ones stand in many other words
/** Below, a page is shown that the chat would not answer with: whoever searches looks for himself. */
const SURELY_FOREIGN = 0.6;
/** So many of the query's words in a page's names make the query ours, whatever it is taken for. */
const NAMED_ENOUGH = 0.5;

/** The same search, its pages ranked again by what the query means; nothing is found where that is surely not ours. */
export function createReadSearch(knowledge: Knowledge, search: Search): Search {
  const { read } = derive(knowledge, modelOf);
  const recognise = derive(knowledge, createRecogniser);
  const namesOf = createNames();
  const latinNames = latinNamesOf(knowledge);
  const phones = [...channelRegistry(knowledge).phones];
  return (asked, options = {}) => {
    const query = namesJoined(asked, latinNames);
    const typed = searchable(query);
    const recognition = recognise(query);
    const gainOf = gainBy(recognition);
    const typedNumbers = numbersIn(typed).map(digitsOf);
    const isTyped = (phone: string) => typedNumbers.some((digits) => phone.startsWith(digits));
    const owners = new Set(phones.flatMap(([phone, { owner }]) => (isTyped(phone) ? [owner.provider] : [])));
    let first: SearchDocument | undefined;
    const rank = (page: SearchDocument, share: number) => {
      if (share === 1) first ??= page;
      const isNamed = namesOf(page).some((name) => name.length >= SHORTEST_NAME && typed.includes(name));
      const ofNumber = page.provider !== undefined && owners.has(page.provider) ? GAIN.number : 0;
      return share + gainOf(page) + ofNumber + (isNamed && page.provider === undefined ? GAIN.name : 0);
    };
    const found = search(query, { ...options, read: read(normalise(query)), rank });
    const isOurs =
      found.named ||
      owners.size > 0 ||
      !isSmallTalk(recognition) ||
      (first !== undefined && speaksOf(first, typed));
    return isOurs ? found : { ...found, total: 0, hits: [] };
  };
}

/** Companies' names of one Latin word, in lower case. */
function latinNamesOf({ providers }: Knowledge): ReadonlySet<string> {
  const names = [...providers.values()].flatMap(({ name, nameEn, aliases }) => [name, nameEn, ...aliases]);
  return new Set(names.map((name) => name.toLowerCase()).filter((name) => /^[a-z]+$/.test(name)));
}

/** The query with every name that was cut in pieces whole again: 「ali pay」 and 「Ali-Pay」 are alipay. */
function namesJoined(query: string, names: ReadonlySet<string>): string {
  return query.replace(LATIN_WORDS, (run) => {
    const words = run.split(BETWEEN_WORDS);
    const parts = words.length;
    const joined: string[] = [];
    while (words.length > 0) {
      const first = (count: number) => words.slice(0, count).join("");
      const count = MOST_PARTS.find((most) => names.has(first(most).toLowerCase())) ?? 1;
      joined.push(first(count));
      words.splice(0, count);
    }
    return joined.length === parts ? run : joined.join(" ");
  });
}

/** Folded, each page's once. */
function createNames(): (page: SearchDocument) => readonly string[] {
  const known = new Map<string, readonly string[]>();
  return ({ key, title, names }) => {
    const folded = known.get(key) ?? [title, ...names].map(searchable);
    known.set(key, folded);
    return folded;
  };
}

function gainBy({
  intent,
  confidence,
  alternatives,
  provider,
}: Recognition): (page: SearchDocument) => number {
  const likely = new Map<IntentId, number>(alternatives.map((other) => [other.intent, other.confidence]));
  likely.set(isRebind(intent) && provider === undefined ? "rebind_howto" : intent, confidence);
  const ofCompany = isRebind(intent) || intent === "contact_official_support" ? GAIN.company : GAIN.beside;
  return (page) => {
    if (page.provider !== undefined) return page.provider === provider ? ofCompany : 0;
    const matter = page.topics.map(
      (topic, at) => (likely.get(topic) ?? 0) * (at === 0 && page.leads ? 1 : SECOND),
    );
    return GAIN.matter * Math.max(0, ...matter);
  };
}

function isSmallTalk({ intent, zone, confidence, entities, unlisted }: Recognition): boolean {
  const isNamed = entities.mentions.length > 0 || unlisted !== undefined;
  return SMALL_TALK.includes(intent) && zone === "answer" && confidence >= SURELY_FOREIGN && !isNamed;
}

/** Half of the words in its names, or all of them anywhere: a keyword of ours, though no sentence. */
function speaksOf({ title, names, body }: SearchDocument, typed: string): boolean {
  const telling = tokenise(typed).filter(({ kind }) => kind !== "char");
  const shareIn = (text: string) => {
    const terms = new Set(tokenise(searchable(text)).map(({ term }) => term));
    return telling.filter(({ term }) => terms.has(term)).length / Math.max(1, telling.length);
  };
  return shareIn([title, ...names].join(" ")) >= NAMED_ENOUGH || shareIn(body) === 1;
}
