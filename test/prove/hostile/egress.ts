// Whatever a client says, the service connects to nobody (S19).
import { mkdtempSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { openChat, readChat } from "../../support/plain-client.ts";
import { freshDataDir, startProcess, stopProcess } from "../../support/start-process.ts";
import type { Proof } from "../proof.ts";

const STRACE = "strace";
/** Whoever fetches in the background has begun by then. */
const SETTLED_MS = 500;
/** Listening on an address asks the resolver, which answers an IP address by itself. */
const LISTENING = /^node:dns\.lookup 127\.0\.0\.1$/;
const PROBE_READY = "probe ready";
const BASE = "/v3/directline/conversations";

/** Tricks by which an address is made to look harmless; PORT is that of a listener who would notice. */
// biome-ignore format: one line each would be a page
const TRICKS = [
  "http://127.0.0.1:PORT/", "http://2130706433:PORT/", "http://0x7f000001:PORT/", "http://0177.0.0.1:PORT/",
  "http://127.1:PORT/", "http://[::1]:PORT/", "http://[::ffff:127.0.0.1]:PORT/", "http://localhost:PORT/",
  "http://a@127.0.0.1:PORT/", "http://127.0.0.1:PORT@example.invalid/", "http://example.invalid@127.0.0.1:PORT/",
  "http://127.0.0.1:PORT#@example.invalid/", "http://127.0.0.1:PORT/?u=http://169.254.169.254/", "//127.0.0.1:PORT/",
  "http:127.0.0.1:PORT/", "http:/127.0.0.1:PORT/", "http:\\\\127.0.0.1:PORT\\", "HTTP://127.0.0.1:PORT/",
  "http://127。0。0。1:PORT/", "http://①②⑦.0.0.1:PORT/", "http://0.0.0.0:PORT/", "http://[::]:PORT/",
  "https://127.0.0.1:PORT/", "ws://127.0.0.1:PORT/", "wss://127.0.0.1:PORT/", "ftp://127.0.0.1:PORT/",
  "gopher://127.0.0.1:PORT/_x", "file:///etc/passwd", "data:text/html,x", "javascript:fetch('http://127.0.0.1:PORT')",
  "http://169.254.169.254/latest/meta-data/", "http://metadata.invalid/", "http://10.0.0.1/", "http://192.168.0.1/",
  "http://rebind.invalid:PORT/", "dict://127.0.0.1:PORT/", "ldap://127.0.0.1:PORT/", "http://127.0.0.1:PORT/\r\nX: y",
  "http://%31%32%37.0.0.1:PORT/", "http://127.0.0.1:PORT/redirect?to=http://127.0.0.1:PORT/",
];

export interface EgressFigures {
  readonly posts: number;
  /** What the probe inside the process saw. */
  readonly attempts: readonly string[];
  /** Connections that the kernel saw. */
  readonly systemCalls: readonly string[];
  /** Requests that reached the listener every trick points at. */
  readonly caught: number;
  /** Stored activities that still name a `serviceUrl`. */
  readonly serviceUrls: number;
  /** Whether the probe was there at all. */
  readonly isWatched: boolean;
}

/** Talks to the real program with every trick in every field that could hold an address. */
export async function proveEgress(): Promise<EgressFigures> {
  const dir = mkdtempSync(join(tmpdir(), "huanka-egress-"));
  const [probeFile, traceFile] = [join(dir, "probe"), join(dir, "trace")];
  const trap = createServer((_req, res) => res.end());
  let caught = 0;
  trap.on("connection", () => {
    caught += 1;
  });
  await new Promise<void>((done) => trap.listen(0, done));
  const port = String((trap.address() as AddressInfo).port);
  const env = {
    DATA_DIR: freshDataDir(),
    RATE_LIMIT: "off",
    HUANKA_EGRESS_FILE: probeFile,
    NODE_OPTIONS: `--import=${resolve("test/support/egress-probe.ts")}`,
  };
  const running = await startProcess(env, [
    ...[STRACE, "-D", "-f", "-qq", "--seccomp-bpf"],
    ...["-e", "trace=connect,sendto,sendmsg,sendmmsg", "-o", traceFile],
  ]);
  try {
    const talked = await talk(running.address, port);
    await sleep(SETTLED_MS);
    const probed = readFileSync(probeFile, "utf8").split("\n");
    return {
      ...talked,
      attempts: probed.filter(
        (line) => line !== "" && !line.startsWith(PROBE_READY) && !LISTENING.test(line),
      ),
      systemCalls: readFileSync(traceFile, "utf8").split("\n").filter(isOutward),
      caught,
      isWatched: probed.some((line) => line.startsWith(PROBE_READY)),
    };
  } finally {
    await stopProcess(running);
    trap.close();
  }
}

/** A call that names another machine's address, or this one's by the network. Local sockets are no egress. */
function isOutward(line: string): boolean {
  return /sa_family=AF_INET6?\b/.test(line);
}

async function talk(origin: string, port: string): Promise<Pick<EgressFigures, "posts" | "serviceUrls">> {
  const chat = await openChat(origin);
  let posts = 0;
  for (const trick of TRICKS) {
    const url = trick.replaceAll("PORT", port);
    const attachment = { contentType: "image/png", contentUrl: url, thumbnailUrl: url, name: url };
    const said = await fetch(`${origin}${BASE}/${chat.id}/activities`, {
      method: "POST",
      headers: { authorization: `Bearer ${chat.token}`, "content-type": "application/json" },
      body: JSON.stringify({
        type: "message",
        text: `看看这个 ${url}`,
        serviceUrl: url,
        callerId: url,
        attachments: [attachment, { ...attachment, contentType: "text/html" }],
        from: { id: "merchant", name: url, avatarUrl: url },
        conversation: { id: url },
        relatesTo: { serviceUrl: url, conversation: { id: chat.id } },
        channelData: { url, postback: url, webhook: url },
      }),
    });
    if (said.status === 200) posts += 1;
    const query = encodeURIComponent(url);
    for (const path of [`/api/channels/check?value=${query}`, `/api/search?q=${query}`, `/chat?say=${query}`])
      await (
        await fetch(origin + path, {
          headers: { referer: "http://127.0.0.1/", "x-forwarded-host": url.replace(/[^ -~]|[\r\n]/g, "") },
        })
      ).text();
    await fetch(`${origin}${BASE}/${chat.id}/activities`, {
      method: "POST",
      headers: { authorization: `Bearer ${chat.token}`, "content-type": "application/json" },
      body: JSON.stringify({ type: "event", name: "open", value: { url }, serviceUrl: url }),
    });
  }
  const stored = await readChat(origin, chat);
  return { posts, serviceUrls: stored.filter((activity) => "serviceUrl" in activity).length };
}

/** What was not kept, in words. */
export function brokenBy(figures: EgressFigures): string[] {
  const { posts, attempts, systemCalls, caught, serviceUrls, isWatched } = figures;
  return [
    ...(isWatched ? [] : ["the probe did not run"]),
    ...(posts === TRICKS.length ? [] : [`${TRICKS.length - posts} of ${TRICKS.length} messages not taken`]),
    ...attempts.map((attempt) => `the process began ${attempt}`),
    ...systemCalls.map((call) => `the kernel saw ${call}`),
    ...(caught === 0 ? [] : [`${caught} connections reached the listener`]),
    ...(serviceUrls === 0 ? [] : [`${serviceUrls} stored activities with a serviceUrl`]),
  ];
}

export const proof = {
  name: "egress",
  promise: "Whatever address a client writes wherever, the service connects to nobody.",
  needs: ["linux", "strace"],
  short: { seconds: 5, options: {} },
  full: { seconds: 5, options: {} },
  async run() {
    const told = await proveEgress();
    return {
      findings: brokenBy(told),
      figures: [
        `${told.posts} messages with ${TRICKS.length} addresses, ${told.attempts.length} attempts in the process, ` +
          `${told.systemCalls.length} connections seen by the kernel, ${told.caught} at the listener`,
      ],
    };
  },
} satisfies Proof;
