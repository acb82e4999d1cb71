// Joins both halves of the website chat's protocol: routes for an Express app, streams for the upgrades of its HTTP server.
import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import type { Config } from "../base/config.ts";
import type { Log } from "../base/log.ts";
import { createMeters, type Meters } from "../base/meters.ts";
import type { Admission } from "../chat/admission.ts";
import type { Conversations } from "../chat/conversations.ts";
import type { Router } from "../http/router.ts";
import type { Tokens } from "../http/tokens.ts";
import type { ThrottleStore } from "../storage/desk/throttle-store.ts";
import type { LiveEpochs } from "../storage/epochs.ts";
import { createPlaces } from "./places.ts";
import { directLineRoutes } from "./routes.ts";
import { createStream } from "./stream.ts";
import { createTickets } from "./tickets.ts";

export interface DirectLineParts {
  readonly conversations: Conversations;
  readonly tokens: Tokens;
  readonly config: Pick<
    Config,
    "databaseUrl" | "directLineSecret" | "publicOrigin" | "trustedOrigins" | "trustProxy"
  >;
  readonly log: Log;
  readonly meters?: Meters;
  readonly admission: Admission;
  readonly heardTyping?: (conversationId: string) => Promise<void>;
  readonly epochs: LiveEpochs;
  /** Counts for all nodes over one database. */
  readonly throttle: Pick<ThrottleStore, "count">;
  /** False only on loopback for load tests: all their clients have one address. */
  readonly countAddresses: boolean;
}

export interface DirectLine {
  readonly routes: Router;
  /** Whatever wants to be a WebSocket and is nobody else's. */
  upgrade(req: IncomingMessage, socket: Duplex, head: Buffer): Promise<void>;
  openSockets(): number;
  /** Whether half of the streams that may be open are. */
  isCrowded(): boolean;
  /** Open streams get what is committed and close, some at a time; conversations may still begin, and poll. */
  close(): Promise<void>;
}

export function createDirectLine(parts: DirectLineParts): DirectLine {
  const places = createPlaces({ countAddresses: parts.countAddresses, isCrowded: parts.admission.isCrowded });
  const shared = !parts.config.databaseUrl.startsWith("sqlite:");
  const { meters = createMeters() } = parts;
  const tickets = createTickets(parts.tokens, shared ? parts.throttle : undefined);
  const stream = createStream({ ...parts, tickets, meters, places, shared });
  meters.show("huanka_sockets_open", stream.openSockets);
  return {
    routes: directLineRoutes({ heardTyping: async () => undefined, ...parts, tickets }),
    upgrade: stream.upgrade,
    openSockets: stream.openSockets,
    isCrowded: places.isCrowded,
    close: stream.close,
  };
}
