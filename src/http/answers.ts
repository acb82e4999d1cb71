// What answers have in common: CORS, no caching, which error it is, and errors as JSON.
import type { ErrorRequestHandler, RequestHandler, Response } from "express";
import { AppError, type ErrorCode } from "../base/errors.ts";
import type { Log } from "../base/log.ts";
import type { LabelsOf } from "../base/metric-table.ts";
import { readOrigin } from "../base/origins.ts";
import type { ErrorReply } from "../base/wire.ts";

/** Two hours, the longest that browsers honour. */
const PREFLIGHT_SECONDS = 7_200;
/** When nothing better is known: long enough for a commit to get through. */
const RETRY_AFTER_SECONDS = 5;

/** Errors that pass by waiting. */
const LATER = new Set<ErrorCode>(["rate-limited", "overloaded", "deletion-promised", "deletion-failed"]);

/**
 * On all answers, errors too: without these headers a browser's client sees status 0 and repeats forever.
 * Any site may read the answer; who may act is decided by token and origin.
 */
export const withCors: RequestHandler = (req, res, next) => {
  res.vary("Origin");
  res.set("Cache-Control", "no-store");
  // A poll repeats the same address; 304 would be no answer to it.
  delete req.headers["if-none-match"];
  if (req.headers.origin !== undefined) {
    res.set("Access-Control-Allow-Origin", req.headers.origin);
    res.set("Access-Control-Expose-Headers", "Retry-After");
  }
  if (req.method !== "OPTIONS") return next();
  res.set({
    "Access-Control-Allow-Methods": "GET, POST, OPTIONS",
    "Access-Control-Allow-Headers": "authorization, content-type, x-ms-bot-agent, x-requested-with",
    "Access-Control-Max-Age": String(PREFLIGHT_SECONDS),
  });
  res.status(204).end();
};

/** No answer of the API is kept: it changes with content and conversation. */
export const noStore: RequestHandler = (_req, res, next) => {
  res.set("Cache-Control", "no-store");
  next();
};

/** Whatever nobody answered. Throws AppError `not-found`. */
export const notFound: RequestHandler = () => {
  throw new AppError("not-found");
};

/** Names the allowed methods and throws AppError `method-not-allowed`. */
export function methodNotAllowed(allow: string): RequestHandler {
  return (_req, res) => {
    res.set("Allow", allow);
    throw new AppError("method-not-allowed");
  };
}

/** The sentence for an error that a merchant or client may read; the wording's, which is above this folder. */
export type Say = (code: ErrorCode) => string;

/** Answers any error as the protocol's JSON and logs what the client must not see. */
export function answerErrors({ log, say }: { readonly log: Log; readonly say: Say }): ErrorRequestHandler {
  return (cause: unknown, req, res, next) => {
    if (res.headersSent) return next(cause);
    const error = toAppError(cause);
    noteRefusal(res, error);
    const { method } = req;
    warnOfProxy(log, error);
    if (error.status >= 500) log.error({ method, err: error }, "request refused");
    else log.debug({ method, code: error.code, ...error.details, err: error.cause }, "request refused");
    if (isPassing(error)) res.set("Retry-After", String(retryAfterOf(error)));
    res.status(error.status).json(errorReply(error, say(error.code)));
  };
}

/**
 * What is refused for a proxy that drops Host, and a page for where it is, is told to the operator, who alone can mend it: the
 * log keeps it to once a minute, as anybody can cause it. A frame without a site says nothing that could be set, and takes no true one's turn.
 */
export function warnOfProxy(log: Log, err: AppError): void {
  if (err.code === "no-host")
    log.warn(
      { err },
      "a request named no Host, and neither pages nor chat are served so: let the proxy pass it on, in nginx by proxy_set_header Host $host",
    );
  const { origin, host } = err.details;
  if (err.code !== "forbidden" || typeof origin !== "string" || "problem" in readOrigin(origin)) return;
  log.warn(
    { err },
    `a page of ${origin} was refused; it asked for ${String(host ?? "no host at all")}. If merchants open this site there, ` +
      `set PUBLIC_ORIGIN=${origin} and let the proxy pass on Host; if it is another site of yours, add it to TRUSTED_ORIGINS`,
  );
}

/** Longer lists help nobody: who mends the first is told of the next. */
const MOST_PROBLEMS = 3;

/** What a client cannot find out by itself is said after the sentence: which fields are wrong, never what stood there. */
export function errorReply({ wireCode, details }: AppError, message: string): ErrorReply {
  const { problems, told } = details;
  const named = Array.isArray(problems) ? ` (${problems.slice(0, MOST_PROBLEMS).join("; ")})` : "";
  const about = told === undefined ? {} : { details: told as Readonly<Record<string, string>> };
  return { error: { code: wireCode, message: message + named, ...about } };
}

/** Whether the same request may succeed after a while. */
export function isPassing({ code }: AppError): boolean {
  return LATER.has(code);
}

type Refusal = LabelsOf<"huanka_refusals_total">["why"];

/** Why somebody is turned away, if that is what the error is. */
export function refusalOf({ code, details }: AppError): Refusal | undefined {
  if (code === "rate-limited") return "rate";
  if (code !== "overloaded") return undefined;
  if ("closing" in details) return "draining";
  return "underWay" in details || "sockets" in details || "waiting" in details ? "crowded" : "full";
}

/** Says it to whoever counts the answers. */
export function noteRefusal(res: Response, error: AppError): void {
  res.locals.refusal = refusalOf(error);
}

/** Whole seconds, never a date: clients of this protocol read nothing else. */
export function retryAfterOf(error: AppError): number {
  const { retryAfterSeconds } = error.details;
  return typeof retryAfterSeconds === "number" ? retryAfterSeconds : RETRY_AFTER_SECONDS;
}

/** The body parser and the router speak in HTTP statuses. */
const BY_STATUS: Readonly<Record<number, ErrorCode>> = {
  400: "bad-argument",
  404: "not-found",
  413: "too-large",
  415: "unsupported-media",
};

/** Any error as one of ours; what nobody expected is `internal`. */
export function toAppError(cause: unknown): AppError {
  if (cause instanceof AppError) return cause;
  const status = cause instanceof Error && "status" in cause ? cause.status : undefined;
  const code = typeof status === "number" ? BY_STATUS[status] : undefined;
  const isParsed = !(cause instanceof Error && "type" in cause && cause.type === "entity.parse.failed");
  const details = isParsed ? {} : { problems: ["body: is no JSON"] };
  return new AppError(code ?? "internal", details, cause);
}
