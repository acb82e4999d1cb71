// Reader pages, search results, built files, and what crawlers ask for.
import { Router } from "express";
import { z } from "zod";
import { AppError } from "../base/errors.ts";
import type { Assets } from "../http/assets.ts";
import { checked } from "../http/checked.ts";
import { encode, sendEncoded } from "../http/encoded.ts";
import { requestOrigin } from "../http/same-origin.ts";
import { searchPage } from "../pages/search.ts";
import type { Snapshot } from "../pages/site.ts";
import { robotsTxt, sitemapXml } from "../pages/sitemap.ts";
import { FAVICON } from "../view/icons.ts";

const PAGE_CACHE = "public, max-age=60"; // seconds; a corrected number must reach readers within a minute
const FOREVER = "public, max-age=31536000, immutable";
const ONE_DAY = "public, max-age=86400";
const RESULTS = 12;

/** Long pasted texts are cut, not refused: somebody is looking for help. */
const SearchForm = z.object({
  q: z
    .string()
    .default("")
    .transform((query) => query.trim().slice(0, 100)),
  provider: z.string().default(""),
});

/** Folders a reader may reach by cutting an address short, and the page that lists what is in them. */
const FOLDERS: ReadonlyMap<string, string> = new Map([
  ["", "/"],
  ["/help", "/"],
  ["/guides", "/providers"],
]);

/** Built files and what crawlers ask for. Mounted at the root. */
export function filesRouter(parts: {
  snapshots: () => readonly Snapshot[];
  assets: Assets;
  publicOrigin: string | undefined;
}): Router {
  const { snapshots, assets, publicOrigin } = parts;
  const router = Router({ strict: true, caseSensitive: true });
  const favicon = encode(FAVICON, "image/svg+xml");
  router.get("/favicon.svg", (req, res) => sendEncoded(req, res, favicon, ONE_DAY));
  router.get("/robots.txt", (req, res) => {
    const text = robotsTxt(requestOrigin(req, publicOrigin), snapshots());
    sendEncoded(req, res, encode(text, "text/plain; charset=utf-8", "passing"), ONE_DAY);
  });
  router.get("/sitemap.xml", (req, res) => {
    const xml = sitemapXml(snapshots(), requestOrigin(req, publicOrigin));
    sendEncoded(req, res, encode(xml, "application/xml; charset=utf-8", "passing"), PAGE_CACHE);
  });
  router.get("/assets/:name", (req, res) => {
    const file = assets.files.get(req.path);
    if (!file) throw new AppError("not-found");
    sendEncoded(req, res, file, FOREVER);
  });
  return router;
}

/** Search results and reader pages of one locale. Mounted at the root, or at the locale's prefix. */
export function pagesRouter(snapshot: () => Snapshot): Router {
  const router = Router({ strict: true, caseSensitive: true });
  router.get("/search", async (req, res) => {
    const { q, provider } = checked(SearchForm, req.query);
    const site = snapshot();
    const limit = { limit: RESULTS, ...(site.knowledge.providers.has(provider) && { provider }) };
    const { hits, near } = await site.search(q, limit);
    sendEncoded(req, res, site.render(searchPage({ query: q, provider, hits, near }, site)), "no-store");
  });
  router.get(/.*/, (req, res) => {
    const site = snapshot();
    const page = site.find(req.baseUrl + req.path);
    if (page) {
      sendEncoded(req, res, page, PAGE_CACHE);
      return;
    }
    const shorter = req.path.replace(/\/+$/, "");
    const target = req.baseUrl + (FOLDERS.get(shorter) ?? shorter);
    if (target === req.baseUrl + req.path || !site.table.has(target)) throw new AppError("not-found");
    res.redirect(301, target);
  });
  return router;
}
