// An engine whose reads and commits are timed, and whose refusals are counted by what they mean.
import type { Driver } from "kysely";
import { AppError } from "../../base/errors.ts";
import type { Meters } from "../../base/meters.ts";
import type { LabelsOf } from "../../base/metric-table.ts";
import type { Engine } from "./engine.ts";

type Kind = LabelsOf<"huanka_db_seconds">["kind"];
type ErrorClass = LabelsOf<"huanka_db_errors_total">["class"];

/** PostgreSQL's classes and SQLite's codes. */
const CLASSES: readonly (readonly [RegExp, ErrorClass])[] = [
  [/^(?:CONNECTION|WORKER_|08|57)/, "connection"],
  [/^(?:SQLITE_BUSY|SQLITE_LOCKED|55|40)/, "locked"],
  [/^(?:SQLITE_FULL|SQLITE_NOMEM|53)/, "full"],
  [/^(?:SQLITE_IOERR|SQLITE_READONLY|SQLITE_CANTOPEN|SQLITE_CORRUPT|SQLITE_NOTADB|58|XX)/, "damaged"],
];

export function measured(engine: Engine, meters: Meters): Engine {
  function counted(cause: unknown): unknown {
    meters.count("huanka_db_errors_total", { class: classOf(cause) });
    return cause;
  }

  async function observe<T>(kind: Kind, job: () => Promise<T>): Promise<T> {
    const began = performance.now();
    try {
      return await job();
    } catch (cause) {
      throw counted(cause);
    } finally {
      meters.time("huanka_db_seconds", { kind }, (performance.now() - began) / 1_000);
    }
  }

  function observed(driver: Driver): Driver {
    return {
      init: () => driver.init(),
      async acquireConnection() {
        const connection = await driver.acquireConnection().catch((cause: unknown) => {
          throw counted(cause);
        });
        const run = connection.executeQuery.bind(connection);
        return Object.assign(connection, {
          executeQuery: (query: Parameters<typeof run>[0]) => observe("read", () => run(query)),
        });
      },
      beginTransaction: (connection, settings) => driver.beginTransaction(connection, settings),
      commitTransaction: (connection) => driver.commitTransaction(connection),
      rollbackTransaction: (connection) => driver.rollbackTransaction(connection),
      releaseConnection: (connection) => driver.releaseConnection(connection),
      destroy: () => driver.destroy(),
    };
  }

  const { dialect } = engine;
  meters.show("huanka_db_pool_waiting", engine.waiting);
  meters.show("huanka_notices_listening", () => {
    const isListening = engine.isListening();
    return isListening === undefined ? undefined : Number(isListening);
  });
  return {
    ...engine,
    dialect: {
      createDriver: () => observed(dialect.createDriver()),
      createAdapter: () => dialect.createAdapter(),
      createQueryCompiler: () => dialect.createQueryCompiler(),
      createIntrospector: (db) => dialect.createIntrospector(db),
    },
    commitBatch: (queries) => observe("commit", () => engine.commitBatch(queries)),
  };
}

function classOf(cause: unknown): ErrorClass {
  const code = cause instanceof AppError && typeof cause.details.code === "string" ? cause.details.code : "";
  return CLASSES.find(([codes]) => codes.test(code))?.[1] ?? "other";
}
