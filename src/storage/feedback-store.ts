// What readers say of a help page: helped or not. Counts only, nothing of the reader.
import type { Kysely } from "kysely";
import { AppError } from "../base/errors.ts";
import { newId } from "../base/ids.ts";
import type { Engine } from "./engines/engine.ts";
import type { Tables } from "./tables/tables.ts";

export interface FeedbackStore {
  /** `page` is the page's path, `at` a UTC timestamp. Durable when it resolves. */
  record(feedback: { page: string; helpful: boolean; at: string }): Promise<void>;
}

export function createFeedbackStore(db: Kysely<Tables>, engine: Pick<Engine, "commitBatch">): FeedbackStore {
  return {
    async record({ page, helpful, at }) {
      const query = db
        .insertInto("feedback")
        .values({ id: newId("fbk"), page, helpful: helpful ? 1 : 0, created_at: at })
        .compile();
      const outcome = await engine.commitBatch([{ query, rows: 1 }]);
      if (outcome !== "committed") throw new AppError("internal", { page, outcome });
    },
  };
}
