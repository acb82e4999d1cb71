// The one place where errors become responses: a sentence and an id, never a stack, a path or a query.
import { randomBytes } from "node:crypto";
import type { ErrorRequestHandler, Request } from "express";
import type { Log } from "../base/log.ts";
import { errorReply, isPassing, retryAfterOf, toAppError, warnOfForeignPage } from "../http/answers.ts";
import { sendEncoded } from "../http/encoded.ts";
import { errorPage, notFoundPage } from "../pages/notice.ts";
import type { Snapshot } from "../pages/site.ts";

/** JSON under /api and /v3, a page elsewhere. Only what nobody expected is logged as an error. */
export function errorHandler(snapshotFor: (path: string) => Snapshot, log: Log): ErrorRequestHandler {
  return (thrown: unknown, req, res, next) => {
    if (res.headersSent) {
      next(thrown);
      return;
    }
    const error = toAppError(thrown);
    const id = error.status >= 500 ? randomBytes(6).toString("hex") : undefined;
    warnOfForeignPage(log, error);
    if (id !== undefined) log.error({ err: thrown, id, path: req.path }, "request failed");
    res.status(error.status).set("Cache-Control", "no-store");
    if (isPassing(error)) res.set("Retry-After", String(retryAfterOf(error)));
    const site = snapshotFor(req.originalUrl);
    const said = site.words.errors[error.code];
    if (wantsJson(req)) {
      res.json(errorReply(error, id === undefined ? said : `${said}（${site.words.errorId(id)}）`));
      return;
    }
    const page = error.code === "not-found" ? notFoundPage(site) : errorPage(said, site, id);
    sendEncoded(req, res, site.render(page), "no-store");
  };
}

/** Addresses whose errors are JSON whoever asks. */
export function isApi(path: string): boolean {
  return /^\/(?:api|v3)(?:\/|$)/.test(path);
}

function wantsJson(req: Request): boolean {
  return isApi(req.path) || req.is("application/json") === "application/json";
}
