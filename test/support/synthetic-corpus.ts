// Large help centers that nobody wrote: titles and sentences of our own content, put together by a seeded generator.
import type { Knowledge } from "../../bot/knowledge/knowledge.ts";
import { type SearchDocument, searchDocuments } from "../../bot/search/documents.ts";

export type Shape = "short" | "long";

export interface Corpus {
  readonly documents: readonly SearchDocument[];
  readonly queries: readonly { readonly query: string; readonly key: string }[];
}

const SEED = 20_261_124;
/** A help article of average length; the measurements the design rests on used the same. */
const LONG_CHARACTERS = 980;
const CLAUSE_CHARACTERS = 8;
/** Every sentence stands in many documents; among 10 000 only four together point to one. */
const CLAUSES = 4;

/** Mulberry32: the same numbers on every machine. */
export function seeded(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

/**
 * `short`: a provider's name and a question, nothing else; asked for with one character missing and two others swapped.
 * `long`: such a title over about 980 characters of sentences; asked for by four clauses that stand side by side.
 */
export function syntheticCorpus(
  knowledge: Knowledge,
  { shape, size, queries }: { shape: Shape; size: number; queries: number },
): Corpus {
  const below = seeded(SEED + size);
  const pick = <T>(items: readonly T[]): T => items[below(items.length)] as T;
  const names = [...knowledge.providers.values()].map(({ name }) => name);
  const questions = [...knowledge.intents.values()].flatMap(({ utterances }) => utterances).filter(isChinese);
  const sentences = [
    ...new Set(searchDocuments(knowledge).flatMap(({ body }) => body.split(/(?<=[。！？\n])/))),
  ]
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence.length >= CLAUSE_CHARACTERS);

  const titles = new Set<string>();
  while (titles.size < size) titles.add(`${pick(names)}${pick(questions)}`);
  const bodies = Array.from(titles, () => (shape === "short" ? [] : someSentences(() => pick(sentences))));
  const documents = Array.from(titles, (title, at) => aDocument(String(at), title, bodies[at] ?? []));
  const asked = Array.from({ length: queries }, (_, at) => Math.floor((at * size) / queries));
  return {
    documents,
    queries: asked.map((at) => ({
      key: String(at),
      query:
        shape === "short" ? garbled(documents[at]?.title ?? "", below) : someClauses(bodies[at] ?? [], below),
    })),
  };
}

function someSentences(next: () => string): string[] {
  const chosen: string[] = [];
  for (let length = 0; length < LONG_CHARACTERS; ) {
    const sentence = next();
    chosen.push(sentence);
    length += sentence.length;
  }
  return chosen;
}

function aDocument(key: string, title: string, sentences: readonly string[]): SearchDocument {
  const own = {
    key,
    id: key,
    title,
    names: [title],
    questions: [],
    body: sentences.join(""),
    prose: sentences.join(""),
  };
  return { ...own, type: "article", url: `/help/synthetic/${key}`, topics: [] };
}

function garbled(title: string, below: (limit: number) => number): string {
  const characters = [...title];
  characters.splice(below(characters.length), 1);
  const at = below(characters.length - 1);
  characters.splice(at, 2, characters[at + 1] ?? "", characters[at] ?? "");
  return characters.join("");
}

function someClauses(sentences: readonly string[], below: (limit: number) => number): string {
  const at = below(sentences.length - CLAUSES + 1);
  const asked = sentences.slice(at, at + CLAUSES).map((sentence) => sentence.slice(0, CLAUSE_CHARACTERS));
  return asked.join(" ");
}

function isChinese(text: string): boolean {
  return /^\p{Script=Han}{5,}$/u.test(text);
}
