// What a database engine gives the stores: a Kysely dialect for reads, one primitive for durable writes, and news.
import type { CompiledQuery, Dialect } from "kysely";

/** A write with the count of rows it must change; another count undoes its whole batch. */
export interface GuardedQuery {
  readonly query: CompiledQuery;
  readonly rows: number;
}

export type BatchOutcome =
  | "committed"
  /** A query changed another count of rows than it had to. */
  | "conflict"
  /** A unique or primary key is taken; the text is for the log. */
  | { readonly constraint: string };

/** What nodes tell each other: which conversation grew; and of the desk, that something changed or who looks at what. */
export type NewsOf = "commit" | "desk";

/** Who told of a commit: this node, or a notice of another. */
export type Via = "local" | "notice";

/** How a node learns of what others committed: told at once, or by its own looks alone. */
export type Wake = "notify" | "poll";

export interface Engine {
  readonly dialect: Dialect;
  /** For the steps of a schema, which take as long as its tables are large, and wait for another node's. */
  readonly forSteps: Dialect;
  /**
   * Runs the queries in one transaction, in order, all or none. `committed` means synced to disk.
   * Throws AppError `overloaded` when the database cannot write now; whether the batch is stored is
   * then unknown, and a repeat with the same keys decides.
   */
  commitBatch(queries: readonly GuardedQuery[]): Promise<BatchOutcome>;
  /** Tells other nodes. A hint: it may be lost, it never fails. */
  announce(of: NewsOf, text: string): void;
  /** Calls back with what other nodes announce. */
  onAnnounced(of: NewsOf, listener: (text: string) => void): void;
  /** Empties what still holds deleted bytes beside the database. Never fails: the next call does what this one could not. */
  eraseTraces(): Promise<void>;
  /**
   * Copies the database beside itself before its schema changes, and answers where. Undefined where a copy is the
   * operator's to make. Throws StartError when there is no room for it.
   */
  keepCopy(schema: string): Promise<string | undefined>;
  /** About how many rows a table has, from what the engine knows anyway. */
  estimateRows(table: string): Promise<number>;
  /** Reads and commits that wait for a connection or for the thread. */
  waiting(): number;
  /** Whether notices of other nodes can be heard; undefined where nobody listens for any. */
  isListening(): boolean | undefined;
  /** The same, once a call to this node was heard or was not: a pooler between takes LISTEN and tells nothing. */
  hears(): Promise<boolean | undefined>;
  close(): Promise<void>;
}
