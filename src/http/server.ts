// The HTTP server with the limits that keep it open for everybody: how slow, how large, how many.
import { createServer, type RequestListener, type Server } from "node:http";
import { addressKeys } from "./client-address.ts";
import { createTally } from "./tally.ts";

/** Bodies are small and clients near: slower ones are attacks or dead. Node's defaults are 60 s and 300 s. */
const LIMITS = {
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  /** Longer than a proxy keeps its side, nginx's 60 s: who hangs up first must not be the one that is just asked. */
  keepAliveTimeout: 75_000,
  /** How often slow requests are looked for; by default they would live 30 s longer than they may. */
  connectionsCheckingInterval: 2_000,
  maxHeaderSize: 16 * 1_024,
} as const;
/** All chat streams that are let in and as many pages as they may ask for at once. */
const MOST_CONNECTIONS = 8_000;
/** What one address may have of all: room for the streams that it may open, and while half are taken, for a shop. */
const SHARE = 0.3;
const SHARE_CROWDED = 0.0125;
const CROWDED = 0.5;
/** A page with all it loads is a dozen; beyond this a client has to come again and stand in line. */
const MOST_REQUESTS_PER_SOCKET = 1_000;

/**
 * Not listening yet. Requests that no two parsers would read alike are refused by Node's strict parser. `countAddresses`
 * unless all come from a proxy: then one address leaves room for others.
 */
export function createHttpServer(
  app: RequestListener,
  { countAddresses = false, most = MOST_CONNECTIONS }: { countAddresses?: boolean; most?: number } = {},
): Server {
  const server = createServer(LIMITS, app);
  server.maxConnections = most;
  server.maxRequestsPerSocket = MOST_REQUESTS_PER_SOCKET;
  if (countAddresses) shareConnections(server, most);
  return server;
}

/** Hangs up on an address that has its share, before anything of it is read. */
function shareConnections(server: Server, most: number): void {
  const byAddress = createTally();
  let open = 0;
  server.prependListener("connection", (socket) => {
    const [key = ""] = addressKeys(socket.remoteAddress ?? "");
    const isCrowded = open >= most * CROWDED;
    if (byAddress.of(key) >= most * (isCrowded ? SHARE_CROWDED : SHARE)) {
      socket.destroy();
      return;
    }
    open += 1;
    byAddress.add(key, 1);
    socket.once("close", () => {
      open -= 1;
      byAddress.add(key, -1);
    });
  });
}

/** Who is still busy then has had as long as a supervisor waits. */
const HARD_END_MS = 10_000;
const LOOK_FOR_IDLE_MS = 100;

/** From now on every answer is the last on its connection, so that proxies let go of it before it is closed. */
export function letGoOfConnections(server: Server): void {
  server.prependListener("request", (_req, res) => {
    res.shouldKeepAlive = false;
  });
}

/**
 * Accepts nobody any more, answers what is under way as the last on its connection, and hangs up on whoever is idle: a
 * proxy would otherwise keep its connections, and the stop would wait for it. Resolves when all are gone.
 */
export async function stopListening(server: Server, hardEndMs = HARD_END_MS): Promise<void> {
  letGoOfConnections(server);
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  const looking = setInterval(() => server.closeIdleConnections(), LOOK_FOR_IDLE_MS);
  const end = setTimeout(() => server.closeAllConnections(), hardEndMs);
  server.closeIdleConnections();
  await closed;
  clearInterval(looking);
  clearTimeout(end);
}
