// Which origin a request was made to, and whether the page that made it is ours.
import type { IncomingMessage } from "node:http";
import type { RequestHandler } from "express";
import { AppError } from "../base/errors.ts";

/** A host as browsers write it; anything else in the header is an attack or a mistake and is not echoed. */
const HOST = /^[a-z0-9.-]+(?::\d{1,5})?$|^\[[0-9a-f:.]+\](?::\d{1,5})?$/i;

/** The configured public origin, else what the Host header says; `http://localhost` for a Host that is none. */
export function requestOrigin(req: IncomingMessage, publicOrigin: string | undefined): string {
  if (publicOrigin !== undefined) return publicOrigin;
  const host = req.headers.host ?? "";
  return HOST.test(host) ? `http://${host}` : "http://localhost";
}

/**
 * Refuses a form post that another site made. Browsers say where a request comes from by Sec-Fetch-Site; older
 * ones by Origin. A post with neither is refused too. Throws AppError `forbidden`.
 */
export function requireSameOrigin(publicOrigin: string | undefined): RequestHandler {
  return (req, _res, next) => {
    const site = req.headers["sec-fetch-site"];
    const own =
      site === undefined ? req.headers.origin === requestOrigin(req, publicOrigin) : site === "same-origin";
    if (!own) throw new AppError("forbidden", { site, origin: req.headers.origin });
    next();
  };
}
