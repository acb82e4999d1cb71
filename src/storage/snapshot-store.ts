// Keeps the content that conversations stand in or spoke from, so that a deploy moves nobody and a transcript replays.

import { promisify } from "node:util";
import { gunzip, gzip } from "node:zlib";
import type { Kysely } from "kysely";
import { z } from "zod";
import { DAY_MS } from "../../bot/knowledge/calendar.ts";
import type { SourceTree } from "../../bot/reading/source-files.ts";
import type { Tables } from "./tables/tables.ts";

/** A merchant who is silent for longer begins anew. */
const UNUSED_AFTER_DAYS = 30;
/** Often enough beside thirty days, and most starts write nothing. */
const SERVED_AGAIN_AFTER_MS = DAY_MS;

const Files = z.array(z.strictObject({ path: z.string(), text: z.string() }));

export interface SnapshotStore {
  /** Keeps a tree under its hash, once; notes that it is served at `now`. Durable when it resolves. */
  save(tree: SourceTree, now: Date): Promise<void>;
  /** A kept tree. The hash is the one it was saved under: line ends are unified since. */
  load(hash: string): Promise<SourceTree | undefined>;
  /**
   * Deletes what no conversation active in the last 30 days spoke from and nobody served since, but for the newest release.
   * Answers the count.
   */
  deleteUnused(now: Date): Promise<number>;
}

export function createSnapshotStore(db: Kysely<Tables>): SnapshotStore {
  return {
    async save({ hash, files }, now) {
      const at = now.toISOString();
      const kept = await db
        .selectFrom("content_snapshots")
        .select("served_at")
        .where("hash", "=", hash)
        .executeTakeFirst();
      if (kept && now.getTime() - Date.parse(kept.served_at) < SERVED_AGAIN_AFTER_MS) return;
      // Another node may save or delete the same snapshot meanwhile; written whole, it is right in each order.
      await db
        .insertInto("content_snapshots")
        .values({ hash, files: await pack(files), created_at: at, served_at: at })
        .onConflict((conflict) => conflict.column("hash").doUpdateSet({ served_at: at }))
        .execute();
    },

    async load(hash) {
      const row = await db
        .selectFrom("content_snapshots")
        .select("files")
        .where("hash", "=", hash)
        .executeTakeFirst();
      return row && { hash, files: await unpack(row.files) };
    },

    async deleteUnused(now) {
      const before = new Date(now.getTime() - UNUSED_AFTER_DAYS * DAY_MS).toISOString();
      const { numDeletedRows } = await db
        .deleteFrom("content_snapshots")
        .where("served_at", "<", before)
        .where("hash", "not in", (row) =>
          row
            .selectFrom("content_heads")
            .select("content_heads.hash")
            .where("content_heads.generation", "=", (newest) =>
              newest
                .selectFrom("content_heads as all_heads")
                .select((all) => all.fn.max("all_heads.generation").as("newest")),
            ),
        )
        .where((row) =>
          row.not(
            row.exists(
              row
                .selectFrom("content_uses")
                .innerJoin("conversations", "conversations.id", "content_uses.conversation_id")
                .select("content_uses.seq")
                .whereRef("content_uses.hash", "=", "content_snapshots.hash")
                .where("conversations.last_at", ">=", before),
            ),
          ),
        )
        .executeTakeFirst();
      return Number(numDeletedRows);
    },
  };
}

/** Text, so that both engines keep it alike; content of half a megabyte becomes a third of that. */
async function pack(files: SourceTree["files"]): Promise<string> {
  return (await promisify(gzip)(JSON.stringify(files))).toString("base64");
}

async function unpack(packed: string): Promise<SourceTree["files"]> {
  const json = await promisify(gunzip)(Buffer.from(packed, "base64"));
  return Files.parse(JSON.parse(json.toString()));
}
