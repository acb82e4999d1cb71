// Opens everything that is kept: picks the engine by the URL, migrates, and joins the stores.
import { Kysely } from "kysely";
import { AppError, StartError } from "../base/errors.ts";
import type { Log } from "../base/log.ts";
import { createMeters, type Meters } from "../base/meters.ts";
import { type ChannelStore, createChannelStore } from "./channel-store.ts";
import type { ConversationStore } from "./conversation-store.ts";
import { createConversationStore } from "./conversation-store.ts";
import { createDeskStores, type DeskStores } from "./desk/desk-stores.ts";
import type { Engine, Via, Wake } from "./engines/engine.ts";
import { measured } from "./engines/measured.ts";
import { createEpochStore, type EpochStore } from "./epoch-store.ts";
import { createEscalationStore, type EscalationStore } from "./escalation-store.ts";
import { createFeedbackStore, type FeedbackStore } from "./feedback-store.ts";
import { createHeadStore, type HeadStore } from "./head-store.ts";
import { createRecentStore, type RecentStore } from "./recent-store.ts";
import { createResumeStore, type ResumeStore } from "./resume-store.ts";
import { createRetentionStore, type RetentionStore } from "./retention-store.ts";
import { mayShorten } from "./rows/row-form.ts";
import { migrate } from "./schema.ts";
import { createSnapshotStore, type SnapshotStore } from "./snapshot-store.ts";
import type { Tables } from "./tables/tables.ts";
import { type ClusterSecrets, createClusterSecrets } from "./token-key.ts";

export interface Store {
  readonly conversations: ConversationStore;
  readonly feedback: FeedbackStore;
  readonly escalations: EscalationStore;
  readonly resumeCodes: ResumeStore;
  readonly channels: ChannelStore;
  readonly snapshots: SnapshotStore;
  readonly heads: HeadStore;
  readonly recent: RecentStore;
  readonly epochs: EpochStore;
  readonly secrets: ClusterSecrets;
  readonly retention: RetentionStore;
  readonly desk: DeskStores;
  /** Proves by a durable write that messages can be stored now. Throws AppError `overloaded` when not. */
  ping(): Promise<void>;
  /**
   * Calls back after each committed turn and each deletion, of this node at once and of other nodes by NOTIFY; a
   * hint that may be lost. Listeners must not throw. Answers a function that ends it.
   */
  onCommit(listener: (conversationId: string, via: Via) => void): () => void;
  close(): Promise<void>;
}

/** Only the engine in use is loaded. */
const ENGINES: Readonly<Record<string, () => Promise<(databaseUrl: string, wake: Wake) => Promise<Engine>>>> =
  {
    sqlite: async () => (await import("./engines/sqlite.ts")).openSqlite,
    postgres: async () => (await import("./engines/postgres.ts")).openPostgres,
    postgresql: async () => (await import("./engines/postgres.ts")).openPostgres,
  };

/** Told by the start and by `huanka doctor`. */
export const DEAF =
  "PostgreSQL's notices do not reach this node, as behind a pooler that lends a connection for one transaction: what other nodes commit is told up to two seconds late. Set DATABASE_WAKE=poll, or let DATABASE_URL name the server itself";

/**
 * Opens the database of a `sqlite:` or `postgres://` URL and brings its schema up to date; `log` is told where the
 * copy from before that lies, and when this node is deaf to others.
 * Throws StartError with what is wrong, where, and what to do.
 */
export async function openStore(
  databaseUrl: string,
  log?: Pick<Log, "info" | "warn">,
  meters: Meters = createMeters(),
  wake: Wake = "notify",
): Promise<Store> {
  const load = ENGINES[databaseUrl.split(":", 1)[0] ?? ""];
  if (!load) throw new StartError("DATABASE_URL has to start with sqlite: or postgres://");
  const engine = measured(await (await load())(databaseUrl, wake), meters);
  const db = new Kysely<Tables>({ dialect: engine.dialect });
  let isShort = false;
  try {
    const { copy, newer } = await migrate(new Kysely<Tables>({ dialect: engine.forSteps }), engine);
    if (newer !== undefined)
      log?.info({ schema: newer }, "a newer version made this database's schema; this one serves over it");
    if (copy !== undefined)
      log?.info(
        { copy },
        "the database was brought up to date; delete the copy once the update has proved itself",
      );
    isShort = await mayShorten(db);
  } catch (error) {
    await engine.close();
    throw error;
  }

  void engine.hears().then((hears) => hears === false && log?.warn({}, DEAF));
  const listeners = new Set<(conversationId: string, via: Via) => void>();
  const tell = (conversationId: string, via: Via): void => {
    for (const listener of listeners) listener(conversationId, via);
  };
  engine.onAnnounced("commit", (conversationId) => tell(conversationId, "notice"));
  return {
    conversations: createConversationStore({
      ...{ db, engine, isShort },
      onChanged(conversationId) {
        tell(conversationId, "local");
        engine.announce("commit", conversationId);
      },
    }),
    feedback: createFeedbackStore(db, engine),
    escalations: createEscalationStore(db),
    resumeCodes: createResumeStore(db, engine),
    channels: createChannelStore(db),
    snapshots: createSnapshotStore(db),
    heads: createHeadStore(db),
    recent: createRecentStore(db),
    epochs: createEpochStore(db),
    secrets: createClusterSecrets(db),
    retention: createRetentionStore(db, engine),
    desk: createDeskStores(db, engine),
    async ping() {
      const query = db
        .updateTable("heartbeat")
        .set((row) => ({ beats: row("beats", "+", 1) }))
        .compile();
      const outcome = await engine.commitBatch([{ query, rows: 1 }]);
      if (outcome !== "committed") throw new AppError("internal", { heartbeat: outcome });
    },
    onCommit(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    close: () => engine.close(),
  };
}
