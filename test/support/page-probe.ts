// Somebody who reads help pages and sends single posts while the service is in trouble, and notes what they are told.
import { setTimeout as sleep } from "node:timers/promises";
import type { Chat } from "./plain-client.ts";
import { quantile } from "./quantile.ts";

export interface Probe {
  /** Status and milliseconds of each request since the start. */
  readonly pages: readonly Probed[];
  readonly end: () => Promise<void>;
}

export interface Probed {
  readonly status: number;
  readonly ms: number;
}

const PAGES = ["/", "/providers/lakala", "/search?q=换卡"];

/** Asks for one page after another, `perSecond` times a second, and for `paths` instead of our own if given. */
export function probePages(
  origin: string,
  { perSecond, paths = PAGES }: { perSecond: number; paths?: readonly string[] },
): Probe {
  const pages: Probed[] = [];
  let going = true;
  const run = (async () => {
    for (let index = 0; going; index += 1) {
      const path = paths[index % paths.length] ?? "/";
      const [probed] = await Promise.all([timed(() => fetch(origin + path)), sleep(1_000 / perSecond)]);
      pages.push(probed);
    }
  })();
  return {
    pages,
    async end() {
      going = false;
      await run;
    },
  };
}

/** 0 is the status of a request that got no answer. */
export async function timed(request: () => Promise<Response>): Promise<Probed> {
  const startedMs = performance.now();
  const status = await request().then(
    async (response) => {
      await response.arrayBuffer();
      return response.status;
    },
    () => 0,
  );
  return { status, ms: performance.now() - startedMs };
}

export const statusOf = async (url: string) => (await timed(() => fetch(url))).status;

export const p99 = (probes: readonly Probed[]) =>
  quantile(
    probes.map(({ ms }) => ms),
    0.99,
  );

export interface Refusable extends Probed {
  /** Seconds, if the answer named them. */
  readonly retryAfter: number | undefined;
}

/** A post that nobody repeats: what it is told, how long that took, and when it may come again. */
export function probePost(origin: string, { id, token }: Chat, text: string): Promise<Refusable> {
  const body = { type: "message", text, from: { id: "merchant" } };
  const url = `${origin}/v3/directline/conversations/${id}/activities`;
  return postJson(url, { body, headers: { authorization: `Bearer ${token}` } });
}

/** Somebody says that the home page helped. */
export function probeVote(origin: string): Promise<Refusable> {
  return postJson(`${origin}/feedback`, { body: { page: "/", helpful: true }, headers: { origin } });
}

async function postJson(
  url: string,
  { body, headers }: { body: unknown; headers: Readonly<Record<string, string>> },
): Promise<Refusable> {
  let retryAfter: number | undefined;
  const probed = await timed(async () => {
    const response = await fetch(url, {
      method: "POST",
      headers: { ...headers, "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    const named = response.headers.get("retry-after");
    if (named !== null) retryAfter = Number(named);
    return response;
  });
  return { ...probed, retryAfter };
}
