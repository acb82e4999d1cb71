// Errors with a code, a status and two texts: one for the person asking, one for the log.

/** Every code, with the HTTP status and the sentence a merchant or client may read. */
const CODES = {
  "bad-argument": { status: 400, wire: "BadArgument", text: "请求内容有误，请检查后再试。" },
  unauthorized: { status: 401, wire: "Unauthorized", text: "请先打开对话。" },
  forbidden: { status: 403, wire: "Forbidden", text: "这个对话不属于你。" },
  "token-expired": { status: 403, wire: "TokenExpired", text: "对话凭证已过期，请刷新页面。" },
  "resume-refused": {
    status: 403,
    wire: "ResumeRefused",
    text: "续聊码或机构不对，或者已经过期、用过了。请在原来的设备上重新取一个。",
  },
  "not-found": { status: 404, wire: "NotFound", text: "没有找到这个页面。" },
  "conversation-not-found": { status: 404, wire: "NotFound", text: "没有找到这段对话，请重新打开。" },
  "method-not-allowed": { status: 405, wire: "MethodNotAllowed", text: "不支持这种请求方式。" },
  "too-large": { status: 413, wire: "TooLarge", text: "内容太长，请分几条发送。" },
  "unsupported-media": { status: 415, wire: "UnsupportedMediaType", text: "不支持这种内容格式。" },
  "rate-limited": { status: 429, wire: "TooManyRequests", text: "发送太快了，请稍等几秒再试。" },
  overloaded: { status: 503, wire: "ServiceUnavailable", text: "现在有些忙，消息没有保存，请稍后再发。" },
  internal: { status: 500, wire: "InternalError", text: "出了点问题，请稍后再试。" },
} as const;
export type ErrorCode = keyof typeof CODES;

/** The one error class thrown across layers; `details` go to the log and never to a client. */
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

  /** The sentence a merchant may read. */
  get publicMessage(): string {
    return CODES[this.code].text;
  }
}

/** An operator's mistake or a broken machine: printed as one message, then exit ≠ 0. */
export class StartError extends Error {
  override readonly name = "StartError";
}
