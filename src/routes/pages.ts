// Reader pages, as the page table has them, and the ways to them from addresses cut short.
import type { RequestHandler } from "express";
import { z } from "zod";
import { AppError } from "../base/errors.ts";
import { methodNotAllowed } from "../http/answers.ts";
import { PAGE_CACHE, sendEncoded } from "../http/encoded.ts";
import { type Described, defineRoute } from "../http/route.ts";
import { createRouter, type Router } from "../http/router.ts";
import type { Snapshot } from "../pages/site.ts";
import { queryOf, redirectForADay, tidied } from "./site/one-address.ts";

/** Folders a reader may reach by cutting an address short, and the page that lists what is in them. */
const FOLDERS: ReadonlyMap<string, string> = new Map([
  ["/help", "/"],
  ["/guides", "/providers"],
]);

/** The answer of a route that shows a page. */
export function page(says: string): Described["answers"] {
  return { 200: { says, types: ["text/html"] } };
}

/** Of one locale. What it does not know is not found: it comes last among the locale's routes. */
export function pageRoutes(parts: { readonly snapshot: () => Snapshot; readonly prefix: string }): Router {
  const { snapshot, prefix } = parts;
  const at = <Params>(path: string, says: string, params?: z.ZodType<Params>) =>
    defineRoute({
      method: "get",
      path,
      says,
      ...(params && { params, errors: ["not-found" as const] }),
      answers: page(says),
      answer({ req, res }) {
        const found = snapshot().find(req.path);
        if (!found) throw new AppError("not-found");
        sendEncoded(req, res, found, PAGE_CACHE);
      },
    });
  const category = z.string();
  const routes = [
    at("/", "The front page"),
    at("/help/:category", "What there is about a topic", z.object({ category })),
    at("/help/:category/:entry", "An article or a question", z.object({ category, entry: z.string() })),
    at("/providers", "All providers"),
    at("/about", "Who runs the site"),
    at("/privacy", "What is kept, and for how long"),
    at("/providers/:provider", "A provider, with its steps", z.object({ provider: z.string() })),
    at("/guides/:guide", "The steps of a kind of provider", z.object({ guide: z.string() })),
  ];
  /** Redirects the address of a folder. `/en` comes here as `/en/` and is the front page. */
  const shorter: RequestHandler = (req, res) => {
    const found = snapshot().find(req.baseUrl + req.path);
    const folder = FOLDERS.get(tidied(req.path));
    if (found) sendEncoded(req, res, found, PAGE_CACHE);
    else if (folder) redirectForADay(res, req.baseUrl + folder + queryOf(req));
    else throw new AppError("not-found");
  };
  return createRouter(routes, { prefix, under: prefix || "/", last: [onlyRead, shorter] });
}

const onlyRead: RequestHandler = (req, res, next) => {
  if (req.method === "GET" || req.method === "HEAD") next();
  else methodNotAllowed("GET, HEAD")(req, res, next);
};
