// Articles of the help center as plain Markdown, for the site generators that stand beside it.
import { resolveText } from "../../../bot/knowledge/references.ts";
import { entryUrl } from "../../../src/view/entries.ts";
import { realContent } from "../../support/real-content.ts";

/** A small help center, so that no menu of another generator is made long by all that huanka knows. */
const OTHERS = 19;

export interface SameArticle {
  readonly title: string;
  readonly description: string;
  /** Its path on the help center without the first slash: the path of its file in the other sites too. */
  readonly path: string;
  readonly markdown: string;
}

/** The article at `path`, then others. References are filled in; what only links within huanka loses its link. */
export async function sameArticles(path: string): Promise<readonly [SameArticle, ...SameArticle[]]> {
  const knowledge = await realContent();
  const all = [...knowledge.faqs.values()].map((faq) => ({
    title: faq.question,
    description: faq.summary,
    path: entryUrl(faq, knowledge).slice(1),
    markdown: resolveText(faq.body, { knowledge }).text.replaceAll(/\[([^\]]*)\]\([a-z]+:[^)]*\)/g, "$1"),
  }));
  const read = all.find((article) => `/${article.path}` === path);
  if (read === undefined) throw new Error(`the help center has no question at ${path}`);
  return [read, ...all.filter((article) => article !== read).slice(0, OTHERS)];
}
