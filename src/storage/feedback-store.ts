// What readers say of a help page: helped or not. Counts only, one row a page and day, nothing of the reader.
import type { Kysely } from "kysely";
import { AppError } from "../base/errors.ts";
import type { Engine } from "./engines/engine.ts";
import type { Tables } from "./tables/tables.ts";

export interface FeedbackStore {
  /** `page` is the page's path, `at` a UTC timestamp. Durable when it resolves. */
  record(feedback: { page: string; helpful: boolean; at: string }): Promise<void>;
  /** Of each page since a day, UTC; the page that did not help most often first. */
  votesSince(day: string): Promise<readonly PageVotes[]>;
}

export interface PageVotes {
  readonly page: string;
  readonly yes: number;
  readonly no: number;
}

const DAY_LENGTH = "2026-11-29".length;

export function createFeedbackStore(db: Kysely<Tables>, engine: Pick<Engine, "commitBatch">): FeedbackStore {
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
      const outcome = await engine.commitBatch([{ query, rows: 1 }]);
      if (outcome !== "committed") throw new AppError("internal", { page, outcome });
    },
    async votesSince(day) {
      const rows = await db
        .selectFrom("page_votes")
        .select(({ fn }) => ["page", fn.sum("yes").as("yes"), fn.sum("no").as("no")])
        .where("day", ">=", day)
        .groupBy("page")
        .execute();
      return rows
        .map(({ page, yes, no }) => ({ page, yes: Number(yes), no: Number(no) }))
        .sort((a, b) => b.no - a.no || a.yes - b.yes || a.page.localeCompare(b.page));
    },
  };
}
