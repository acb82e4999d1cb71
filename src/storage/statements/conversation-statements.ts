// What every turn asks of the database, each statement compiled once.
import type { Insertable, Kysely } from "kysely";
import { contentOf } from "../rows/content-of.ts";
import type { Tables } from "../tables/tables.ts";
import { compiledOnce, insertedOnce } from "./compiled-once.ts";

export type ConversationStatements = ReturnType<typeof conversationStatements>;

/** The conversation as a turn finds it, and as it leaves it. */
type Moved = {
  readonly id: string;
  readonly version: number;
  readonly nextVersion: number;
  readonly firstSeq: number;
  readonly nextSeq: number;
  readonly lastAt: string;
  readonly lastHour: string;
};

type NewActivity = Pick<Insertable<Tables["activities"]>, keyof Tables["activities"]>;

export function conversationStatements(db: Kysely<Tables>) {
  const rowOf = (id: string) =>
    db.selectFrom("conversations").selectAll().select(contentOf).where("id", "=", id);
  const guard = ({ id, version, nextVersion, firstSeq, nextSeq, lastAt, lastHour }: Moved) =>
    db
      .updateTable("conversations")
      .set({ version: nextVersion, next_seq: nextSeq, last_at: lastAt, last_hour: lastHour })
      .where("id", "=", id)
      .where("version", "=", version)
      .where("next_seq", "=", firstSeq);
  return {
    find: compiledOnce(({ id }: { id: string }) => rowOf(id)),

    /** With the activity that is stored under a client's key. */
    findFor: compiledOnce(({ id, key }: { id: string; key: string }) =>
      rowOf(id).select((of) =>
        of
          .selectFrom("activities")
          .select("seq")
          .whereRef("conversation_id", "=", "conversations.id")
          .where("client_activity_id", "=", key)
          .as("stored_seq"),
      ),
    ),

    /** Changes no row where the conversation is not as the turn found it. */
    guard,
    move: compiledOnce(guard),
    moveState: compiledOnce((moved: Moved & { readonly state: string | null }) =>
      guard(moved).set({ state: moved.state }),
    ),

    insert: insertedOnce((rows: readonly NewActivity[]) => db.insertInto("activities").values(rows)),
  };
}
