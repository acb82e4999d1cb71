// Which pages of a list answer a question, and in which order.
import type { Listed, SearchReply } from "../../../base/wire.ts";

const LATIN = /^[a-z0-9]+$/;
/** Of the pairs of characters that are asked for, so many have to be there. */
const ENOUGH = 0.5;

export interface Question {
  readonly query: string;
  /** Id of the provider that hits must belong to or be neutral of. */
  readonly provider: string | undefined;
  readonly most: number;
}

/** `urlOf` says where a file of the folder is. */
export function search(
  list: readonly Listed[],
  { query, provider, most }: Question,
  urlOf: (file: string) => string,
): SearchReply {
  const asked = query
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\s\p{P}]/gu, "");
  const hits = list
    .filter((page) => !provider || !page.provider || page.provider === provider)
    .map((page) => ({ page, score: asked === "" ? 0 : scoreOf(page, asked) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score);
  const results = hits.slice(0, most).map(({ page, score }) => ({
    ...{ id: page.file, type: page.type, title: page.title, url: urlOf(page.file) },
    ...{ topics: [], score, excerpt: page.excerpt },
  }));
  return { query, normalised: query, total: hits.length, results, near: [] };
}

/** A whole name before a part of one, that before a part of the text, and all before pairs of characters alone. */
function scoreOf({ words, body }: Listed, asked: string): number {
  if (words.includes(asked)) return 5;
  const isPart = LATIN.test(asked)
    ? (word: string) => word.startsWith(asked)
    : (word: string) => word.includes(asked);
  if (words.some(isPart)) return 4;
  if (body.includes(asked)) return 3;
  const pairs = Array.from({ length: asked.length - 1 }, (_, at) => asked.slice(at, at + 2));
  const shareIn = (text: string) => pairs.filter((pair) => text.includes(pair)).length / pairs.length;
  const [named, written] = [shareIn(words.join("\n")), shareIn(body)];
  return pairs.length > 0 && Math.max(named, written) >= ENOUGH ? named * 2 + written / 2 : 0;
}
