// Built files, and what browsers and crawlers ask for by themselves.

import { z } from "zod";
import { BASE_LOCALE } from "../../../bot/knowledge/locale.ts";
import type { Config } from "../../base/config.ts";
import { AppError } from "../../base/errors.ts";
import { FilterNames } from "../../base/wire-schemas.ts";
import type { Assets } from "../../http/assets.ts";
import { encode, PAGE_CACHE, sendEncoded } from "../../http/encoded.ts";
import { type Answer, defineRoute } from "../../http/route.ts";
import { createRouter, type Router } from "../../http/router.ts";
import { requestOrigin } from "../../http/same-origin.ts";
import type { Snapshot } from "../../pages/site.ts";
import { robotsTxt, sitemapXml } from "../../pages/sitemap.ts";
import { favicon } from "../../view/icons.ts";
import { filterNamesUrl } from "../../view/provider-list.ts";

const FOREVER = "public, max-age=31536000, immutable";
const ONE_HOUR = "public, max-age=3600";
const ONE_DAY = "public, max-age=86400";

const file = (...types: string[]): Readonly<Record<number, Answer>> => ({ 200: { says: "The file", types } });

export function fileRoutes(parts: {
  readonly served: () => readonly Snapshot[];
  readonly assets: Assets;
  readonly config: Pick<Config, "publicOrigin" | "site">;
}): Router {
  const { served, assets } = parts;
  const { publicOrigin, site } = parts.config;
  const sign = encode(favicon(site.brand.light), "image/svg+xml");
  const routes = [
    defineRoute({
      method: "get",
      path: "/favicon.svg",
      says: "The sign of the site",
      answers: file("image/svg+xml"),
      answer: ({ req, res }) => sendEncoded(req, res, sign, ONE_DAY),
    }),
    defineRoute({
      method: "get",
      path: "/embed.js",
      says: "The script that puts the chat on another site",
      answers: file("text/javascript"),
      errors: ["not-found"],
      answer({ req, res }) {
        const script = assets.files.get(assets.embed.script);
        if (!script) throw new AppError("not-found");
        res.set("Cross-Origin-Resource-Policy", "cross-origin");
        sendEncoded(req, res, script, ONE_HOUR);
      },
    }),
    defineRoute({
      method: "get",
      path: "/robots.txt",
      says: "What crawlers should not visit",
      answers: file("text/plain"),
      answer({ req, res }) {
        const text = robotsTxt(requestOrigin(req, publicOrigin));
        sendEncoded(req, res, encode(text, "text/plain; charset=utf-8", "passing"), ONE_DAY);
      },
    }),
    defineRoute({
      method: "get",
      path: "/sitemap.xml",
      says: "Every reader page",
      answers: file("application/xml"),
      answer({ req, res }) {
        const xml = sitemapXml(served(), requestOrigin(req, publicOrigin));
        sendEncoded(req, res, encode(xml, "application/xml; charset=utf-8", "passing"), PAGE_CACHE);
      },
    }),
    defineRoute({
      method: "get",
      path: "/assets/:name",
      says: "A built file, whose name carries its hash",
      params: z.object({ name: z.string().meta({ examples: [assets.css.replace("/assets/", "")] }) }),
      answers: file("text/javascript", "text/css", "image/svg+xml", "image/png"),
      errors: ["not-found"],
      answer({ req, res }) {
        const found = assets.files.get(req.path);
        if (!found) throw new AppError("not-found");
        if (found.type === "image/png") res.set("Cross-Origin-Resource-Policy", "cross-origin");
        sendEncoded(req, res, found, FOREVER);
      },
    }),
  ];
  return createRouter([...routes, namesRoute(served)]);
}

function namesRoute(served: () => readonly Snapshot[]) {
  return defineRoute({
    method: "get",
    path: "/names/:file",
    says: "What the filter of providers looks through, for one language",
    params: z.object({ file: z.string().meta({ examples: [`${BASE_LOCALE}.json`] }) }),
    answers: { 200: { says: "The file", types: ["application/json"], schema: FilterNames } },
    errors: ["not-found"],
    answer({ req, res }) {
      const site = served().find(({ knowledge }) => filterNamesUrl(knowledge) === req.path);
      if (!site) throw new AppError("not-found");
      sendEncoded(req, res, site.names(), PAGE_CACHE);
    },
  });
}
