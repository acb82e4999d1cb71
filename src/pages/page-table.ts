// Every reader page by its path: what can be requested, what the sitemap lists, what feedback may be about.
import { pageUrl } from "../../bot/knowledge/page-url.ts";
import { entryUrl } from "../view/entries.ts";
import { type Page, type Site, siteUrl } from "../view/page.ts";
import { aboutPage, privacyPage } from "./about.ts";
import { articlePage } from "./article.ts";
import { categoryPage } from "./category.ts";
import { guidePage } from "./guide.ts";
import { homePage } from "./home.ts";
import { providerPage } from "./provider.ts";
import { providersPage } from "./providers.ts";

export interface TableEntry {
  render(): Page;
  /** Day of the last change, where the content says it. */
  readonly updated?: string;
}

export type PageTable = ReadonlyMap<string, TableEntry>;

/** Renders nothing yet: each page is rendered when it is first asked for. */
export function createPageTable(site: Site): PageTable {
  const { knowledge } = site;
  return new Map<string, TableEntry>([
    [siteUrl(site, "/"), { render: () => homePage(site) }],
    [siteUrl(site, "/providers"), { render: () => providersPage(site) }],
    [siteUrl(site, "/about"), { render: () => aboutPage(site) }],
    [siteUrl(site, "/privacy"), { render: () => privacyPage(site) }],
    ...knowledge.categories.map((category): [string, TableEntry] => [
      pageUrl(knowledge, { kind: "category", id: category.id }),
      { render: () => categoryPage(category, site) },
    ]),
    ...[...knowledge.articles.values(), ...knowledge.faqs.values()].map((entry): [string, TableEntry] => [
      entryUrl(entry, knowledge),
      { render: () => articlePage(entry, site), updated: entry.updated },
    ]),
    ...[...knowledge.guides.values()].map((guide): [string, TableEntry] => [
      pageUrl(knowledge, { kind: "guide", id: guide.id }),
      { render: () => guidePage(guide, site), updated: guide.updated },
    ]),
    ...[...knowledge.providers.values()].map((provider): [string, TableEntry] => [
      pageUrl(knowledge, { kind: "provider", id: provider.id }),
      { render: () => providerPage(provider, site), updated: provider.updated },
    ]),
  ]);
}
