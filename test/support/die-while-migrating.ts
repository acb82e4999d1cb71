// Opens a database and migrates it, and dies right before its statement of a given number. Run as a process.
import { type DatabaseConnection, Kysely } from "kysely";
import { openPostgres } from "../../src/storage/engines/postgres.ts";
import { openSqlite } from "../../src/storage/engines/sqlite.ts";
import { migrate } from "../../src/storage/schema.ts";
import type { Tables } from "../../src/storage/tables/tables.ts";

const [url = "", nth = ""] = process.argv.slice(2);
const engine = await (url.startsWith("sqlite:") ? openSqlite(url) : openPostgres(url));
let statements = 0;

function dying(connection: DatabaseConnection): DatabaseConnection {
  return {
    async executeQuery(query) {
      statements += 1;
      if (statements === Number(nth)) process.kill(process.pid, "SIGKILL");
      return connection.executeQuery(query);
    },
    streamQuery: (query, chunk) => connection.streamQuery(query, chunk),
  };
}

const { forSteps: dialect } = engine;
await migrate(
  new Kysely<Tables>({
    dialect: {
      createAdapter: () => dialect.createAdapter(),
      createQueryCompiler: () => dialect.createQueryCompiler(),
      createIntrospector: (db) => dialect.createIntrospector(db),
      createDriver() {
        const driver = dialect.createDriver();
        const wrapped = new WeakMap<DatabaseConnection, DatabaseConnection>();
        const inner = (connection: DatabaseConnection) => wrapped.get(connection) ?? connection;
        return {
          init: () => driver.init(),
          async acquireConnection() {
            const real = await driver.acquireConnection();
            const connection = dying(real);
            wrapped.set(connection, real);
            return connection;
          },
          beginTransaction: (connection, settings) => driver.beginTransaction(connection, settings),
          commitTransaction: (connection) => driver.commitTransaction(connection),
          rollbackTransaction: (connection) => driver.rollbackTransaction(connection),
          releaseConnection: (connection) => driver.releaseConnection(inner(connection)),
          destroy: () => driver.destroy(),
        };
      },
    },
  }),
  engine,
);
await engine.close();
process.stdout.write(`migrated in ${statements} statements\n`);
