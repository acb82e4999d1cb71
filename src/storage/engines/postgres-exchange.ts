// A batch as one exchange with PostgreSQL: all statements are sent at once and answered at once, in one transaction that
// the server ends by itself. A network that is slow is waited for once, and no row is locked while anybody waits for it.
import type { ClientBase, Connection } from "pg";
import { DatabaseError } from "pg";
import type { GuardedQuery } from "./engine.ts";

/** Begins what the server complains of, and logs, when a statement changed another count of rows than it had to. */
const CONFLICT = "huanka: somebody else committed first";
/** What a text is that is no number. */
const NO_NUMBER = "22P02";

/** Whether a batch was undone because a statement changed another count of rows than it had to. */
export function isConflict(error: unknown): boolean {
  return error instanceof DatabaseError && error.code === NO_NUMBER && error.message.includes(CONFLICT);
}

/**
 * PostgreSQL holds no NUL in a text and SQLite does. What a client put there becomes the sign for a character that is none,
 * as half a surrogate pair does on both; so it is stored, or looked up and not found, and no request fails for it.
 */
export function holdable(parameter: unknown): unknown {
  return typeof parameter === "string" && parameter.includes("\0")
    ? parameter.replaceAll("\0", "\uFFFD")
    : parameter;
}

/**
 * Runs the queries in order, all or none, and resolves when they are committed. Rejects with the first complaint of the
 * server, by which all of them are undone; any other trouble leaves open whether they are stored.
 */
export function exchange(client: ClientBase, queries: readonly GuardedQuery[]): Promise<void> {
  return new Promise((resolve, reject) => {
    client.query(toSubmittable(queries, (error) => (error ? reject(error) : resolve())));
  });
}

/**
 * What pg asks of a query of one's own. Nothing but the last `sync` ends a transaction that no statement began: what is
 * before it is one, and after a complaint the server reads no further than to it.
 */
function toSubmittable(queries: readonly GuardedQuery[], callback: (error: Error | null) => void) {
  return {
    /** pg puts its own in this place, which watches the time. */
    callback,
    submit(connection: Connection) {
      connection.stream.cork();
      for (const { query, rows } of queries) {
        connection.parse({ name: "", text: counted(query.sql, rows), types: [] }, true);
        connection.bind({ portal: "", statement: "", values: query.parameters.map(toWire) }, true);
        connection.execute({ portal: "" }, true);
      }
      connection.sync();
      connection.stream.uncork();
    },
    handleDataRow() {},
    handleCommandComplete() {},
    handleError(error: Error) {
      this.callback(error);
    },
    handleReadyForQuery() {
      this.callback(null);
    },
  };
}

/** The server counts for us, since nobody waits for its answer before the next statement. */
function counted(sql: string, rows: number): string {
  const complaint = `'${CONFLICT}, ' || count(*) || ' of ${rows} rows'`;
  return `with done as (${sql} returning 1) select case count(*) when ${rows} then 0 else (${complaint})::integer end from done`;
}

function toWire(parameter: unknown): string | null {
  return parameter === null || parameter === undefined ? null : String(holdable(parameter));
}
