// The one place where errors become responses: a sentence and an id, never a stack, a path or a query.
import { randomBytes } from "node:crypto";
import type { ErrorRequestHandler, Request, RequestHandler } from "express";
import { z } from "zod";
import { AppError } from "../base/errors.ts";
import type { Log } from "../base/log.ts";
import type { ErrorReply } from "../base/wire.ts";
import { isPassing, retryAfterOf } from "../http/answers.ts";
import { sendEncoded } from "../http/encoded.ts";
import { errorPage, notFoundPage } from "../pages/notice.ts";
import type { Snapshot } from "../pages/site.ts";

/** Statuses the body parsers and the router throw with, and our codes for them. */
const CODES = { 400: "bad-argument", 404: "not-found", 413: "too-large", 415: "unsupported-media" } as const;

/** Names the allowed methods and throws AppError `method-not-allowed`. */
export function methodNotAllowed(allow: string): RequestHandler {
  return (_req, res) => {
    res.set("Allow", allow);
    throw new AppError("method-not-allowed");
  };
}

/** JSON under /api and /v3, a page elsewhere. Only what nobody expected is logged as an error. */
export function errorHandler(snapshotFor: (path: string) => Snapshot, log: Log): ErrorRequestHandler {
  return (thrown: unknown, req, res, next) => {
    if (res.headersSent) {
      next(thrown);
      return;
    }
    const error = toAppError(thrown);
    const id = error.status >= 500 ? randomBytes(6).toString("hex") : undefined;
    if (id !== undefined) log.error({ err: thrown, id, path: req.path }, "request failed");
    res.status(error.status).set("Cache-Control", "no-store");
    if (isPassing(error)) res.set("Retry-After", String(retryAfterOf(error)));
    const site = snapshotFor(req.originalUrl);
    const said = site.words.errors[error.code] ?? error.publicMessage;
    if (wantsJson(req)) {
      res.json(errorReply(error, said, id && site.words.errorId(id)));
      return;
    }
    const page = error.code === "not-found" ? notFoundPage(site) : errorPage(said, site, id);
    sendEncoded(req, res, site.render(page), "no-store");
  };
}

function errorReply({ wireCode }: AppError, said: string, number: string | undefined): ErrorReply {
  const message = number === undefined ? said : `${said}（${number}）`;
  return { error: { code: wireCode, message } };
}

function wantsJson(req: Request): boolean {
  return /^\/(?:api|v3)(?:\/|$)/.test(req.path) || req.is("application/json") === "application/json";
}

function toAppError(thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown;
  if (thrown instanceof z.ZodError) return new AppError("bad-argument", {}, thrown);
  const status = thrown instanceof Error && "status" in thrown ? thrown.status : undefined;
  const code = Object.entries(CODES).find(([known]) => known === String(status))?.[1];
  return new AppError(code ?? "internal", {}, thrown);
}
