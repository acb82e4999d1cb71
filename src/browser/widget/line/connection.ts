// Direct Line over fetch: tokens and their renewal, start, reconnect, post and read. Retrying is the callers' job.
import type { ActivitySet, ConversationReply, TokenReply } from "../../../base/wire.ts";
import type { ChatStore, Outgoing, Session } from "./storage.ts";

const TOKEN_URL = "/api/chat/token";
const DIRECT_LINE = "/v3/directline";
const TIMEOUT_MS = 20_000; // a turn is done in 2 s; a phone in a lift may need the rest
const REFRESH_CHECK_MS = 60_000;

/** The server answered, but not with success. Network failures stay the TypeError or DOMException of fetch. */
export class AnswerError extends Error {
  readonly status: number;
  /** What Retry-After asked for, in ms. */
  readonly retryAfterMs: number;

  constructor(response: Response) {
    super(`The chat server answered ${response.status}.`);
    this.status = response.status;
    this.retryAfterMs = (Number(response.headers.get("retry-after")) || 0) * 1_000;
  }
}

export interface Connection {
  /** Starts the stored conversation or a new one; answers the stream's address, which replays from the beginning. */
  start(): Promise<string>;
  /** A new stream address for the running conversation. */
  resume(watermark: string): Promise<string>;
  read(watermark: string): Promise<ActivitySet>;
  /** Posts one message and answers its id; `context` goes along. Throws AnswerError or what fetch throws. */
  post(outgoing: Outgoing, context: Readonly<Record<string, string>>): Promise<string>;
  /** Says that the merchant is writing. Throws as `post` does. */
  typing(): Promise<unknown>;
  /** A token for the stored conversation, or for a new one. Throws as `post` does. */
  token(): Promise<string>;
  /** From now on the conversation of this token is the stored one. */
  keep(reply: TokenReply): void;
  /** Renews the token once half of its life is over; quiet when that fails, the next check tries again. */
  refreshIfDue(): Promise<void>;
}

interface Parts {
  readonly store: ChatStore;
  readonly locale: string;
  /** The old conversation is gone on the server; another has taken its place. */
  onReplaced(): void;
}

/** Throws AnswerError, or what fetch throws. */
export async function send(url: string, method: string, token?: string, body?: unknown): Promise<Response> {
  const response = await fetch(url, {
    method,
    headers: {
      ...(token && { authorization: `Bearer ${token}` }),
      ...(body !== undefined && { "content-type": "application/json" }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  if (!response.ok) throw new AnswerError(response);
  return response;
}

export async function request<Reply>(...call: Parameters<typeof send>): Promise<Reply> {
  return (await send(...call)).json();
}

export const isStatus = (error: unknown, ...statuses: readonly number[]): error is AnswerError =>
  error instanceof AnswerError && statuses.includes(error.status);

// biome-ignore lint/complexity/noExcessiveLinesPerFunction: a factory; its functions are short and share its state.
export function createConnection({ store, locale, onReplaced }: Parts): Connection {
  let renewing: Promise<Session> | undefined;

  function keep(reply: TokenReply): Session {
    const session = {
      conversationId: reply.conversationId,
      token: reply.token,
      refreshAt: Date.now() + reply.expires_in * 500, // half, in ms
    };
    store.saveSession(session);
    return session;
  }

  /** A fresh token, for the old conversation while the server still knows it. */
  async function fetchToken(old: Session | undefined, isLost: boolean): Promise<Session> {
    const bearer = isLost ? undefined : old?.token;
    const reply = await request<TokenReply>(TOKEN_URL, "POST", bearer).catch((error) => {
      if (bearer && isStatus(error, 401, 403, 404)) return request<TokenReply>(TOKEN_URL, "POST");
      throw error;
    });
    const current = store.session(); // ended or exchanged while the server thought: that decision stands
    if (current?.conversationId !== old?.conversationId) return current ?? fetchToken(undefined, true);
    const session = keep(reply);
    if (old && old.conversationId !== session.conversationId) onReplaced();
    return session;
  }

  function renew(old: Session | undefined, isLost = false): Promise<Session> {
    renewing ??= fetchToken(old, isLost).finally(() => {
      renewing = undefined;
    });
    return renewing;
  }

  async function call<Reply>(
    method: string,
    path: (conversationId: string) => string,
    body?: unknown,
  ): Promise<Reply> {
    const session = store.session() ?? (await renew(undefined));
    const attempt = (current: Session) =>
      request<Reply>(DIRECT_LINE + path(current.conversationId), method, current.token, body);
    try {
      return await attempt(session);
    } catch (error) {
      if (!isStatus(error, 401, 403, 404)) throw error;
      const stored = store.session(); // another call or tab may have renewed it meanwhile
      const isNewer = stored !== undefined && stored.token !== session.token;
      return attempt(isNewer ? stored : await renew(session, error.status === 404));
    }
  }

  async function openStream(method: string, path: (id: string) => string, body?: unknown): Promise<string> {
    const reply = await call<ConversationReply>(method, path, body);
    if (store.session()?.conversationId !== reply.conversationId)
      throw new Error("The conversation changed.");
    keep(reply);
    return reply.streamUrl;
  }

  async function refreshIfDue(): Promise<void> {
    const session = store.session();
    if (!session || Date.now() < session.refreshAt) return;
    try {
      const reply = await request<TokenReply>(`${DIRECT_LINE}/tokens/refresh`, "POST", session.token);
      if (store.session()?.conversationId === reply.conversationId) keep(reply);
    } catch (error) {
      if (isStatus(error, 401, 403)) await renew(session).catch(() => undefined);
    }
  }

  setInterval(refreshIfDue, REFRESH_CHECK_MS);
  return {
    start: () => openStream("POST", () => "/conversations", { user: {}, locale }),
    resume: (watermark) =>
      openStream("GET", (id) => `/conversations/${id}?watermark=${encodeURIComponent(watermark)}`),
    read: (watermark) =>
      call("GET", (id) => `/conversations/${id}/activities?watermark=${encodeURIComponent(watermark)}`),
    async post({ id: clientActivityID, text, covered }, context) {
      const channelData = { clientActivityID, ...context, ...(covered && { covered }) };
      const activity = { type: "message", text, textFormat: "plain", locale, channelData };
      const reply = await call<{ id: string }>("POST", (id) => `/conversations/${id}/activities`, activity);
      return reply.id;
    },
    typing: () => call("POST", (id) => `/conversations/${id}/activities`, { type: "typing" }),
    token: async () => (store.session() ?? (await renew(undefined))).token,
    keep,
    refreshIfDue,
  };
}
