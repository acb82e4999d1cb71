// News between nodes: NOTIFY after commit, never with anybody's words; LISTEN on a connection of its own, kept alive.
import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { Client, type ClientConfig, type Pool } from "pg";
import type { NewsOf } from "./engine.ts";

export interface Notices {
  announce(of: NewsOf, text: string): void;
  onAnnounced(of: NewsOf, listener: (text: string) => void): void;
  isListening(): boolean | undefined;
  hears(): Promise<boolean | undefined>;
  close(): Promise<void>;
}

/** Where LISTEN is missing, or lies, as behind a pooler that lends a connection for one transaction. */
export const NO_NOTICES: Notices = {
  announce() {},
  onAnnounced() {},
  isListening: () => undefined,
  hears: async () => undefined,
  close: async () => {},
};

const CHANNEL: Readonly<Record<NewsOf, string>> = { commit: "huanka_commit", desk: "huanka_desk" };
/** What nodes call to find out whether they hear; nobody else's call means anything to them. */
const CALL = "huanka_call";
/** `LISTEN` takes no parameter. */
const LISTEN_TO_ALL = `LISTEN huanka_commit; LISTEN huanka_desk; LISTEN ${CALL}`;
const RECONNECT_PAUSE_MS = 1_000;
/** A notice takes as long as its way; a busy server may take two seconds to send it. */
const [LOOK_MS, MOST_LOOKS] = [20, 100];

/**
 * Listens until closed, and connects again whenever the connection is lost. Never inside a commit: NOTIFY
 * takes one lock for the whole server. What waits for a NOTIFY under way travels in one. What is lost
 * while disconnected stays lost; readers find it by their watermark. `pool` is what the same server is asked by otherwise:
 * through it each connection is called once, since one that a pooler lends away takes LISTEN and hears nothing.
 */
// biome-ignore lint/complexity/noExcessiveLinesPerFunction: a factory; its functions are short and share its state.
export async function openNotices(config: ClientConfig, pool: Pick<Pool, "query">): Promise<Notices> {
  const listeners: Readonly<Record<NewsOf, Set<(text: string) => void>>> = {
    commit: new Set(),
    desk: new Set(),
  };
  const waiting: Readonly<Record<NewsOf, Set<string>>> = { commit: new Set(), desk: new Set() };
  let client: Client | undefined;
  let heard: Promise<boolean> = Promise.resolve(false);
  let isDeaf = false;
  let sending = false;
  let closed = false;

  const connect = async (): Promise<{ lost: Promise<void> }> => {
    const next = new Client(config) as Client & { readonly processID: number };
    const lost = new Promise<void>((resolve) => {
      next.on("error", () => resolve());
      next.on("end", () => resolve());
    });
    next.on("notification", ({ channel, processId, payload }) => {
      if (processId === next.processID || payload === undefined || channel === CALL) return;
      for (const listener of listeners[channel === CHANNEL.desk ? "desk" : "commit"]) listener(payload);
    });
    await next.connect();
    await next.query(LISTEN_TO_ALL);
    client = next;
    isDeaf = false;
    heard = hearsCall(next, pool);
    void heard.then((hears) => {
      if (client === next) isDeaf = !hears;
    });
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

  const taken = () =>
    (["commit", "desk"] as const).flatMap((of) => {
      const texts = [...waiting[of]];
      waiting[of].clear();
      return texts.map((text) => ({ of, text }));
    });

  const send = async (): Promise<void> => {
    sending = true;
    for (let said = taken(); said.length > 0; said = taken()) {
      const sender = client;
      const text = "SELECT pg_notify(one, said) FROM unnest($1::text[], $2::text[]) AS news(one, said)";
      const news = [said.map(({ of }) => CHANNEL[of]), said.map((one) => one.text)];
      await sender?.query(text, news).catch(() => sender.end());
    }
    sending = false;
  };

  const listening = keepListening(await connect());
  return {
    announce(of, text) {
      waiting[of].add(text);
      if (!sending) void send();
    },
    onAnnounced: (of, listener) => void listeners[of].add(listener),
    isListening: () => client !== undefined && !isDeaf,
    hears: () => heard,
    async close() {
      closed = true;
      await client?.end();
      await listening;
    },
  };
}

/** Whether a call through another connection reaches this one. One that could not be made says nothing against it. */
async function hearsCall(client: Client, pool: Pick<Pool, "query">): Promise<boolean> {
  const call = randomUUID();
  let isHeard = false;
  client.on("notification", ({ payload }) => {
    isHeard ||= payload === call;
  });
  const isMade = await pool.query("SELECT pg_notify($1, $2)", [CALL, call]).then(
    () => true,
    () => false,
  );
  if (!isMade) return true;
  // In steps: after each, what came while this process was busy with other things is read before it is judged.
  for (let looks = 0; looks < MOST_LOOKS && !isHeard; looks += 1)
    await pause(LOOK_MS, undefined, { ref: false });
  return isHeard;
}
