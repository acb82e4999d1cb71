// What is derived from one content snapshot, made at first use and dropped when the content changes:
// the page table, the rendered pages, and the search over this very content.

import type { Knowledge } from "../../bot/knowledge/knowledge.ts";
import type { Search, SearchAnswer, SearchOptions } from "../../bot/search/search.ts";
import type { Config } from "../base/config.ts";
import type { Assets } from "../http/assets.ts";
import { type Encoded, encode } from "../http/encoded.ts";
import { renderDocument } from "../view/layout.ts";
import type { Page, Site } from "../view/page.ts";
import { filterNames } from "../view/provider-list.ts";
import { type Words, wordsOf } from "../view/wording.ts";
import { createPageTable, type PageTable } from "./page-table.ts";

const HTML = "text/html; charset=utf-8";
const JSON_TYPE = "application/json; charset=utf-8";

/** The content that is served, in the locales that have any. */
export interface Content {
  current(locale?: string): Knowledge;
  locales(): readonly string[];
}

export interface Snapshot extends Site {
  readonly table: PageTable;
  /** Waits while the index of new content is being built, so that results and pages never disagree. */
  search(query: string, options?: SearchOptions): Promise<SearchAnswer>;
  /** A reader page, or undefined for an unknown path. Rendered and compressed once. */
  find(path: string): Encoded | undefined;
  /** What the filter of providers looks through. */
  names(): Encoded;
  /** A page that belongs to one visitor; not kept. */
  render(page: Page): Encoded;
}

/** Answers the snapshot of the current content in one locale. */
export function createSnapshots(parts: {
  content: Content;
  locale: string;
  openSearch: (knowledge: Knowledge) => Promise<Search>;
  assets: Assets;
  config: Pick<Config, "publicOrigin" | "site" | "transcriptDays">;
  /** Only where writers look at their work. */
  previewScript?: string;
}): () => Snapshot {
  const { content, locale, openSearch, assets, config, previewScript } = parts;
  let latest: Snapshot | undefined;
  return () => {
    const knowledge = content.current(locale);
    if (latest?.knowledge !== knowledge) {
      const { css, script, files: built } = assets;
      latest = createSnapshot(
        {
          knowledge,
          words: named(wordsOf(knowledge), config.site.name),
          identity: config.site,
          transcriptDays: config.transcriptDays,
          locales: content.locales(),
          css,
          script,
          built,
          previewScript,
          origin: config.publicOrigin ?? "",
        },
        openSearch,
      );
    }
    return latest;
  };
}

/** The words with the operator's own name for the site. */
export function named(words: Words, siteName: string | undefined): Words {
  return siteName === undefined ? words : { ...words, siteName };
}

function createSnapshot(site: Site, openSearch: (knowledge: Knowledge) => Promise<Search>): Snapshot {
  const table = createPageTable(site);
  const rendered = new Map<string, Encoded>();
  let names: Encoded | undefined;
  return {
    ...site,
    table,
    async search(query, options) {
      const search = await openSearch(site.knowledge);
      return search(query, options);
    },
    find(path) {
      const entry = table.get(path);
      if (!entry) return undefined;
      const page = rendered.get(path) ?? encode(renderDocument(entry.render(), site), HTML);
      rendered.set(path, page);
      return page;
    },
    names() {
      names ??= encode(JSON.stringify(filterNames(site.knowledge)), JSON_TYPE);
      return names;
    },
    render: (page) => encode(renderDocument(page, site), HTML, "passing"),
  };
}
