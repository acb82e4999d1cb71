// The one place where errors become responses: a sentence and an id, never a stack, a path or a query.
import type { ErrorRequestHandler, Request } from "express";
import type { Log } from "../base/log.ts";
import {
  errorReply,
  isPassing,
  noteRefusal,
  retryAfterOf,
  toAppError,
  warnOfProxy,
} from "../http/answers.ts";
import { sendEncoded } from "../http/encoded.ts";
import { REQUEST_ID } from "../http/observed.ts";
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
    noteRefusal(res, error);
    // The log names it in the same line.
    const id = error.status >= 500 ? res.get(REQUEST_ID) : undefined;
    warnOfProxy(log, error);
    if (error.status >= 500) log.error({ err: thrown, path: req.path }, "request failed");
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
