// SQLite: the contract, what a crash leaves, and what an operator reads when the file cannot be used.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import type { Worker } from "node:worker_threads";
import Database from "better-sqlite3";
import { Kysely, sql } from "kysely";
import { afterAll, describe, expect, it } from "vitest";
import { StartError } from "../../../src/base/errors.ts";
import type { Log } from "../../../src/base/log.ts";
import { createConversationStore } from "../../../src/storage/conversation-store.ts";
import { openSqlite } from "../../../src/storage/engines/sqlite.ts";
import { openStore } from "../../../src/storage/open-store.ts";
import { KNOWN_SCHEMAS, migrate } from "../../../src/storage/schema.ts";
import type { Tables } from "../../../src/storage/tables.ts";
import { describeConversationStore } from "../../contract/conversation-store.ts";
import { describeResumeStore } from "../../contract/resume-store.ts";
import { describeSnapshotStore } from "../../contract/snapshot-store.ts";
import { contentsOf, makeOldDatabase, oldSqlites, problemsOf } from "../../support/old-database.ts";
import { aTurn, CREATED_AT, countOne } from "../../support/turns.ts";

const root = mkdtempSync(join(tmpdir(), "huanka-sqlite-"));
afterAll(() => rmSync(root, { recursive: true }));
const COMMIT_FOREVER = fileURLToPath(new URL("../../support/commit-forever.ts", import.meta.url));
let files = 0;
function freshPath(): string {
  files += 1;
  return join(root, String(files), "huanka.db");
}

describeConversationStore("SQLite", async () => `sqlite:${freshPath()}`);
describeResumeStore("SQLite", async () => `sqlite:${freshPath()}`);
describeSnapshotStore("SQLite", async () => `sqlite:${freshPath()}`);

describe("SQLite file", () => {
  it("is private to the user that runs the service", async () => {
    const path = freshPath();
    const store = await openStore(`sqlite:${path}`);
    expect(statSync(join(path, "..")).mode & 0o777).toBe(0o700);
    expect([path, `${path}-wal`, `${path}-shm`].map((file) => statSync(file).mode & 0o777)).toEqual([
      0o600, 0o600, 0o600,
    ]);
    await store.close();
  });

  it("is opened so that an acknowledged commit survives a power cut and deleted text is overwritten", async () => {
    const engine = await openSqlite(`sqlite:${freshPath()}`);
    const db = new Kysely<unknown>({ dialect: engine.dialect });
    const expected = { journal_mode: "wal", synchronous: 2, foreign_keys: 1, secure_delete: 1 };
    for (const [name, value] of Object.entries(expected)) {
      const { rows } = await sql`PRAGMA ${sql.raw(name)}`.execute(db);
      expect(rows).toEqual([{ [name]: value }]);
    }
    await engine.close();
  });

  it("is rid of what many deletions left in its log at once, not after each of them", async () => {
    const engine = await openSqlite(`sqlite:${freshPath()}`);
    const db = new Kysely<Tables>({ dialect: engine.dialect });
    await migrate(db, engine);
    let erased = 0;
    const eraseTraces = async () => {
      erased += 1;
    };
    const counting = { ...engine, eraseTraces };
    const conversations = createConversationStore({ db, engine: counting, onChanged: () => {} });
    const ids = ["cnv_1", "cnv_2", "cnv_3"];
    for (const id of ids) await conversations.create({ id, locale: "zh-CN", createdAt: CREATED_AT });
    expect(await conversations.deleteSilent(ids, "2999-01-01")).toBe(3);
    expect(erased).toBe(1);
    await engine.close();
  });

  it("is copied before its schema changes, and left as it was where there is no room for the copy", async () => {
    const databases = oldSqlites();
    const url = await makeOldDatabase(databases, KNOWN_SCHEMAS[0] ?? "", 3);
    const before = await contentsOf(databases, url);
    const engine = await openSqlite(url);
    const full = { keepCopy: () => Promise.reject(new StartError("no room")) };
    await expect(migrate(new Kysely<Tables>({ dialect: engine.dialect }), full)).rejects.toThrow("no room");
    await engine.close();
    expect(await problemsOf(databases, url)).toBe(KNOWN_SCHEMAS[0]);

    const told: unknown[] = [];
    const store = await openStore(url, { info: (fields: object) => void told.push(fields) } as Log);
    await store.close();
    const copies = databases.keptBefore(url) ?? [];
    expect(told).toEqual([{ copy: copies[0]?.slice("sqlite:".length) }]);
    expect(await contentsOf(databases, copies[0] ?? "")).toBe(before);
    expect(statSync(copies[0]?.slice("sqlite:".length) ?? "").mode & 0o777).toBe(0o600);
    await (await openStore(url)).close();
    expect(databases.keptBefore(url)).toEqual(copies);
  });

  it("is refused with its path when the folder cannot be made", async () => {
    writeFileSync(join(root, "file"), "");
    const path = join(root, "file", "huanka.db");
    const error: unknown = await openStore(`sqlite:${path}`).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(StartError);
    expect(String(error)).toContain(path);
    expect(String(error)).toContain("DATA_DIR");
  });

  it("is refused with its path when it is a folder or not a database", async () => {
    const folder = freshPath();
    mkdirSync(folder, { recursive: true });
    await expect(openStore(`sqlite:${folder}`)).rejects.toThrow(folder);
    const note = join(root, "note.txt");
    writeFileSync(note, "Not a database, but long enough to be looked at as one.".repeat(99));
    await expect(openStore(`sqlite:${note}`)).rejects.toThrow(
      /note\.txt cannot be used.*SQLITE_NOTADB[\s\S]*backup/,
    );
  });

  it("is refused when a newer version made its schema, naming both schemas", async () => {
    const path = freshPath();
    await (await openStore(`sqlite:${path}`)).close();
    const db = new Database(path);
    db.exec("INSERT INTO kysely_migration VALUES ('2099-01-01-later', '2099-01-01T00:00:00.000Z')");
    db.close();
    await expect(openStore(`sqlite:${path}`)).rejects.toThrow(/2099-01-01-later.*2026-\d\d-\d\d-[a-z]/);
  });

  it("is refused when another process keeps it locked", async () => {
    const path = freshPath();
    await (await openStore(`sqlite:${path}`)).close();
    const other = new Database(path);
    other.exec("BEGIN IMMEDIATE");
    await expect(openStore(`sqlite:${path}`)).rejects.toThrow(/SQLITE_BUSY[\s\S]*Another process/);
    other.close();
    await (await openStore(`sqlite:${path}`)).close();
  });
});

describe("SQLite in trouble", () => {
  it("reads beside a held lock, writes once it is released, and refuses when it stays", async () => {
    const path = freshPath();
    const store = await openStore(`sqlite:${path}`);
    await store.conversations.create({ id: "cnv_1", locale: "en", createdAt: CREATED_AT });
    const other = new Database(path);
    other.exec("BEGIN IMMEDIATE");
    const commit = store.conversations.commit(aTurn("cnv_1"));
    expect(await store.conversations.find("cnv_1")).toMatchObject({ version: 0 });
    other.exec("ROLLBACK");
    expect(await commit).toEqual({ kind: "committed" });

    other.exec("BEGIN IMMEDIATE");
    await expect(store.ping()).rejects.toMatchObject({
      code: "overloaded",
      details: { code: "SQLITE_BUSY" },
    });
    other.close();
    await store.ping();
    await store.close();
  });

  it("refuses what was under way when its thread dies, and serves again from a new thread", async () => {
    const workers: Worker[] = [];
    const remember = (worker: Worker): void => void workers.push(worker);
    process.on("worker", remember);
    const store = await openStore(`sqlite:${freshPath()}`);
    await store.conversations.create({ id: "cnv_1", locale: "en", createdAt: CREATED_AT });
    const died = workers[0]?.terminate();
    await expect(store.conversations.commit(aTurn("cnv_1"))).rejects.toMatchObject({ code: "overloaded" });
    await died;
    await expect(store.ping()).rejects.toMatchObject({ code: "overloaded" });
    await expect
      .poll(
        () =>
          store.ping().then(
            () => "up",
            () => "down",
          ),
        { timeout: 10_000 },
      )
      .toBe("up");
    expect(await countOne(store.conversations, "cnv_1", "c1")).toBe("committed");
    await store.close();
    process.off("worker", remember);
  });

  it("does not open the file again for a message that comes after closing", async () => {
    const path = freshPath();
    const store = await openStore(`sqlite:${path}`);
    await store.close();
    await expect(store.ping()).rejects.toMatchObject({ details: { code: "WORKER_CLOSED" } });
  });

  it("loses no acknowledged turn when the process is killed under load", async () => {
    const url = `sqlite:${freshPath()}`;
    const acknowledged: string[] = [];
    for (const enough of [300, 600, 900]) {
      const child = spawn(process.execPath, [COMMIT_FOREVER, url], {
        stdio: ["ignore", "pipe", "inherit"],
      });
      const exited = once(child, "exit");
      for await (const line of createInterface({ input: child.stdout })) {
        acknowledged.push(line);
        if (acknowledged.length === enough) child.kill("SIGKILL");
      }
      expect(await exited).toEqual([null, "SIGKILL"]);
    }
    const store = await openStore(url);
    const missing: string[] = [];
    for (const line of acknowledged) {
      const [id = "", clientId = ""] = line.split(" ");
      if (!(await store.conversations.findActivityId(id, clientId))) missing.push(line);
    }
    expect(missing).toEqual([]);
    const record = await store.conversations.find("cnv_0");
    const stored = await store.conversations.list("cnv_0", 0, 100_000);
    expect(stored.map(({ id }) => id)).toEqual(
      stored.map((_, seq) => `cnv_0|${String(seq).padStart(7, "0")}`),
    );
    expect(record).toMatchObject({ nextSeq: stored.length, state: { counter: stored.length / 2 } });
    await store.close();
  });
});
