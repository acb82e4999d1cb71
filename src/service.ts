// startService(config): the one place that joins all parts, and takes them apart again in the right order.
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { basename, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { createSupportBot } from "../bot/bot.ts";
import { spokenLocale } from "../bot/turn/older-content.ts";
import type { Config } from "./base/config.ts";
import { withCpuLimit } from "./base/cpu-limit.ts";
import { brandCss } from "./base/design/brand.ts";
import { createFreeSpace } from "./base/disk/free-space.ts";
import { StartError } from "./base/errors.ts";
import { newId } from "./base/ids.ts";
import type { ServiceLog } from "./base/log.ts";
import { createMeters } from "./base/meters.ts";
import { createBotChannel } from "./botframework/bot-channel.ts";
import { openCloudAdapter } from "./botframework/cloud-adapter.ts";
import { createAdmission } from "./chat/admission.ts";
import { apologyFor } from "./chat/apology.ts";
import { createConversations } from "./chat/create-conversations.ts";
import { exportConversation } from "./chat/export-conversation.ts";
import { limitedMask } from "./chat/mask-activity.ts";
import { noticeFor } from "./chat/notices.ts";
import { createResume } from "./chat/resume.ts";
import { openDesk } from "./desk/desk.ts";
import { createDeskInTurns } from "./desk/desk-in-turns.ts";
import { createDirectLine } from "./direct-line/create-direct-line.ts";
import { loadAssets } from "./http/assets.ts";
import { createLimits } from "./http/limits.ts";
import { createMetrics } from "./http/metrics.ts";
import { createHttpServer, letGoOfConnections, stopListening } from "./http/server.ts";
import { createTokens } from "./http/tokens.ts";
import { createApp } from "./routes/app.ts";
import { deskStream } from "./routes/desk/stream.ts";
import { createPreview } from "./routes/preview.ts";
import { showContent } from "./served/content-meters.ts";
import { openContent } from "./served/content-source.ts";
import { keptDir } from "./served/kept-folders.ts";
import { MODEL_DIR } from "./served/model-files.ts";
import { createModelSource } from "./served/model-source.ts";
import { showProcess } from "./served/process-meters.ts";
import { SEARCH_DIR } from "./served/search-files.ts";
import { createSearchSource } from "./served/search-source.ts";
import { holdDatabase } from "./storage/engines/sqlite-lock.ts";
import { createLiveEpochs } from "./storage/epochs.ts";
import { createKeyring } from "./storage/keyring.ts";
import { openStore } from "./storage/open-store.ts";
import { openPromisedDeletions, startKeepingPromises } from "./storage/promised-deletions.ts";
import { retentionOverdue, startRetention } from "./storage/retention.ts";
import { openTokenKey, readTokenKeys } from "./storage/token-key.ts";

const ASSETS_DIR = resolve(import.meta.dirname, "../dist/browser");

export interface Service {
  /** `http://127.0.0.1:3978`, with the port really taken. */
  readonly address: string;
  /** What stands behind `#` where the first account is set up, within an hour; undefined once anybody has one. */
  setupLink(): Promise<string | undefined>;
  /**
   * Says at once that it is not ready, serves on for DRAIN_SECONDS, finishes what is under way, closes sockets and the
   * store. Idempotent.
   */
  close(): Promise<void>;
}

/**
 * Starts everything and resolves when it can serve. Throws StartError or ContentError with one clear message for
 * bad configuration, bad content, a taken port or a data directory that cannot be written; nothing stays open then.
 */
// biome-ignore lint/complexity/noExcessiveLinesPerFunction: joins all parts, one line a part.
export async function startService(config: Config, log: ServiceLog): Promise<Service> {
  const opened: (() => Promise<void> | void)[] = [];
  let draining = false;
  const closeAll = async () => {
    for (const close of opened.splice(0).reverse()) await close();
  };
  /** Who balances over several nodes learns of the stop, and lets go of us, before anybody is turned away. */
  const drain = async (server: Server) => {
    if (draining) return;
    draining = true;
    if (config.drainSeconds > 0) letGoOfConnections(server);
    await sleep(config.drainSeconds * 1_000);
  };
  try {
    const meters = createMeters();
    const store = await openStore(config.databaseUrl, log, meters, config.databaseWake);
    opened.push(() => store.close());
    opened.push(await holdDatabase(config.databaseUrl));
    const clock = () => new Date();
    const kept = (built: string) => keptDir(built, resolve(config.dataDir, "cache", basename(built)));
    const models = createModelSource({ dir: await kept(MODEL_DIR), log });
    opened.push(() => models.close());
    const { prepare } = models;
    const [assets, content] = await Promise.all([
      loadAssets(ASSETS_DIR, brandCss(config.site.brand)),
      openContent({
        ...{ dir: config.contentDir, log, snapshots: store.snapshots, clock, prepare },
        // A writer takes edits back and forth and wants to see each.
        heads: config.preview ? undefined : store.heads,
      }),
    ]);
    opened.push(() => content.close());
    const snapshot = async (hash: string) => {
      const older = await content.snapshot(hash);
      return older && models.supplyKept(older);
    };
    const epochs = createLiveEpochs(store.epochs);
    const key = await openTokenKey(config, store.secrets);
    const keys = () => readTokenKeys(config, key, store.secrets);
    const keyring = createKeyring({ keys: await keys(), read: keys, log });
    const tokens = createTokens({ key, keyring, ttlSeconds: config.tokenTtlSeconds, epochs });
    let isCrowded = () => false;
    const limits = config.rateLimit ? createLimits({ isCrowded: () => isCrowded() }) : undefined;
    const space = createFreeSpace(folderOf(config));
    const admission = createAdmission(limits, space.problem);
    const spoken = ({ locale, state }: { locale: string; state: unknown }) =>
      content.current(spokenLocale(state) ?? locale);
    const { delete: remove } = store.conversations;
    const promised = openPromisedDeletions({ folder: config.dataDir, remove, log });
    const conversations = createConversations({
      ...{ store, remove: promised.remove },
      desk: createDeskInTurns({
        ...{ conversations: store.conversations, tickets: store.desk.tickets, knowledge: spoken },
        hours: store.desk.hours,
        isStaffed: store.desk.staff.isStaffed,
      }),
      bot: createSupportBot({ current: content.current, snapshot, limit: withCpuLimit }),
      clock,
      newId,
      mask: limitedMask(),
      apology: (record) => apologyFor(spoken(record), record.state),
      notice: (key, record) => noticeFor(spoken(record), key, record.state),
      reach: content.reach,
      ...{ log, meters },
    });
    const desk = await openDesk({
      ...{ store, conversations, clock, log, tokens, limits, knowledge: spoken },
      ...{ config, mask: limitedMask(), calendar: () => content.current().calendar },
    });
    const resume = createResume({
      ...{ store, tokens, limits, clock, epochs, conversations },
      knowledge: content.current,
    });
    const directLine = createDirectLine({
      ...{ conversations, tokens, config, log, meters, admission, epochs },
      throttle: store.desk.throttle,
      heardTyping: desk.merchants.writes,
      countAddresses: config.rateLimit,
    });
    isCrowded = () => admission.isCrowded() || directLine.isCrowded();
    const botFramework = config.botFramework && {
      adapter: await openCloudAdapter(config.botFramework),
      channel: createBotChannel({ conversations, links: store.channels, tokens, admission }),
    };
    const search = createSearchSource({ dir: await kept(SEARCH_DIR), log });
    opened.push(() => search.close());
    const preview = config.preview ? createPreview(content) : undefined;
    const app = createApp({
      preview,
      content,
      openSearch: search.open,
      conversations,
      tokens,
      directLine: directLine.routes,
      desk,
      ...{ resume, botFramework },
      exported: (id) => exportConversation(store, id),
      feedback: store.feedback,
      config,
      log,
      assets,
      limits,
      admission,
      epochs,
      problemOfRoom: space.problem,
      isDraining: () => draining,
      ready: () =>
        store.ping().then(
          () => true,
          () => false,
        ),
      metrics: createMetrics(meters),
      meters,
      clock,
    });
    opened.push(content.onChange(search.prepare));
    showContent(meters, { content, clock });
    showProcess(meters, { space, log, dataDir: config.dataDir, clock });
    meters.show("huanka_retention_overdue_seconds", () => retentionOverdue(store.retention, clock()));
    const server = createHttpServer(app, { countAddresses: config.rateLimit && config.trustProxy === 0 });
    const consoles = deskStream({ desk, config, log, meters });
    server.on("upgrade", (req, socket, head) => {
      const streams = consoles.serves(req) ? consoles : directLine;
      void streams.upgrade(req, socket, head);
    });
    const address = await listen(server, config);
    if (!(await store.desk.staff.isStaffed()))
      log.info(
        "nobody has an account at the desk, so 「转人工」 leads to the official channels only: huanka staff invite",
      );
    // Only once it serves: a start that fails has nothing under way when the store closes.
    opened.push(startKeepingPromises(promised));
    opened.push(startRetention({ ...store, clock, log, days: config.transcriptDays }));
    for (const locale of content.locales()) search.prepare(content.current(locale));
    // Streams say goodbye while requests under way end: neither waits for the other.
    opened.push(() => Promise.all([stopListening(server), directLine.close()]).then(() => undefined));
    opened.push(() => desk.close());
    opened.push(() => consoles.close());
    opened.push(() => preview?.close());
    return { address, setupLink: () => desk.accounts.first(), close: () => drain(server).then(closeAll) };
  } catch (error) {
    await closeAll();
    throw error;
  }
}

/** Where a SQLite database lies; nowhere for one on another machine. */
function folderOf({ databaseUrl, dataDir }: Config): string | undefined {
  return databaseUrl.startsWith("sqlite:") ? dataDir : undefined;
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
