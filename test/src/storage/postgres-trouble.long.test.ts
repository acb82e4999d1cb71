// PostgreSQL whose connections are cut, whose server takes none or hangs: what is refused, and how the store comes back.
import { setTimeout as sleep } from "node:timers/promises";
import { Kysely, sql } from "kysely";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openPostgres } from "../../../src/storage/engines/postgres.ts";
import { openStore } from "../../../src/storage/open-store.ts";
import { makeOldDatabase, oldPostgreses } from "../../support/old-database.ts";
import { startPostgres, type TestPostgres } from "../../support/postgres.ts";
import { CREATED_AT, countOne } from "../../support/turns.ts";

const LONGER_THAN_AN_ANSWER_MS = 4_500;

let server: TestPostgres;
beforeAll(async () => {
  server = await startPostgres();
});
afterAll(() => server.stop());

async function backendPid(db: Kysely<unknown>): Promise<number> {
  const { rows } = await sql<{ pid: number }>`SELECT pg_backend_pid() AS pid`.execute(db);
  return rows[0]?.pid ?? 0;
}

const END_OTHERS = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1";

describe("PostgreSQL in trouble", () => {
  it("serves and listens again after every connection was cut", async () => {
    const url = await server.createDatabase();
    const [a, b] = await Promise.all([openStore(url), openStore(url)]);
    const heard = new Set<string>();
    b.onCommit((id) => heard.add(id));
    await a.conversations.create({ id: "cnv_1", locale: "en", createdAt: CREATED_AT });
    await server.query(END_OTHERS, [new URL(url).pathname.slice(1)]);
    let turn = 0;
    const commitAndListen = async (): Promise<boolean> => {
      turn += 1;
      await countOne(a.conversations, "cnv_1", `c${turn}`).catch(() => "cut");
      return heard.has("cnv_1");
    };
    await expect.poll(commitAndListen).toBe(true);
    await Promise.all([a.close(), b.close()]);
  });

  it("answers overloaded while the server takes no connections, and serves again afterwards", async () => {
    const url = await server.createDatabase();
    const name = new URL(url).pathname.slice(1);
    const store = await openStore(url);
    await server.query(`ALTER DATABASE ${name} ALLOW_CONNECTIONS false`);
    await server.query(END_OTHERS, [name]);
    await expect
      .poll(() => store.ping().catch((error: unknown) => error))
      .toMatchObject({ code: "overloaded" });
    await expect(store.conversations.find("cnv_1")).rejects.toMatchObject({ code: "overloaded" });
    await server.query(`ALTER DATABASE ${name} ALLOW_CONNECTIONS true`);
    await store.ping();
    await store.close();
  });

  it("survives that a connection is cut between two queries of its user", async () => {
    const engine = await openPostgres(await server.createDatabase());
    const db = new Kysely<unknown>({ dialect: engine.dialect });
    const cut = db.connection().execute(async (connection) => {
      const pid = await backendPid(connection);
      await server.query("SELECT pg_terminate_backend($1)", [pid]);
      const alive = "SELECT pid FROM pg_stat_activity WHERE pid = $1";
      await expect.poll(() => server.query(alive, [pid])).toEqual([]);
      return backendPid(connection);
    });
    await expect(cut).rejects.toMatchObject({ code: "overloaded" });
    expect(await backendPid(db)).toBeGreaterThan(0);
    await engine.close();
  });

  it("gives up on a server process that hangs, and goes on with another", async () => {
    const engine = await openPostgres(await server.createDatabase());
    const db = new Kysely<unknown>({ dialect: engine.dialect });
    const pid = await backendPid(db);
    process.kill(pid, "SIGSTOP");
    try {
      await expect(backendPid(db)).rejects.toMatchObject({ code: "overloaded" });
      expect(await backendPid(db)).not.toBe(pid);
    } finally {
      process.kill(pid, "SIGCONT");
    }
    await engine.close();
  });

  it("lets the steps of a schema take longer than any answer may", async () => {
    const url = await makeOldDatabase(oldPostgreses(server), "2026-11-30-without-replies", 3);
    const other = new pg.Client({ connectionString: url });
    await other.connect();
    await other.query("BEGIN; LOCK TABLE conversations");
    const opening = openStore(url);
    await sleep(LONGER_THAN_AN_ANSWER_MS);
    await other.query("COMMIT");
    const store = await opening;
    expect(await store.conversations.listIds("", 10)).toHaveLength(3);
    await Promise.all([store.close(), other.end()]);
  });
});
