// A stream of its own over a chat server's conversations, with places and waits of the test's choice.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createLog } from "../../src/base/log.ts";
import { createMeters } from "../../src/base/meters.ts";
import { createPlaces } from "../../src/direct-line/places.ts";
import { createStream, type StreamParts } from "../../src/direct-line/stream.ts";
import type { ChatServer } from "./chat-server.ts";

export async function aStream(
  { conversations, tokens, port: serverPort }: ChatServer,
  { trustProxy = 0, ...options }: Partial<StreamParts> & { trustProxy?: number },
) {
  const config = { directLineSecret: undefined, publicOrigin: undefined, trustedOrigins: [], trustProxy };
  const places = createPlaces({ countAddresses: true });
  const log = createLog("silent");
  const stream = createStream({
    ...{ conversations, config, log, places, shared: false, meters: createMeters() },
    // The server handed them out: here each opens as many streams as a test wants.
    tickets: { use: async (ticket) => (await tokens.verifyTicket(ticket)).claims },
    epochs: { least: async () => new Map(), onEnded: () => undefined },
    ...options,
  });
  const http = createServer().on("upgrade", (req, socket, head) => void stream.upgrade(req, socket, head));
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  const { port } = http.address() as AddressInfo;
  return {
    openSockets: stream.openSockets,
    /** The address of a conversation's stream on this one instead of the server's own. */
    url: ({ streamUrl }: { streamUrl: string }) => streamUrl.replace(`:${serverPort}/`, `:${port}/`),
    async close() {
      await stream.close();
      http.close();
    },
  };
}
