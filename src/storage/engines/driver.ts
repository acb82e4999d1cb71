// Kysely's driver interface over the little that our engines offer: run one statement on a connection.
import { CompiledQuery, type DatabaseConnection, type Driver } from "kysely";

export interface StatementResult {
  readonly rows: readonly unknown[];
  /** Rows changed by a write. */
  readonly changes: number;
}

export interface EngineConnection {
  run(sql: string, parameters: readonly unknown[]): Promise<StatementResult>;
  release(): void;
}

/** `begin` is the statement that opens a transaction; `connect` is asked once for each query or transaction. */
export function createDriver(source: { begin: string; connect(): Promise<EngineConnection> }): Driver {
  const releases = new WeakMap<DatabaseConnection, () => void>();
  const execute = async (connection: DatabaseConnection, sql: string): Promise<void> => {
    await connection.executeQuery(CompiledQuery.raw(sql));
  };
  return {
    init: async () => {},
    async acquireConnection() {
      const opened = await source.connect();
      const connection = toKysely(opened);
      releases.set(connection, opened.release);
      return connection;
    },
    beginTransaction: (connection) => execute(connection, source.begin),
    commitTransaction: (connection) => execute(connection, "commit"),
    rollbackTransaction: (connection) => execute(connection, "rollback"),
    releaseConnection: async (connection) => releases.get(connection)?.(),
    destroy: async () => {},
  };
}

function toKysely(connection: EngineConnection): DatabaseConnection {
  return {
    async executeQuery<Row>(query: CompiledQuery) {
      const { rows, changes } = await connection.run(query.sql, query.parameters);
      return { rows: rows as Row[], numAffectedRows: BigInt(changes) };
    },
    streamQuery() {
      throw new Error("The engines do not stream; page with limit instead.");
    },
  };
}
