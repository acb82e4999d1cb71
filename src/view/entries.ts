// Lists of articles and questions: in the order writers gave them, as links with their summaries.
import type { Article, Faq } from "../../bot/knowledge/article.ts";
import type { Knowledge } from "../../bot/knowledge/knowledge.ts";
import { pageTitle, pageUrl } from "../../bot/knowledge/page-url.ts";
import { byPhrase, type Html, html } from "./html.ts";
import { langOf } from "./untranslated.ts";

const POPULAR = 8; // fills two columns on a desk and one screen on a phone

export type Entry = Article | Faq;

export function entryUrl(entry: Entry, knowledge: Knowledge): string {
  return pageUrl(knowledge, { kind: entry.kind, id: entry.id });
}

/** An article or FAQ by its id; ids are unique over both. */
export function findEntry(id: string, knowledge: Knowledge): Entry | undefined {
  return knowledge.articles.get(id) ?? knowledge.faqs.get(id);
}

/** Articles, then questions, of one category, each by `order`. */
export function entriesOf(category: string, knowledge: Knowledge): readonly Entry[] {
  return [...sorted(knowledge.articles), ...sorted(knowledge.faqs)].filter(
    (entry) => entry.category === category,
  );
}

/** The questions to show where a reader has not asked one yet. */
export function popularFaqs(knowledge: Knowledge): readonly Faq[] {
  return sorted(knowledge.faqs).slice(0, POPULAR);
}

function sorted<T extends Entry>(entries: ReadonlyMap<string, T>): T[] {
  return [...entries.values()].sort((a, b) => a.order - b.order || a.id.localeCompare(b.id));
}

/** Titles with summaries, or titles alone in the narrow form. */
export function entryList(
  entries: readonly Entry[],
  knowledge: Knowledge,
  form: "full" | "titles" = "full",
): Html {
  return html`<ul class="entries ${form}">${entries.map(
    (entry) =>
      html`<li${langOf(entry)}><a href="${entryUrl(entry, knowledge)}"><b>${byPhrase(pageTitle(entry))}</b>${
        form === "full" && html`<span>${entry.summary}</span>`
      }</a></li>`,
  )}</ul>`;
}
