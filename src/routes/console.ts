// `/console`: where staff sign in and answer. The page holds nothing; what it shows comes by the desk's API.
import { BASE_LOCALE, LOCALES } from "../../bot/knowledge/locale.ts";
import type { Assets } from "../http/assets.ts";
import { encode, sendEncoded } from "../http/encoded.ts";
import { defineRoute } from "../http/route.ts";
import { createRouter, type Router } from "../http/router.ts";
import { consolePage } from "../pages/console.ts";

const ADDRESSES = [
  { path: "/console", says: "The desk of support staff" },
  {
    path: "/console/setup",
    says: "The desk, for whoever comes by an invitation: what is behind # is the link",
  },
] as const;

export function consoleRoutes({ assets }: { readonly assets: Assets }): Router {
  const pages = new Map(
    LOCALES.map((locale) => [
      locale as string,
      encode(consolePage(assets.console, locale), "text/html; charset=utf-8"),
    ]),
  );
  const routes = ADDRESSES.map((address) =>
    defineRoute({
      ...address,
      method: "get",
      answers: {
        200: { says: "A page, in Chinese or English as the browser prefers", types: ["text/html"] },
      },
      answer({ req, res }) {
        const locale = req.acceptsLanguages(...LOCALES) || BASE_LOCALE;
        const page = pages.get(locale);
        if (page) sendEncoded(req, res, page, "no-store");
      },
    }),
  );
  return createRouter(routes);
}
