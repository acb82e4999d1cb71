// The help center as files that any web server can show: every page of every language, and a search that the browser does
// by itself. What needs the service, such as the chat, is not there, and no link leads to it.
import { posix } from "node:path";
import { guideFor, type Knowledge } from "../../bot/knowledge/knowledge.ts";
import { pageUrl } from "../../bot/knowledge/page-url.ts";
import type { Config } from "../base/config.ts";
import type { Assets } from "../http/assets.ts";
import { checklistDocument } from "../pages/checklist.ts";
import { searchPage } from "../pages/search.ts";
import { createSnapshots, type Snapshot } from "../pages/site.ts";
import { favicon } from "../view/icons.ts";
import { renderDocument } from "../view/layout.ts";
import { siteUrl } from "../view/page.ts";
import { filterNames, filterNamesUrl } from "../view/provider-list.ts";
import { asFile, fileAt } from "./as-files.ts";
import { searchList } from "./search-list.ts";

export interface Export {
  /** Contents by name in the folder. */
  readonly files: ReadonlyMap<string, string | Buffer>;
  /** Addresses that pages of the service lead to, and these do not. */
  readonly dropped: readonly string[];
}

export interface ExportParts {
  /** One of each locale. */
  readonly knowledges: readonly Knowledge[];
  readonly assets: Assets;
  readonly config: Pick<Config, "site" | "transcriptDays">;
}

/** What the page's script fetches when it is needed, by the beginning of its name. */
const FETCHED = /^\/assets\/(?:filter|find|found)-/;

/** Addresses in it are relative, so the folder can be shown at any; it knows none. */
export function exportSite(parts: ExportParts): Export {
  const { knowledges, assets, config } = parts;
  const snapshots = knowledges.map((knowledge) => snapshotOf(knowledge, parts));
  const pages = new Map(snapshots.flatMap(pagesOf));
  const others = new Map<string, string | Buffer>([
    ["favicon.svg", favicon(config.site.brand.light)],
    ...knowledges.map((knowledge): [string, string] => [
      listOf(knowledge),
      JSON.stringify(searchList(knowledge, fileAt)),
    ]),
    ...knowledges.map((knowledge): [string, string] => {
      const file = fileAt(filterNamesUrl(knowledge));
      const seenFromIt = (path: string) => posix.relative(posix.dirname(file), fileAt(path));
      return [file, JSON.stringify(filterNames(knowledge, seenFromIt))];
    }),
    ...[...assets.files]
      .filter(([address]) => [assets.css, assets.script].includes(address) || FETCHED.test(address))
      .map(([address, file]): [string, Buffer] => [fileAt(address), file.bytes("identity")]),
  ]);
  const files = new Set([...[...pages.keys()].map(fileAt), ...others.keys()]);
  const dropped = new Set<string>();
  const written = [...pages].map(([path, { html, list }]): [string, string] => [
    fileAt(path),
    asFile(html, { path, list, files, dropped: (address) => dropped.add(address) }),
  ]);
  return { files: new Map([...written, ...others]), dropped: [...dropped].sort() };
}

const listOf = ({ locale }: Knowledge) => `search.${locale}.json`;

function snapshotOf(knowledge: Knowledge, { knowledges, assets, config }: ExportParts): Snapshot {
  const content = { current: () => knowledge, locales: () => knowledges.map(({ locale }) => locale) };
  const openSearch = () => Promise.reject(new Error("Files have no service that searches."));
  const { locale } = knowledge;
  return createSnapshots({
    content,
    locale,
    openSearch,
    assets,
    config: { ...config, publicOrigin: undefined },
  })();
}

type Rendered = [path: string, page: { readonly html: string; readonly list: string }];

function pagesOf(site: Snapshot): Rendered[] {
  const { knowledge, table } = site;
  const nothing = { query: "", provider: "", hits: [], total: 0, near: [] };
  const pages = [
    ...[...table].map(([path, entry]) => [path, renderDocument(entry.render(), site)] as const),
    [siteUrl(site, "/search"), renderDocument(searchPage(nothing, site), site)] as const,
    ...checklistsOf(site),
  ];
  return pages.map(([path, html]) => [path, { html, list: listOf(knowledge) }]);
}

function checklistsOf({ knowledge, words: { siteName } }: Snapshot): (readonly [string, string])[] {
  const { guides, providers } = knowledge;
  const ofGuides = [...guides.values()].map((guide) => {
    const address = pageUrl(knowledge, { kind: "guide", id: guide.id });
    return [address, checklistDocument({ knowledge, guide, address, siteName })] as const;
  });
  const ofProviders = [...providers.values()].map((provider) => {
    const address = pageUrl(knowledge, { kind: "provider", id: provider.id });
    const guide = guideFor(knowledge, provider);
    return [address, checklistDocument({ knowledge, provider, guide, address, siteName })] as const;
  });
  return [...ofGuides, ...ofProviders].map(([address, html]) => [`${address}/checklist`, html] as const);
}
