// What is derived from one content snapshot, made at first use and dropped when the content changes:
// the page table, the rendered pages, and the search index.

import type { Knowledge } from "../../bot/knowledge/knowledge.ts";
import { createSearch } from "../../bot/knowledge/search.ts";
import type { Assets } from "./assets.ts";
import { type Encoded, encode } from "./encoded.ts";
import { renderDocument } from "./layout.ts";
import type { Page, Site } from "./page.ts";
import { createPageTable, type PageTable } from "./page-table.ts";

const HTML = "text/html; charset=utf-8";

export interface Snapshot extends Site {
  readonly table: PageTable;
  readonly search: ReturnType<typeof createSearch>;
  /** A reader page, or undefined for an unknown path. Rendered and compressed once. */
  find(path: string): Encoded | undefined;
  /** A page that belongs to one visitor; not kept. */
  render(page: Page): Encoded;
}

/** Answers the snapshot of the current content. */
export function createSnapshots(parts: {
  content: { current(): Knowledge };
  assets: Assets;
  publicOrigin: string | undefined;
}): () => Snapshot {
  const { content, assets, publicOrigin } = parts;
  let latest: Snapshot | undefined;
  return () => {
    const knowledge = content.current();
    if (latest?.knowledge !== knowledge) {
      latest = createSnapshot({
        knowledge,
        css: assets.css,
        script: assets.script,
        origin: publicOrigin ?? "",
      });
    }
    return latest;
  };
}

function createSnapshot(site: Site): Snapshot {
  const table = createPageTable(site);
  const rendered = new Map<string, Encoded>();
  let search: Snapshot["search"] | undefined;
  return {
    ...site,
    table,
    search(query, options) {
      search ??= createSearch(site.knowledge);
      return search(query, options);
    },
    find(path) {
      const entry = table.get(path);
      if (!entry) return undefined;
      const page = rendered.get(path) ?? encode(renderDocument(entry.render(), site), HTML);
      rendered.set(path, page);
      return page;
    },
    render: (page) => encode(renderDocument(page, site), HTML, "passing"),
  };
}
