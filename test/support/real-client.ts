// Microsoft's own Direct Line client, with its waits shortened and everything it reports kept.
import { createRequire } from "node:module";
import {
  type Activity,
  ConnectionStatus,
  DirectLine,
  type DirectLineOptions,
} from "botframework-directlinejs";
import type { ChatServer } from "./chat-server.ts";
import { until } from "./raw-stream.ts";

// The client is made for browsers and looks for these there.
Object.assign(globalThis, { XMLHttpRequest: createRequire(import.meta.url)("xhr2") });

/** Instead of 3 to 15 seconds. */
const RECONNECT_MS = 30;

export interface RealClient {
  readonly line: DirectLine;
  readonly statuses: readonly ConnectionStatus[];
  /** Errors that ended the stream of activities; none as long as the client lives. */
  readonly failures: readonly unknown[];
  readonly texts: readonly (string | undefined)[];
  readonly ids: readonly (string | undefined)[];
  /** Posts and answers the id the client reports: `retry` when it believes that posting failed. */
  say(text: string, clientActivityID?: string): Promise<string>;
  has(text: string): Promise<void>;
  online(): Promise<void>;
}

const clients = new Set<DirectLine>();

/** `patient` keeps the client's own waits. */
export function realClient(
  server: Pick<ChatServer, "origin">,
  options: DirectLineOptions,
  { patient = false }: { patient?: boolean } = {},
): RealClient {
  const line = new DirectLine({ domain: `${server.origin}/v3/directline`, timeout: 5_000, ...options });
  if (!patient) Object.assign(line, { getRetryDelay: () => RECONNECT_MS });
  clients.add(line);
  const activities: Activity[] = [];
  const statuses: ConnectionStatus[] = [];
  const failures: unknown[] = [];
  line.connectionStatus$.subscribe((status) => statuses.push(status));
  line.activity$.subscribe(
    (activity) => activities.push(activity),
    (failure: unknown) => failures.push(failure),
  );
  const texts = () => activities.map((activity) => (activity.type === "message" ? activity.text : undefined));
  return {
    line,
    statuses,
    failures,
    get texts() {
      return texts();
    },
    get ids() {
      return activities.map(({ id }) => id);
    },
    say: (text, clientActivityID) =>
      new Promise((resolve, reject) => {
        const channelData = clientActivityID === undefined ? undefined : { clientActivityID };
        const activity = {
          type: "message",
          text,
          from: { id: "merchant" },
          ...(channelData && { channelData }),
        };
        line.postActivity(activity as Activity).subscribe(resolve, reject);
      }),
    has: (text) => until(() => texts().includes(text)),
    online: () => until(() => statuses.includes(ConnectionStatus.Online)),
  };
}

/** Ends every client of a test, so that none goes on polling. */
export function endRealClients(): void {
  for (const line of clients) line.end();
  clients.clear();
}
