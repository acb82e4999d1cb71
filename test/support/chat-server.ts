// The website chat over real HTTP, WebSocket and SQLite, with the scripted bot behind it.

import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Duplex } from "node:stream";
import express from "express";
import { newId } from "../../src/base/ids.ts";
import { createLog } from "../../src/base/log.ts";
import { createAdmission } from "../../src/chat/admission.ts";
import type { Conversations } from "../../src/chat/conversations.ts";
import { type ConversationParts, createConversations } from "../../src/chat/create-conversations.ts";
import { exportConversation } from "../../src/chat/export-conversation.ts";
import { createResume } from "../../src/chat/resume.ts";
import { createDirectLine, type DirectLineParts } from "../../src/direct-line/create-direct-line.ts";
import type { Limits } from "../../src/http/limits.ts";
import { createTokens, type Tokens } from "../../src/http/tokens.ts";
import { chatRoutes } from "../../src/routes/chat.ts";
import { createLiveEpochs } from "../../src/storage/epochs.ts";
import { openStore, type Store } from "../../src/storage/open-store.ts";
import { keyInFolder } from "../../src/storage/token-key.ts";
import { wordsOf } from "../../src/view/wording.ts";
import { aHelpCenter } from "./a-help-center.ts";
import { APOLOGY, aNotice, scriptedBot } from "./scripted-bot.ts";

export const SECRET = "a-secret-of-the-operator-0123456789";

export interface ChatServer {
  readonly origin: string;
  readonly port: number;
  readonly dataDir: string;
  readonly store: Store;
  readonly conversations: Conversations;
  readonly tokens: Tokens;
  openSockets(): number;
  /** Cuts every stream as a broken network does. */
  dropStreams(): void;
  /** The first half of stopping: streams are closed, requests still answered. */
  drain(): Promise<void>;
  /** Stops accepting, closes streams; the folder stays for a restart. */
  stop(): Promise<void>;
  /** stop() and remove the folder. */
  close(): Promise<void>;
}

export interface ChatServerOptions {
  readonly dataDir?: string;
  readonly port?: number;
  readonly config?: Partial<DirectLineParts["config"]>;
  readonly limits?: Limits | undefined;
  readonly conversation?: Partial<ConversationParts>;
  /** Puts a faulty layer between the routes and the pipeline. */
  readonly wrap?: (conversations: Conversations) => Conversations;
}

/** Sixteen or more digits in a row are a card number: enough of a masker to see where it is applied. */
export function maskDigits(text: string): { text: string; found: { kind: "pan" }[] } {
  const masked = text.replace(/\d{16,}/g, (digits) => `****${digits.slice(-4)}`);
  return { text: masked, found: masked === text ? [] : [{ kind: "pan" }] };
}

/** A turn pipeline over a store with the scripted bot behind it; a second one over the same store is another node. */
export function aPipeline(
  store: ConversationParts["store"],
  changes: Partial<ConversationParts> = {},
): Conversations {
  return createConversations({
    store,
    bot: scriptedBot(),
    clock: () => new Date(),
    newId,
    mask: maskDigits,
    apology: () => APOLOGY,
    notice: aNotice,
    log: createLog("silent"),
    ...changes,
  });
}

export async function startChatServer(options: ChatServerOptions = {}): Promise<ChatServer> {
  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), "huanka-chat-")));
  const databaseUrl = `sqlite:${join(dataDir, "huanka.db")}`;
  const store = await openStore(databaseUrl);
  const log = createLog("silent");
  const conversations = aPipeline(store, options.conversation);
  const epochs = createLiveEpochs(store.epochs);
  const tokens = createTokens({ key: keyInFolder(dataDir), ttlSeconds: 3_600, epochs });
  const parts: DirectLineParts = {
    conversations: options.wrap?.(conversations) ?? conversations,
    tokens,
    config: {
      databaseUrl,
      directLineSecret: SECRET,
      publicOrigin: undefined,
      trustedOrigins: [],
      trustProxy: 0,
      ...options.config,
    },
    log,
    admission: createAdmission(options.limits),
    epochs,
    throttle: store.desk.throttle,
    countAddresses: options.limits !== undefined,
  };
  const directLine = createDirectLine(parts);
  const app = express();
  app.set("trust proxy", parts.config.trustProxy);
  const { limits } = options;
  const clock = () => new Date();
  const resume = createResume({
    ...{ store, tokens, limits, clock, epochs, conversations },
    knowledge: () => aHelpCenter(),
  });
  app.use(directLine.routes);
  app.use(
    chatRoutes({
      ...parts,
      resume,
      exported: (id) => exportConversation(store, id),
      wordsFor: ({ conversation }) => wordsOf(conversation),
    }),
  );
  const server = createServer(app);
  server.on("upgrade", (req, socket, head) => void directLine.upgrade(req, socket, head));
  const upgraded = new Set<Duplex>();
  server.on("upgrade", (_req, socket) => upgraded.add(socket));
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const stop = async () => {
    await directLine.close();
    await closed(server);
    await store.close();
  };
  return {
    origin: `http://127.0.0.1:${port}`,
    port,
    dataDir,
    store,
    conversations,
    tokens,
    openSockets: directLine.openSockets,
    drain: directLine.close,
    dropStreams() {
      for (const socket of upgraded) socket.destroy();
      upgraded.clear();
    },
    stop,
    async close() {
      await stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
