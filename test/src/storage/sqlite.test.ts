// SQLite: the contract, how the file is opened and kept, and what an operator reads when the file cannot be used.
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { Kysely, sql } from "kysely";
import { afterAll, describe, expect, it } from "vitest";
import { StartError } from "../../../src/base/errors.ts";
import type { Log } from "../../../src/base/log.ts";
import { createConversationStore } from "../../../src/storage/conversation-store.ts";
import { openSqlite } from "../../../src/storage/engines/sqlite.ts";
import { openStore } from "../../../src/storage/open-store.ts";
import { KNOWN_SCHEMAS, migrate } from "../../../src/storage/schema.ts";
import type { Tables } from "../../../src/storage/tables/tables.ts";
import { describeConversationStore } from "../../contract/conversation-store.ts";
import { describeDesk } from "../../contract/desk.ts";
import { describeDeskNodes } from "../../contract/desk-nodes.ts";
import { describeHeadStore } from "../../contract/head-store.ts";
import { describeResumeStore } from "../../contract/resume-store.ts";
import { describeSnapshotStore } from "../../contract/snapshot-store.ts";
import { describeTokenKeys } from "../../contract/token-keys.ts";
import { contentsOf, makeOldDatabase, oldSqlites, problemsOf } from "../../support/old-database.ts";
import { anActivity, aTurn, CREATED_AT } from "../../support/turns.ts";

const root = mkdtempSync(join(tmpdir(), "huanka-sqlite-"));
afterAll(() => rmSync(root, { recursive: true }));
let files = 0;
function freshPath(): string {
  files += 1;
  return join(root, String(files), "huanka.db");
}

describeConversationStore("SQLite", async () => `sqlite:${freshPath()}`);
describeResumeStore("SQLite", async () => `sqlite:${freshPath()}`);
describeDesk("SQLite", async () => `sqlite:${freshPath()}`);
describeDeskNodes("SQLite", async () => `sqlite:${freshPath()}`);
describeSnapshotStore("SQLite", async () => `sqlite:${freshPath()}`);
describeHeadStore("SQLite", async () => `sqlite:${freshPath()}`);
describeTokenKeys("SQLite", async () => `sqlite:${freshPath()}`);

describe("SQLite file", () => {
  it("holds no trace of what was masked later, nor does its log", async () => {
    const path = freshPath();
    const { conversations, close } = await openStore(`sqlite:${path}`);
    const [id, half] = ["cnv_traces", "62148312-first-half"];
    await conversations.create({ id, locale: "zh-CN", createdAt: CREATED_AT });
    await conversations.commit(aTurn(id, { activities: [anActivity(id, 0, half), anActivity(id, 1)] }));
    const holding = () =>
      readdirSync(join(path, "..")).filter((name) => readFileSync(join(path, "..", name)).includes(half));
    expect(holding()).not.toEqual([]);
    const rewrites = [{ seq: 0, activity: anActivity(id, 0, "****") }];
    await conversations.commit(aTurn(id, { expectedVersion: 1, firstSeq: 2, rewrites }));
    expect(holding()).toEqual([]);
    await close();
  });

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
    const conversations = createConversationStore({
      db,
      engine: counting,
      isShort: true,
      onChanged: () => {},
    });
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

  it("does not open the file again for a message that comes after closing", async () => {
    const path = freshPath();
    const store = await openStore(`sqlite:${path}`);
    await store.close();
    await expect(store.ping()).rejects.toMatchObject({ details: { code: "WORKER_CLOSED" } });
  });
});
