// The web app on a free port, with a small help center and scripted conversations behind it.
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Express } from "express";
import type { Knowledge } from "../../bot/knowledge/knowledge.ts";
import { createSearch, type Search } from "../../bot/search/search.ts";
import { AppError } from "../../src/base/errors.ts";
import { createLog } from "../../src/base/log.ts";
import { createMeters } from "../../src/base/meters.ts";
import { createAdmission } from "../../src/chat/admission.ts";
import type { Conversations } from "../../src/chat/conversations.ts";
import { createDirectLine } from "../../src/direct-line/create-direct-line.ts";
import { loadAssets } from "../../src/http/assets.ts";
import { createMetrics } from "../../src/http/metrics.ts";
import { createHttpServer } from "../../src/http/server.ts";
import { createTokens } from "../../src/http/tokens.ts";
import { type AppParts, createApp } from "../../src/routes/app.ts";
import type { FeedbackStore } from "../../src/routes/feedback.ts";
import { createLiveEpochs, type LiveEpochs } from "../../src/storage/epochs.ts";
import { keyInFolder } from "../../src/storage/token-key.ts";
import { aHelpCenter } from "./a-help-center.ts";
import { scriptedConversations } from "./scripted-conversations.ts";
import { CREATED_AT } from "./turns.ts";

export interface WebServer {
  readonly origin: string;
  readonly app: Express;
  readonly votes: Parameters<FeedbackStore["record" | "recordReason"]>[0][];
  close(): Promise<void>;
}

export interface WebServerOptions {
  /** Of one locale, unless it says which it has. */
  readonly content?: { current(locale?: string): Knowledge; locales?: () => readonly string[] };
  readonly conversations?: Conversations;
  readonly config?: Partial<AppParts["config"]>;
  readonly ready?: () => Promise<boolean>;
  readonly problemOfRoom?: AppParts["problemOfRoom"];
  readonly limits?: AppParts["limits"];
  readonly resume?: AppParts["resume"];
  readonly preview?: AppParts["preview"];
  /** The folder of a build with scripts that do something. */
  readonly build?: string;
}

/** The epochs of conversations that are stored nowhere. */
function epochsInMemory(): LiveEpochs {
  const epochs = new Map<string, { epoch: number; least: number }>();
  return createLiveEpochs({
    least: async (ids) =>
      new Map(ids.flatMap((id) => (epochs.has(id) ? [[id, epochs.get(id)?.least ?? 0] as const] : []))),
    async raise(id, { endsEarlier }) {
      const { epoch = 0, least = 0 } = epochs.get(id) ?? {};
      epochs.set(id, { epoch: epoch + 1, least: endsEarlier ? epoch + 1 : least });
      return epoch + 1;
    },
  });
}

/** Knows no codes. */
const refusingResume: AppParts["resume"] = {
  giveCode: async () => ({ code: "ABCD-EFGH", expires_in: 1_800, provider: null }),
  redeem: async () => {
    throw new AppError("resume-refused");
  },
};

/** A build with the real sheet and an empty script, so that these tests need no bundler. */
export async function aBuild(dir: string): Promise<string> {
  await mkdir(join(dir, "assets"), { recursive: true });
  const parts = ["src/browser/tokens.css", "src/browser/help/help.css"].map((file) => readFile(file, "utf8"));
  const sheet = (await Promise.all(parts)).join("\n").replace(/@import .*/, "");
  await writeFile(join(dir, "assets", "help-1.css"), sheet);
  await writeFile(join(dir, "assets", "help-1.js"), "export {};\n");
  for (const name of ["offline", "embed", "frame"]) await writeFile(join(dir, "assets", `${name}-1.js`), "");
  await writeFile(join(dir, "assets", "console-1.css"), "");
  await writeFile(join(dir, "assets", "console-1.js"), "export {};\n");
  const names = ["help.css", "help.js", "offline.js", "embed.js", "frame.js", "console.css", "console.js"];
  const manifest = Object.fromEntries(names.map((name) => [name, `/assets/${name.replace(".", "-1.")}`]));
  await writeFile(join(dir, "manifest.json"), JSON.stringify(manifest));
  return dir;
}

export async function startWebServer(options: WebServerOptions = {}): Promise<WebServer> {
  const dir = await mkdtemp(join(tmpdir(), "huanka-web-"));
  const votes: WebServer["votes"] = [];
  const knowledge = aHelpCenter();
  const searches = new Map<Knowledge, Search>();
  const conversations = options.conversations ?? scriptedConversations((text) => ({ text: `你说：${text}` }));
  const epochs = epochsInMemory();
  const tokens = createTokens({ key: keyInFolder(dir), ttlSeconds: 3_600, epochs });
  const log = createLog("silent");
  const admission = createAdmission(options.limits);
  const config = {
    databaseUrl: "sqlite:none",
    directLineSecret: undefined,
    publicOrigin: undefined,
    trustedOrigins: [],
    trustProxy: 0,
    metricsToken: undefined,
    site: { brand: {} },
    transcriptDays: 90,
    ...options.config,
  };
  const meters = createMeters();
  meters.show("huanka_sockets_open", () => 7);
  const app = createApp({
    content: { locales: () => ["zh-CN"], ...(options.content ?? { current: () => knowledge }) },
    async openSearch(current) {
      const search = searches.get(current) ?? createSearch(current);
      searches.set(current, search);
      return search;
    },
    conversations,
    exported: async (id) => ({
      conversation: { id, locale: "zh-CN", createdAt: CREATED_AT, lastAt: CREATED_AT },
      pages: (async function* () {
        yield (await conversations.read(id)).activities;
      })(),
      state: undefined,
      escalations: [],
      tickets: [],
    }),
    tokens,
    limits: options.limits,
    admission,
    epochs,
    directLine: createDirectLine({
      ...{ conversations, tokens, config, log, admission, epochs },
      throttle: { count: async () => ({ points: 1, resetAt: "" }) },
      countAddresses: false,
    }).routes,
    resume: options.resume ?? refusingResume,
    preview: options.preview,
    feedback: {
      async record(vote) {
        votes.push(vote);
      },
      async recordReason(reason) {
        votes.push(reason);
      },
    },
    config,
    log,
    assets: await loadAssets(options.build ?? (await aBuild(join(dir, "build")))),
    problemOfRoom: options.problemOfRoom ?? (async () => undefined),
    ready: options.ready ?? (async () => true),
    metrics: createMetrics(meters),
    meters,
    clock: () => new Date("2026-11-24T00:00:00.000Z"),
  });
  const server = createHttpServer(app);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    app,
    votes,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await rm(dir, { recursive: true });
    },
  };
}
