// Errors with a code and a status. The sentence a merchant reads is the wording's; details are for the log.

/** Every code, with the HTTP status and its name on the wire. */
const CODES = {
  "bad-argument": { status: 400, wire: "BadArgument" },
  unauthorized: { status: 401, wire: "Unauthorized" },
  forbidden: { status: 403, wire: "Forbidden" },
  "token-expired": { status: 403, wire: "TokenExpired" },
  "resume-refused": { status: 403, wire: "ResumeRefused" },
  /** No ticket by this reference and code. */
  "lookup-refused": { status: 403, wire: "LookupRefused" },
  "not-found": { status: 404, wire: "NotFound" },
  "conversation-not-found": { status: 404, wire: "NotFound" },
  "conversation-full": { status: 409, wire: "ConversationFull" },
  "method-not-allowed": { status: 405, wire: "MethodNotAllowed" },
  /** A colleague has it. */
  taken: { status: 409, wire: "Taken" },
  /** Somebody else speaks to this merchant now. */
  "not-yours": { status: 409, wire: "NotYours" },
  /** The ticket is over, or is in another state than this needs. */
  "not-live": { status: 409, wire: "NotLive" },
  /** Words that must not reach a merchant. */
  guarded: { status: 422, wire: "Guarded" },
  "too-large": { status: 413, wire: "TooLarge" },
  /** An address, or what a browser sends with it, that is longer than is read. */
  "head-too-large": { status: 431, wire: "RequestHeaderFieldsTooLarge" },
  /** Asked for by no name at all: a proxy in front passes on none. */
  "no-host": { status: 400, wire: "BadArgument" },
  /** What was sent did not arrive in time. */
  "too-slow": { status: 408, wire: "RequestTimeout" },
  /** Asked for by a name that is not ours. */
  misdirected: { status: 421, wire: "MisdirectedRequest" },
  "unsupported-media": { status: 415, wire: "UnsupportedMediaType" },
  "rate-limited": { status: 429, wire: "TooManyRequests" },
  overloaded: { status: 503, wire: "ServiceUnavailable" },
  /** Nothing can be written now: it is done as soon as that is possible. */
  "deletion-promised": { status: 503, wire: "DeletionPromised" },
  "deletion-failed": { status: 503, wire: "DeletionFailed" },
  internal: { status: 500, wire: "InternalError" },
} as const;
export type ErrorCode = keyof typeof CODES;

/** How an error is told to a client: the HTTP status, and the code that stays stable for clients. */
export function onTheWire(code: ErrorCode): { readonly status: number; readonly wireCode: string } {
  const { status, wire } = CODES[code];
  return { status, wireCode: wire };
}

/**
 * The one error class thrown across layers; `details` go to the log and never to a client, but for `told`: what whoever
 * asks has to know, such as who has the ticket.
 */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly details: Readonly<Record<string, unknown>>;

  constructor(code: ErrorCode, details: Readonly<Record<string, unknown>> = {}, cause?: unknown) {
    super(`${code} ${JSON.stringify(details)}`, cause === undefined ? undefined : { cause });
    this.name = "AppError";
    this.code = code;
    this.details = details;
  }

  get status(): number {
    return CODES[this.code].status;
  }

  /** Code on the wire, stable for clients. */
  get wireCode(): string {
    return CODES[this.code].wire;
  }
}

/** An operator's mistake or a broken machine: printed as one message, then exit ≠ 0. */
export class StartError extends Error {
  override readonly name = "StartError";
}
