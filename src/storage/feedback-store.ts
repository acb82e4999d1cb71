// What readers say of a help page: helped or not, and why not. Counts only, by page and day, nothing of the reader.
import type { CompiledQuery, Kysely } from "kysely";
import { AppError } from "../base/errors.ts";
import { REASONS, type Reason } from "../base/wire.ts";
import type { Engine } from "./engines/engine.ts";
import type { Tables } from "./tables/tables.ts";

export interface FeedbackStore {
  /** `page` is the page's path, `at` a UTC timestamp. Durable when it resolves. */
  record(feedback: { page: string; helpful: boolean; at: string }): Promise<void>;
  /** Why the page did not help, told after a vote that is counted already. Durable when it resolves. */
  recordReason(feedback: { page: string; reason: Reason; at: string }): Promise<void>;
  /** Of each page since a day, UTC; the page that did not help most often first. */
  votesSince(day: string): Promise<readonly PageVotes[]>;
}

export interface PageVotes {
  readonly page: string;
  readonly yes: number;
  readonly no: number;
  /** Those that were given, the most frequent first. */
  readonly reasons: readonly { readonly reason: Reason; readonly votes: number }[];
}

const DAY_LENGTH = "2026-11-29".length;

export function createFeedbackStore(db: Kysely<Tables>, engine: Pick<Engine, "commitBatch">): FeedbackStore {
  async function count(query: CompiledQuery, page: string): Promise<void> {
    const outcome = await engine.commitBatch([{ query, rows: 1 }]);
    if (outcome !== "committed") throw new AppError("internal", { page, outcome });
  }
  return {
    async record({ page, helpful, at }) {
      const [yes, no] = helpful ? [1, 0] : [0, 1];
      const query = db
        .insertInto("page_votes")
        .values({ page, day: at.slice(0, DAY_LENGTH), yes, no })
        .onConflict((conflict) =>
          conflict.columns(["page", "day"]).doUpdateSet((row) => ({
            yes: row("page_votes.yes", "+", yes),
            no: row("page_votes.no", "+", no),
          })),
        )
        .compile();
      await count(query, page);
    },
    async recordReason({ page, reason, at }) {
      const query = db
        .insertInto("page_reasons")
        .values({ page, day: at.slice(0, DAY_LENGTH), reason, votes: 1 })
        .onConflict((conflict) =>
          conflict
            .columns(["page", "day", "reason"])
            .doUpdateSet((row) => ({ votes: row("page_reasons.votes", "+", 1) })),
        )
        .compile();
      await count(query, page);
    },
    async votesSince(day) {
      const reasonsOf = await reasonsSince(day, db);
      const rows = await db
        .selectFrom("page_votes")
        .select(({ fn }) => ["page", fn.sum("yes").as("yes"), fn.sum("no").as("no")])
        .where("day", ">=", day)
        .groupBy("page")
        .execute();
      return rows
        .map(({ page, yes, no }) => ({
          ...{ page, yes: Number(yes), no: Number(no) },
          reasons: reasonsOf.get(page) ?? [],
        }))
        .sort((a, b) => b.no - a.no || a.yes - b.yes || a.page.localeCompare(b.page));
    },
  };
}

async function reasonsSince(day: string, db: Kysely<Tables>): Promise<Map<string, PageVotes["reasons"]>> {
  const rows = await db
    .selectFrom("page_reasons")
    .select(({ fn }) => ["page", "reason", fn.sum("votes").as("votes")])
    .where("day", ">=", day)
    .groupBy(["page", "reason"])
    .execute();
  const sorted = rows
    .map(({ votes, ...rest }) => ({ ...rest, votes: Number(votes) }))
    .sort((a, b) => b.votes - a.votes || REASONS.indexOf(a.reason) - REASONS.indexOf(b.reason));
  const byPage = Map.groupBy(sorted, ({ page }) => page);
  return new Map(
    [...byPage].map(([page, given]) => [page, given.map(({ reason, votes }) => ({ reason, votes }))]),
  );
}
