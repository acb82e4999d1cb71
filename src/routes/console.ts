// `/console`: where staff sign in and answer. The page holds nothing; what it shows comes by the desk's API.

import type { Request } from "express";
import { BASE_LOCALE, LOCALES } from "../../bot/knowledge/locale.ts";
import type { Assets } from "../http/assets.ts";
import { encode, sendEncoded } from "../http/encoded.ts";
import { defineRoute } from "../http/route.ts";
import { createRouter, type Router } from "../http/router.ts";
import { consolePage, type Visitor } from "../pages/console.ts";
import { type DeskAccess, sessionCookie } from "./desk/access.ts";

const ADDRESSES = [
  { path: "/console", says: "The desk of support staff", visitor: "in" },
  {
    path: "/console/setup",
    says: "The desk, for whoever comes by an invitation: what is behind # is the link",
    visitor: "invited",
  },
] as const;

interface Parts {
  readonly assets: Assets;
  readonly config: DeskAccess["config"];
}

/** Known only where the browser would have sent the cookie: it keeps it back from links of other sites. */
function isSurelyOut(req: Request, parts: Pick<Parts, "config">): boolean {
  const site = req.get("sec-fetch-site");
  return (site === "none" || site === "same-origin") && sessionCookie(req, parts) === undefined;
}

export function consoleRoutes(parts: Parts): Router {
  const pageOf = (locale: string, visitor: Visitor) =>
    encode(consolePage(parts.assets.console, locale, visitor), "text/html; charset=utf-8");
  const pages = new Map(
    LOCALES.map((locale) => [
      locale as string,
      { out: pageOf(locale, "out"), in: pageOf(locale, "in"), invited: pageOf(locale, "invited") },
    ]),
  );
  const routes = ADDRESSES.map((address) =>
    defineRoute({
      path: address.path,
      says: address.says,
      method: "get",
      answers: {
        200: { says: "A page, in Chinese or English as the browser prefers", types: ["text/html"] },
      },
      answer({ req, res }) {
        const locale = req.acceptsLanguages(...LOCALES) || BASE_LOCALE;
        const page = pages.get(locale)?.[isSurelyOut(req, parts) ? "out" : address.visitor];
        if (page) sendEncoded(req, res, page, "no-store");
      },
    }),
  );
  return createRouter(routes);
}
