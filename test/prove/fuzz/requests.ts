// The parts that need a server: odd requests, raw bytes on streams, and any order of events (R18, S22).
import { setTimeout as sleep } from "node:timers/promises";
import fc from "fast-check";
import { WebSocket } from "ws";
import { type ChatServer, startChatServer } from "../../support/chat-server.ts";
import { INSIDE, type OddRequest, oddRequests } from "../../support/odd-requests.ts";
import { PATIENCE_MS } from "../../support/patience.ts";
import { type Chat, openChat, postOnce, readChat } from "../../support/plain-client.ts";
import { openRaw } from "../../support/raw-http.ts";
import { until } from "../../support/raw-stream.ts";
import { requestOnce } from "../../support/single-request.ts";
import { type Fuzzed, insist } from "./fuzzed.ts";

const LARGEST_BODY = 32 * 1_024;
/** For the server to read what came behind the upgrade. */
const SOCKET_WAIT_MS = 5;

async function within<T>(job: Promise<T>): Promise<T | "late"> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<"late">((resolve) => {
    timer = setTimeout(() => resolve("late"), PATIENCE_MS);
  });
  return Promise.race([job, late]).finally(() => clearTimeout(timer));
}

/** `origin` is the real program's. */
export async function fuzzedRequests(origin: string): Promise<Fuzzed[]> {
  const chat = await openChat(origin);
  const requests = oddRequests(chat.token, chat.id);
  return [
    {
      name: "requests",
      runs: 20_000,
      property: fc.asyncProperty(requests, async (request: OddRequest) => {
        const { method, path, headers, body } = request;
        const sent = requestOnce(origin + path, { method, headers, ...(body !== undefined && { body }) });
        const answer = await within(
          sent.catch((cause: unknown) => ({ status: 0, headers: {}, text: String(cause) })),
        );
        if (answer === "late") throw new Error("no answer");
        // Whoever still sends when the refusal is out may find the connection closed.
        if (answer.status === 0 && (body?.length ?? 0) > LARGEST_BODY) return;
        insist(`status ${answer.status} ${answer.text}`, answer.status < 500 && answer.status !== 0);
        const shown = `${JSON.stringify(answer.headers)}\n${answer.text}`;
        const echoed = INSIDE.exec(withoutEcho(shown, request));
        insist(`shows ${echoed?.[0]}`, echoed === null);
      }) as fc.IAsyncProperty<unknown>,
    },
    {
      name: "bytes on streams",
      runs: 5_000,
      property: fc.asyncProperty(fc.array(frameBytes, { minLength: 1, maxLength: 4 }), async (frames) => {
        const { text } = await requestOnce(`${origin}/v3/directline/conversations/${chat.id}?watermark=99`, {
          headers: { authorization: `Bearer ${chat.token}` },
        });
        const url = new URL((JSON.parse(text) as { streamUrl: string }).streamUrl);
        const raw = await openRaw(origin);
        raw.socket.write(
          `GET ${url.pathname}${url.search} HTTP/1.1\r\nHost: ${url.host}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n` +
            "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n",
        );
        for (const bytes of frames) raw.socket.write(bytes);
        let isOver = false;
        void raw.whole.then(() => {
          isOver = true;
        });
        await until(() => isOver || raw.soFar().includes("\r\n\r\n"));
        await Promise.race([raw.whole, sleep(SOCKET_WAIT_MS)]);
        raw.socket.destroy();
        insist(`not upgraded: ${raw.soFar()}`, raw.soFar().startsWith("HTTP/1.1 101"));
        insist("the server is gone", (await requestOnce(`${origin}/healthz`)).status === 200);
      }) as fc.IAsyncProperty<unknown>,
    },
  ];
}

/** Whole frames with odd headers and lengths, and plain noise. */
const frameBytes = fc.oneof(
  fc.uint8Array({ maxLength: 80 }),
  fc
    .record({
      first: fc.nat(255),
      length: fc.constantFrom(0, 1, 125, 126, 127, 200),
      masked: fc.boolean(),
      rest: fc.uint8Array({ maxLength: 140 }),
    })
    .map(({ first, length, masked, rest }) =>
      Uint8Array.from([first, (length & 127) | (masked ? 128 : 0), ...rest]),
    ),
);

/** What the caller wrote itself may come back: the query on a search page, the path of a redirect. */
function withoutEcho(shown: string, { path, body, headers }: OddRequest): string {
  const own = [path, body ?? "", ...Object.values(headers)].map(decoded).join(" ");
  return INSIDE.test(own) ? "" : shown;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

type Step = "post" | "repeat" | "poll" | "stream" | "drop" | "restart";

/** Any order of posting, repeating, polling, reconnecting and restarting: everything once, in order. */
export function fuzzedOrders(): Fuzzed {
  const step = fc.oneof(
    { weight: 8, arbitrary: fc.constantFrom<Step>("post", "repeat", "poll", "stream", "drop") },
    { weight: 1, arbitrary: fc.constant<Step>("restart") },
  );
  return {
    name: "orders of events",
    runs: 500,
    property: fc.asyncProperty(
      fc.array(step, { minLength: 1, maxLength: 15 }),
      playSteps,
    ) as fc.IAsyncProperty<unknown>,
  };
}

async function playSteps(steps: readonly Step[]): Promise<void> {
  let server: ChatServer = await startChatServer();
  const chat: Chat = await openChat(server.origin);
  const acked: string[] = [];
  const sockets: WebSocket[] = [];
  const seen: string[] = [];
  let said = 0;
  const post = async (n: number) => {
    const { status, activityId } = await postOnce(server.origin, chat, { text: `m${n}`, clientId: `c${n}` });
    insist(`post answered ${status}`, status === 200 && activityId !== undefined);
    return activityId ?? "";
  };
  const act: Record<Step, () => Promise<void>> = {
    async post() {
      acked.push(await post(said));
      said += 1;
    },
    async repeat() {
      if (said > 0) insist("a repetition got another id", (await post(said - 1)) === acked.at(-1));
    },
    async poll() {
      await readChat(server.origin, chat);
    },
    async stream() {
      const reply = await requestOnce(
        `${server.origin}/v3/directline/conversations/${chat.id}?watermark=${seen.length}`,
        {
          headers: { authorization: `Bearer ${chat.token}` },
        },
      );
      const socket = new WebSocket((JSON.parse(reply.text) as { streamUrl: string }).streamUrl);
      socket.on("error", () => undefined);
      socket.on("message", (data) => {
        for (const { id } of JSON.parse(String(data)).activities) if (!seen.includes(id)) seen.push(id);
      });
      await new Promise((resolve) => socket.once("open", resolve));
      sockets.push(socket);
    },
    async drop() {
      server.dropStreams();
    },
    async restart() {
      await server.stop();
      server = await startChatServer({ dataDir: server.dataDir });
    },
  };
  try {
    for (const step of steps) await act[step]();
    const stored = await readChat(server.origin, chat);
    const own = stored.filter(({ from }) => from.role === "user").map(({ id }) => id);
    insist(`acknowledged ${acked}, stored ${own}`, acked.join() === own.join());
    insist(
      "a gap in the sequence",
      stored.every(({ id }, n) => Number(id.split("|")[1]) === n),
    );
    insist(
      "a stream out of order",
      seen.every((id, n) => n === 0 || id > (seen[n - 1] ?? "")),
    );
  } finally {
    for (const socket of sockets) socket.terminate();
    await server.close();
  }
}
