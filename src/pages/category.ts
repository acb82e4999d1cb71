// One category: its articles and questions.
import type { Category } from "../../bot/knowledge/article.ts";
import { pageUrl } from "../../bot/knowledge/page-url.ts";
import { entriesOf, entryList } from "../view/entries.ts";
import { html } from "../view/html.ts";
import type { Page, Site } from "../view/page.ts";

export function categoryPage(category: Category, { knowledge }: Site): Page {
  return {
    path: pageUrl(knowledge, { kind: "category", id: category.id }),
    title: category.title,
    description: category.summary,
    crumbs: [],
    main: html`<div class="page-head"><h1>${category.title}</h1><p>${category.summary}</p></div>
${entryList(entriesOf(category.id, knowledge), knowledge)}`,
  };
}
