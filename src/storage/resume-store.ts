// Keeps the codes that carry a conversation to another device: never the code itself, and each for one use.
import type { Kysely } from "kysely";
import { AppError } from "../base/errors.ts";
import type { Engine } from "./engines/engine.ts";
import type { Tables } from "./tables/tables.ts";

export interface ResumeCode {
  /** First part of the code in clear: it finds the row, so that every try at a code is counted against it. */
  readonly selector: string;
  /** Keyed hash of the whole code. */
  readonly verifier: string;
  readonly conversationId: string;
  /** The provider known when the code was made. */
  readonly provider: string | undefined;
  /** UTC timestamp. */
  readonly expiresAt: string;
}

export interface ResumeStore {
  /**
   * Keeps a code and drops expired ones and the earlier code of the same conversation. False when the selector is
   * taken by another conversation's live code: make another one.
   */
  add(code: ResumeCode, now: string): Promise<boolean>;
  /**
   * Counts a try and answers the code it was aimed at, or undefined when there is none alive or its tries are used
   * up. Counting comes first, so that tries made at once are all counted.
   */
  takeTry(selector: string, options: { now: string; most: number }): Promise<ResumeCode | undefined>;
  /** What is kept of the conversation's code, if any, without what could prove it. */
  ofConversation(conversationId: string): Promise<{ expiresAt: string; used: boolean } | undefined>;
  /** Uses the code up. False when somebody else did a moment ago. */
  use(selector: string, now: string): Promise<boolean>;
}

export function createResumeStore(db: Kysely<Tables>, engine: Pick<Engine, "commitBatch">): ResumeStore {
  const find = (selector: string) =>
    db.selectFrom("resume_codes").selectAll().where("selector", "=", selector).executeTakeFirst();
  return {
    async add({ selector, verifier, conversationId, provider, expiresAt }, now) {
      await db
        .deleteFrom("resume_codes")
        .where((row) => row.or([row("expires_at", "<=", now), row("conversation_id", "=", conversationId)]))
        .execute();
      const query = db
        .insertInto("resume_codes")
        .values({
          selector,
          verifier,
          conversation_id: conversationId,
          provider: provider ?? null,
          tries: 0,
          expires_at: expiresAt,
          used_at: null,
        })
        .compile();
      return (await engine.commitBatch([{ query, rows: 1 }])) === "committed";
    },

    async takeTry(selector, { now, most }) {
      const query = db
        .updateTable("resume_codes")
        .set((row) => ({ tries: row("tries", "+", 1) }))
        .where("selector", "=", selector)
        .where("used_at", "is", null)
        .where("expires_at", ">", now)
        .where("tries", "<", most)
        .compile();
      const outcome = await engine.commitBatch([{ query, rows: 1 }]);
      if (outcome === "conflict") return undefined;
      const row = outcome === "committed" ? await find(selector) : undefined;
      if (!row) throw new AppError("internal", { resume: outcome });
      return {
        selector,
        verifier: row.verifier,
        conversationId: row.conversation_id,
        provider: row.provider ?? undefined,
        expiresAt: row.expires_at,
      };
    },

    async ofConversation(conversationId) {
      const row = await db
        .selectFrom("resume_codes")
        .select(["expires_at", "used_at"])
        .where("conversation_id", "=", conversationId)
        .executeTakeFirst();
      return row && { expiresAt: row.expires_at, used: row.used_at !== null };
    },

    async use(selector, now) {
      const query = db
        .updateTable("resume_codes")
        .set({ used_at: now })
        .where("selector", "=", selector)
        .where("used_at", "is", null)
        .compile();
      return (await engine.commitBatch([{ query, rows: 1 }])) === "committed";
    },
  };
}
