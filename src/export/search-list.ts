// What the search of an exported help center looks through: each page with the words by which it is looked for, folded. The
// browser reads it whole: `src/browser/help/find/score.ts`.
import type { Knowledge } from "../../bot/knowledge/knowledge.ts";
import { searchDocuments } from "../../bot/search/documents.ts";
import { normalise } from "../../bot/text/normalise.ts";
import { syllablesOf } from "../../bot/text/syllables.ts";
import type { Listed } from "../base/wire.ts";

const EXCERPT = 80;

const folded = (text: string) => normalise(text).replace(/[\s\p{P}]/gu, "");

/** `fileAt` says where the page at a path lies. */
export function searchList(knowledge: Knowledge, fileAt: (path: string) => string): readonly Listed[] {
  return searchDocuments(knowledge).map(({ type, title, url, provider, names, questions, body, prose }) => {
    const spelt = names.flatMap((name) => {
      const syllables = syllablesOf(name).flat();
      return [syllables.join(""), syllables.map((syllable) => syllable.charAt(0)).join("")];
    });
    const words = [...new Set([...names, ...questions, ...spelt].map(folded))].filter((word) => word !== "");
    const file = fileAt(url);
    return {
      type,
      title,
      file,
      ...(provider && { provider }),
      words,
      body: folded(body),
      excerpt: prose.slice(0, EXCERPT),
    };
  });
}
