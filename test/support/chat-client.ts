// A stubborn website chat client: repeats until acknowledged, reconnects by watermark, and keeps book of it all.
import { setTimeout as sleep } from "node:timers/promises";
import { WebSocket } from "ws";
import type { Activity, ActivitySet, ConversationReply } from "../../src/base/wire.ts";

export interface ChatClient {
  readonly conversationId: string;
  /** The latest; a second client joins with it. */
  readonly token: string;
  /** Durable activities in order of arrival, each once. */
  readonly received: readonly Activity[];
  /** clientActivityID → activity id, for every message the server acknowledged. */
  readonly acknowledged: ReadonlyMap<string, string>;
  /** Gaps, repetitions and contradictions; empty when the server kept its promises. */
  readonly violations: readonly string[];
  /** How often a message had to be repeated, and how often the stream was opened. */
  readonly counts: { readonly repeats: number; readonly streams: number };
  /** Posts until the server acknowledges; the id stays the same over all repetitions. */
  say(text: string, clientActivityID: string): Promise<string>;
  /** Waits until an activity like this has arrived, or did before. */
  waitFor(isWanted: (activity: Activity) => boolean): Promise<Activity>;
  /** The whole conversation as the API tells it now. */
  read(): Promise<readonly Activity[]>;
  /** Cuts the stream as a broken network does; the client comes back by itself. */
  drop(): void;
  close(): void;
}

/** A server that is being restarted refuses for a moment; the same pause for all would be a stampede. */
const pause = () => sleep(10 + Math.random() * 60);

/**
 * Opens a conversation at `origin`, which is asked anew on each request, so that a restart may move it. With a token
 * it joins the conversation of that token.
 */
export async function connectChat(origin: () => string, ofToken?: string): Promise<ChatClient> {
  const firstToken = async (): Promise<string> =>
    (await insist(() => request(origin, "/api/chat/token", { method: "POST" }))).token;
  let token = ofToken ?? (await firstToken());
  const base = "/v3/directline/conversations";
  const first: ConversationReply = await insist(() => request(origin, base, { method: "POST", token }));
  const id = first.conversationId;
  const received: Activity[] = [];
  const acknowledged = new Map<string, string>();
  const violations: string[] = [];
  const counts = { repeats: 0, streams: 0 };
  const watchers = new Set<() => void>();
  let watermark = "";
  let socket: WebSocket | undefined;
  let closed = false;

  /** A token lives for half an hour, and a clock may jump; then it is renewed as the widget does it. */
  const ask = async (path: string, options: { method?: string; body?: unknown } = {}) => {
    const used = token;
    try {
      return await request(origin, path, { ...options, token: used });
    } catch (cause) {
      if (!(cause instanceof Refused) || !cause.message.includes("TokenExpired")) throw cause;
      const renewed = await request(origin, "/api/chat/token", { method: "POST", token: used });
      token = renewed.token;
      return request(origin, path, { ...options, token });
    }
  };
  const take = ({ activities, watermark: next }: ActivitySet) => {
    for (const activity of activities.filter(({ type }) => type !== "typing")) {
      const sequence = Number(activity.id.split("|")[1]);
      if (sequence !== received.length) violations.push(`expected ${received.length}, got ${activity.id}`);
      received.push(activity);
    }
    if (next) watermark = next;
    for (const watch of watchers) watch();
  };
  const listen = (streamUrl: string) =>
    new Promise<void>((resolve) => {
      counts.streams += 1;
      socket = new WebSocket(streamUrl);
      socket.on("message", (data) => {
        const text = String(data);
        if (text !== "") take(JSON.parse(text));
      });
      socket.on("error", () => undefined);
      socket.on("close", () => resolve());
    });
  const keepListening = async () => {
    let { streamUrl } = first;
    while (!closed) {
      await listen(streamUrl);
      if (closed) return;
      await pause();
      const again = `${base}/${id}?watermark=${watermark}`;
      const reply: ConversationReply = await insist(
        () => ask(again),
        () => closed,
      );
      ({ token, streamUrl } = reply);
    }
  };
  void keepListening().catch((cause: unknown) => closed || violations.push(`stream: ${String(cause)}`));

  return {
    conversationId: id,
    get token() {
      return token;
    },
    received,
    acknowledged,
    violations,
    counts,
    async say(text, clientActivityID) {
      const body = { type: "message", text, from: { id: "merchant" }, channelData: { clientActivityID } };
      const send = () => ask(`${base}/${id}/activities`, { method: "POST", body });
      const reply = await insist(send, () => {
        counts.repeats += 1;
        return closed;
      });
      const before = acknowledged.get(clientActivityID);
      if (before !== undefined && before !== reply.id) violations.push(`${clientActivityID}: two ids`);
      acknowledged.set(clientActivityID, reply.id);
      return reply.id;
    },
    waitFor: (isWanted) =>
      new Promise((resolve) => {
        const look = () => {
          const found = received.find(isWanted);
          if (!found) return;
          watchers.delete(look);
          resolve(found);
        };
        watchers.add(look);
        look();
      }),
    async read() {
      const all: Activity[] = [];
      for (let from = "0"; ; ) {
        const path = `${base}/${id}/activities?watermark=${from}`;
        const page: ActivitySet = await insist(() => ask(path));
        if (page.activities.length === 0) return all;
        all.push(...page.activities);
        from = page.watermark ?? String(all.length);
      }
    },
    drop: () => socket?.terminate(),
    close() {
      closed = true;
      socket?.close();
    },
  };
}

/** Repeats after network errors, 429 and 5xx; any other refusal is final. */
async function insist<T>(send: () => Promise<T>, isOver: () => boolean = () => false): Promise<T> {
  for (;;) {
    try {
      return await send();
    } catch (cause) {
      if (cause instanceof Refused || isOver()) throw cause;
      await pause();
    }
  }
}

class Refused extends Error {}

async function request(
  origin: () => string,
  path: string,
  { method = "GET", token, body }: { method?: string; token?: string; body?: unknown },
) {
  const response = await fetch(`${origin()}${path}`, {
    method,
    headers: {
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...(body !== undefined && { "content-type": "application/json" }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    // A killed server may leave a request without any answer.
    signal: AbortSignal.timeout(5_000),
  });
  const text = await response.text();
  if (response.ok) return JSON.parse(text);
  const problem = `${method} ${path}: ${response.status} ${text}`;
  throw response.status === 429 || response.status >= 500 ? new Error(problem) : new Refused(problem);
}
