// Every page has one address: with a slash too many, or in capitals, it is redirected to that one.
import type { Request, RequestHandler, Response } from "express";
import type { Route } from "../../http/route.ts";

/** What somebody opens by an address that was typed, printed or put together. */
const OPENED = ["text/html", "text/calendar"];

/**
 * One rule for all pages, those to come too: what is a page's address only without its repeated and last slashes and in
 * small letters is a detour to that one. What leads to no page either way is left to be not found.
 */
export function oneAddress(listed: () => readonly Route[]): RequestHandler {
  let made: { readonly of: number; readonly addresses: readonly RegExp[] } | undefined;
  const addresses = () => {
    const routes = listed();
    if (made?.of !== routes.length)
      made = { of: routes.length, addresses: routes.filter(isOpened).map(addressOf) };
    return made.addresses;
  };
  return (req, res, next) => {
    const tidy = tidied(req.path);
    if (tidy === req.path || !["GET", "HEAD"].includes(req.method)) return next();
    // The front page of a locale is the one page that ends with a slash.
    const target = [tidy, `${tidy}/`].find((path) => addresses().some((address) => address.test(path)));
    if (target === undefined || target === req.path) next();
    else redirectForADay(res, target + queryOf(req));
  };
}

/** Of a letter, a digit or a mark that nobody need encode. */
const NEEDLESS_CODE = /%(?:2d|3\d|[46][1-9a-f]|[57][0-9a]|5f|7e)/gi;

/** Small letters written as such, one slash between parts, none at the end; nothing for the front page. */
export function tidied(path: string): string {
  return path
    .replaceAll(NEEDLESS_CODE, decodeURIComponent)
    .toLowerCase()
    .replaceAll(/\/{2,}/g, "/")
    .replace(/\/$/, "");
}

function isOpened({ method, answers }: Route): boolean {
  return method === "get" && OPENED.some((type) => answers[200]?.types?.includes(type));
}

function addressOf({ path }: Route): RegExp {
  return new RegExp(`^${path.replaceAll(".", "\\.").replaceAll(/:\w+/g, "[^/]+")}$`);
}

/** Kept for a day: browsers keep a 301 without a time for ever, also one that was a mistake of ours. */
export function redirectForADay(res: Response, to: string): void {
  res.set("Cache-Control", "max-age=86400").redirect(301, to);
}

/** `?…` as it was asked, or nothing. */
export function queryOf({ originalUrl }: Request): string {
  const start = originalUrl.indexOf("?");
  return start < 0 ? "" : originalUrl.slice(start);
}
