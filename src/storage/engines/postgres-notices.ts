// News between nodes: NOTIFY after commit with conversation ids only, LISTEN on a connection of its own, kept alive.
import { setTimeout as pause } from "node:timers/promises";
import { Client, type ClientConfig } from "pg";

export interface Notices {
  announce(conversationId: string): void;
  onAnnounced(listener: (conversationId: string) => void): void;
  close(): Promise<void>;
}

const CHANNEL = "huanka_commit";
const RECONNECT_PAUSE_MS = 1_000;

/**
 * Listens until closed, and connects again whenever the connection is lost. Never inside a commit: NOTIFY
 * takes one lock for the whole server. Ids that wait for a NOTIFY under way travel in one. What is lost
 * while disconnected stays lost; readers find it by their watermark.
 */
export async function openNotices(config: ClientConfig): Promise<Notices> {
  const listeners = new Set<(conversationId: string) => void>();
  const waiting = new Set<string>();
  let client: Client | undefined;
  let sending = false;
  let closed = false;

  const connect = async (): Promise<{ lost: Promise<void> }> => {
    const next = new Client(config) as Client & { readonly processID: number };
    const lost = new Promise<void>((resolve) => {
      next.on("error", () => resolve());
      next.on("end", () => resolve());
    });
    next.on("notification", ({ processId, payload }) => {
      if (processId === next.processID || payload === undefined) return;
      for (const listener of listeners) listener(payload);
    });
    await next.connect();
    await next.query(`LISTEN ${CHANNEL}`);
    client = next;
    if (closed) await next.end();
    return { lost };
  };

  const keepListening = async (first: { lost: Promise<void> }): Promise<void> => {
    let connection: { lost: Promise<void> } | undefined = first;
    while (!closed) {
      await connection?.lost;
      client = undefined;
      if (!closed) await pause(RECONNECT_PAUSE_MS);
      if (!closed) connection = await connect().catch(() => undefined);
    }
    await connection?.lost;
  };

  const send = async (): Promise<void> => {
    sending = true;
    while (waiting.size > 0) {
      const ids = [...waiting];
      waiting.clear();
      const sender = client;
      const text = `SELECT pg_notify('${CHANNEL}', id) FROM unnest($1::text[]) AS id`;
      await sender?.query(text, [ids]).catch(() => sender.end());
    }
    sending = false;
  };

  const listening = keepListening(await connect());
  return {
    announce(conversationId) {
      waiting.add(conversationId);
      if (!sending) void send();
    },
    onAnnounced: (listener) => void listeners.add(listener),
    async close() {
      closed = true;
      await client?.end();
      await listening;
    },
  };
}
