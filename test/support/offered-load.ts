// Many merchants, each from an address of their own, who together say so many messages a second, come what may.
import { Agent, request } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { quantile } from "./quantile.ts";

export interface Merchant {
  readonly id: string;
  readonly token: string;
  readonly address: string;
  /** clientActivityID → activity id, in the order of the acknowledgements. */
  readonly acknowledged: Map<string, string>;
  /** Ids of messages that were refused: nothing of them may be stored. */
  readonly refused: Set<string>;
  said: number;
  isWaiting: boolean;
}

export interface Answer {
  /** 0 when the connection broke. */
  readonly status: number;
  readonly ms: number;
  readonly hasRetryAfter: boolean;
}

const BASE = "/v3/directline/conversations";
const TICK_MS = 10;
const LINES = ["换卡要钱吗", "拉卡拉换卡", "下一步", "多久到账", "密码忘了怎么办", "在吗", "上一步", "人工"];
/** More connections than any limit lets in at once. */
const agent = new Agent({ keepAlive: true, maxSockets: 1_000 });

export function addressOf(n: number): string {
  return `10.${(n >> 16) & 255}.${(n >> 8) & 255}.${n & 255}`;
}

interface Sent {
  readonly status: number;
  readonly retryAfter: string | undefined;
  readonly text: string;
}

function send(url: string, headers: Record<string, string>, body?: unknown): Promise<Sent> {
  return new Promise((resolve) => {
    const failed = () => resolve({ status: 0, retryAfter: undefined, text: "" });
    const asked = request(
      url,
      { agent, method: body === undefined ? "GET" : "POST", headers },
      (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk)).on("error", failed);
        response.on("end", () =>
          resolve({
            status: response.statusCode ?? 0,
            retryAfter: response.headers["retry-after"],
            text: Buffer.concat(chunks).toString(),
          }),
        );
      },
    );
    asked.on("error", failed).end(body === undefined ? undefined : JSON.stringify(body));
  });
}

const JSON_TYPE = { "content-type": "application/json" };

/** From an address of its own, unless one is given. */
export async function openMerchant(
  origin: string,
  n: number,
  address: string = addressOf(n),
): Promise<Merchant> {
  const from = { ...JSON_TYPE, "x-forwarded-for": address };
  const issued = await send(`${origin}/api/chat/token`, from, {});
  const { token } = JSON.parse(issued.text) as { token: string };
  const opened = await send(origin + BASE, { ...from, authorization: `Bearer ${token}` }, {});
  if (opened.status !== 201) throw new Error(`conversation ${n}: ${opened.status} ${opened.text}`);
  const { conversationId: id } = JSON.parse(opened.text) as { conversationId: string };
  return {
    id,
    token,
    address,
    acknowledged: new Map(),
    refused: new Set(),
    said: 0,
    isWaiting: false,
  };
}

/** One message; the next of the same merchant only after its answer, so that their order is known. */
export async function sayNext(origin: string, merchant: Merchant, own?: string): Promise<Answer> {
  const clientActivityID = `m${merchant.said}`;
  const text = own ?? LINES[merchant.said % LINES.length];
  merchant.said += 1;
  merchant.isWaiting = true;
  const began = performance.now();
  const headers = {
    ...JSON_TYPE,
    authorization: `Bearer ${merchant.token}`,
    "x-forwarded-for": merchant.address,
  };
  const body = { type: "message", text, channelData: { clientActivityID } };
  const sent = await send(`${origin}${BASE}/${merchant.id}/activities`, headers, body);
  merchant.isWaiting = false;
  if (sent.status === 200)
    merchant.acknowledged.set(clientActivityID, (JSON.parse(sent.text) as { id: string }).id);
  else if (sent.status >= 400) merchant.refused.add(clientActivityID);
  return {
    status: sent.status,
    ms: performance.now() - began,
    hasRetryAfter: /^\d+$/.test(sent.retryAfter ?? ""),
  };
}

/** Offers so many messages a second for so long, whether or not earlier ones were answered. */
export async function offer(
  origin: string,
  merchants: readonly Merchant[],
  { perSecond, seconds }: { perSecond: number; seconds: number },
): Promise<Answer[]> {
  const answers: Promise<Answer>[] = [];
  const began = performance.now();
  let turn = 0;
  for (;;) {
    const elapsed = (performance.now() - began) / 1_000;
    if (elapsed >= seconds) return Promise.all(answers);
    for (let skipped = 0; answers.length < elapsed * perSecond && skipped < merchants.length; ) {
      const merchant = merchants[turn % merchants.length];
      turn += 1;
      if (merchant && !merchant.isWaiting) answers.push(sayNext(origin, merchant));
      else skipped += 1;
    }
    await sleep(TICK_MS);
  }
}

/** Milliseconds. */
export const p95 = (answers: readonly Answer[]) =>
  quantile(
    answers.map(({ ms }) => ms),
    0.95,
  );
