// startService(config): the one place that joins all parts, and takes them apart again in the right order.
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createSupportBot } from "../bot/bot.ts";
import type { Reply } from "../bot/dialogs/reply.ts";
import type { Knowledge } from "../bot/knowledge/knowledge.ts";
import { maskSecrets } from "../bot/understanding/secrets.ts";
import type { Config } from "./base/config.ts";
import { StartError } from "./base/errors.ts";
import { newId } from "./base/ids.ts";
import type { Log } from "./base/log.ts";
import { createChatToken } from "./channels/chat-token.ts";
import { createConversations } from "./channels/create-conversations.ts";
import { createDirectLine } from "./channels/direct-line/create-direct-line.ts";
import { createLimits } from "./channels/direct-line/limits.ts";
import { createTokens } from "./channels/direct-line/tokens.ts";
import { createResume } from "./channels/resume.ts";
import { createResumeRoutes } from "./channels/resume-routes.ts";
import { openContent } from "./content-source.ts";
import { openStore } from "./storage/open-store.ts";
import { createApp } from "./web/app.ts";
import { loadAssets } from "./web/assets.ts";
import { createMetrics } from "./web/metrics.ts";
import { createPreview } from "./web/preview.ts";
import { SEARCH_DIR } from "./web/search-files.ts";
import { createSearchSource } from "./web/search-source.ts";

const ASSETS_DIR = "dist/browser";
const LOCALE = "zh-CN";
/** Bodies are small and clients near: slower ones are attacks or dead (reliability bar S13). */
const HTTP_LIMITS = { headersTimeout: 10_000, requestTimeout: 30_000, keepAliveTimeout: 10_000 } as const;

export interface Service {
  /** `http://127.0.0.1:3978`, with the port really taken. */
  readonly address: string;
  /** Finishes what is under way, closes sockets and the store. Idempotent. */
  close(): Promise<void>;
}

/**
 * Starts everything and resolves when it can serve. Throws StartError or ContentError with one clear message for
 * bad configuration, bad content, a taken port or a data directory that cannot be written; nothing stays open then.
 */
export async function startService(config: Config, log: Log): Promise<Service> {
  const opened: (() => Promise<void> | void)[] = [];
  const closeAll = async () => {
    for (const close of opened.splice(0).reverse()) await close();
  };
  try {
    const store = await openStore(config.databaseUrl);
    opened.push(() => store.close());
    const clock = () => new Date();
    const [assets, content] = await Promise.all([
      loadAssets(ASSETS_DIR),
      openContent({ dir: config.contentDir, log, locale: LOCALE, snapshots: store.snapshots, clock }),
    ]);
    opened.push(() => content.close());
    await store.snapshots.deleteUnused(clock());
    const tokens = createTokens({ dataDir: config.dataDir, ttlSeconds: config.tokenTtlSeconds });
    const limits = config.rateLimit ? createLimits() : undefined;
    const conversations = createConversations({
      store,
      bot: createSupportBot(content),
      clock,
      newId,
      mask: maskSecrets,
      apology: () => apology(content.current()),
      log,
    });
    const resume = createResume({ store, tokens, limits, clock, knowledge: content.current });
    const channel = { conversations, tokens, config, log, limits };
    const directLine = createDirectLine(channel);
    const search = createSearchSource({ dir: SEARCH_DIR, log });
    opened.push(() => search.close());
    const preview = config.preview ? createPreview(content) : undefined;
    const app = createApp({
      preview,
      content,
      openSearch: search.open,
      conversations,
      tokens,
      directLineRouter: directLine.router,
      chatTokenHandler: createChatToken(channel),
      resume,
      resumeRouter: createResumeRoutes({ resume, tokens, config, log }),
      feedback: store.feedback,
      config,
      log,
      assets,
      limits,
      ready: () =>
        store.ping().then(
          () => true,
          () => false,
        ),
      metrics: createMetrics([
        { name: "huanka_open_sockets", help: "Open chat streams", read: directLine.openSockets },
      ]),
      clock,
    });
    opened.push(content.onChange(search.prepare));
    const server = createServer(HTTP_LIMITS, app);
    directLine.attach(server);
    const address = await listen(server, config);
    search.prepare(content.current());
    opened.push(() => stopListening(server));
    opened.push(() => directLine.close());
    opened.push(() => preview?.close());
    return { address, close: closeAll };
  } catch (error) {
    await closeAll();
    throw error;
  }
}

function listen(server: Server, { host, port }: Config): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      reject(new StartError(explainListening(error, host, port)));
    });
    server.listen(port, host, () => {
      const { port: taken } = server.address() as AddressInfo;
      resolve(`http://${host.includes(":") ? `[${host}]` : host}:${taken}`);
    });
  });
}

function explainListening(error: NodeJS.ErrnoException, host: string, port: number): string {
  if (error.code === "EADDRINUSE") {
    return `Port ${port} on ${host} is taken. Stop what uses it, or set PORT to another number (0 picks a free one).`;
  }
  if (error.code === "EACCES") return `Port ${port} needs more rights. Set PORT to a number above 1023.`;
  return `Cannot listen on ${host}:${port}: ${error.message}. Check HOST and PORT.`;
}

async function stopListening(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  await closed;
}

/** What is said when a turn fails; built without the dialogs, which may be what failed. */
function apology(knowledge: Knowledge): Reply {
  const textOf = (key: string) => knowledge.replies.get(key)?.trim() ?? "";
  const human = textOf("option.human");
  return {
    key: "apology",
    text: textOf("apology"),
    choices: [{ label: human, value: human }],
    why: { rule: "turn/failed", reply: "apology", facts: [], content: knowledge.hash },
  };
}
