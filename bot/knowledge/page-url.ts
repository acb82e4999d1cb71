// Addresses of the help center's pages, in one place so that bot, pages, search and sitemap agree.
import { type Article, type Drawing, drawingsOf, type Faq } from "./article.ts";
import type { Knowledge } from "./knowledge.ts";
import { localePrefix } from "./locale.ts";

export interface PageRef {
  readonly kind: "faq" | "article" | "guide" | "provider" | "category";
  readonly id: string;
}

/**
 * The path-absolute address of a page. Articles and FAQs live under their category, so they must exist: throws
 * otherwise, which the loader makes impossible for links in content.
 */
export function pageUrl(knowledge: Knowledge, { kind, id }: PageRef): string {
  const prefix = localePrefix(knowledge.locale);
  switch (kind) {
    case "category":
      return `${prefix}/help/${id}`;
    case "guide":
      return `${prefix}/guides/${id}`;
    case "provider":
      return `${prefix}/providers/${id}`;
    case "faq":
    case "article": {
      const page = (kind === "faq" ? knowledge.faqs : knowledge.articles).get(id);
      if (!page) throw new Error(`no ${kind} ${id}: the loader must have refused a link to it`);
      return `${prefix}/help/${page.category}/${id}`;
    }
    default:
      return kind satisfies never;
  }
}

export interface PageLink {
  readonly title: string;
  readonly url: string;
  /** Drawings that the page shows, for clients that can show them too. */
  readonly drawings?: readonly Drawing[];
}

/** What a page is called: a question is its own title. */
export function pageTitle(page: Article | Faq): string {
  return page.kind === "faq" ? page.question : page.title;
}

export function pageLink(knowledge: Knowledge, page: Article | Faq): PageLink {
  const drawings = drawingsOf(page);
  return {
    title: pageTitle(page),
    url: pageUrl(knowledge, { kind: page.kind, id: page.id }),
    ...(drawings.length > 0 && { drawings }),
  };
}
