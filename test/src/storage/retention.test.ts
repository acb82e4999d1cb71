// Old transcripts go and young ones stay, whatever the clock says; with given clocks over real SQLite.
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createLog } from "../../../src/base/log.ts";
import { fileOf } from "../../../src/storage/engines/sqlite-file.ts";
import { openStore, type Store } from "../../../src/storage/open-store.ts";
import { retentionOverdue, runRetention } from "../../../src/storage/retention.ts";
import { makeOldDatabase, oldSqlites } from "../../support/old-database.ts";
import { freshDataDir } from "../../support/start-process.ts";

const DAYS = 90;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const NOW_MS = Date.parse("2026-11-24T02:00:00.000Z");

let store: Store;
beforeEach(async () => {
  store = await openStore("sqlite::memory:");
});
afterEach(() => store.close());

/** Conversations whose last activity was this many days ago. */
async function silentFor(...days: number[]): Promise<void> {
  for (const [index, day] of days.entries()) {
    const createdAt = new Date(NOW_MS - day * DAY_MS).toISOString();
    await store.conversations.create({ id: `cnv_${index}`, locale: "zh-CN", createdAt });
  }
}

const run = (nowMs: number, options = {}) => {
  const parts = { ...store, days: DAYS, clock: () => new Date(nowMs), log: createLog("silent") };
  return runRetention(parts, options);
};
const left = () => store.conversations.listIds("", 1_000);
const young = Array.from({ length: 9 }, () => 1);

describe("runRetention", () => {
  it("deletes what has been silent for longer than the period, and nothing else", async () => {
    await silentFor(90.1, 89.9, ...young);
    await run(NOW_MS - HOUR_MS);
    expect(await run(NOW_MS)).toEqual({ kind: "done", deleted: 1 });
    expect(await left()).toHaveLength(10);
    expect(await left()).not.toContain("cnv_0");
  });

  it("deletes page after page", async () => {
    await silentFor(...Array.from({ length: 150 }, () => 100), ...Array.from({ length: 650 }, () => 1));
    await run(NOW_MS - HOUR_MS);
    expect(await run(NOW_MS)).toEqual({ kind: "done", deleted: 150 });
    expect(await left()).toHaveLength(650);
  });

  it("only takes note of the time when it runs first", async () => {
    await silentFor(100, ...young);
    expect(await run(NOW_MS)).toEqual({ kind: "refused", because: "first-run" });
    expect(await run(NOW_MS + HOUR_MS)).toEqual({ kind: "done", deleted: 1 });
  });

  it.each([
    ["an hour back", -HOUR_MS],
    ["a day ahead", DAY_MS],
    ["a hundred years ahead", 36_500 * DAY_MS],
    ["just over six hours ahead", 6 * HOUR_MS + 1],
  ])("deletes nothing when the clock jumped %s", async (_, jumpMs) => {
    await silentFor(89, ...young);
    await run(NOW_MS);
    expect(await run(NOW_MS + jumpMs)).toEqual({ kind: "refused", because: "clock-jumped" });
    expect(await left()).toHaveLength(10);
  });

  it("deletes nothing when more than a fifth of all conversations would go, also once the jump is over", async () => {
    await silentFor(...young, 80, 80, 80);
    await run(NOW_MS);
    const wrongMs = NOW_MS + 20 * DAY_MS;
    await run(wrongMs);
    expect(await run(wrongMs + HOUR_MS)).toEqual({ kind: "refused", because: "too-many" });
    expect(await left()).toHaveLength(12);
  });

  it("deletes them when an operator confirms", async () => {
    await silentFor(100, 100);
    expect(await run(NOW_MS, { confirmed: true })).toEqual({ kind: "done", deleted: 2 });
  });

  it("is one run of all nodes: another's within half an hour is not run again, and proves nothing to the next", async () => {
    await silentFor(100, ...young);
    expect(await run(NOW_MS)).toEqual({ kind: "refused", because: "first-run" });
    expect(await run(NOW_MS + 60_000)).toEqual({ kind: "skipped" });
    const both = await Promise.all([run(NOW_MS + HOUR_MS), run(NOW_MS + HOUR_MS)]);
    expect(both.map(({ kind }) => kind).sort()).toEqual(["done", "skipped"]);
  });

  it("is late from the hour on in which it was refused, until it is done", async () => {
    const lateS = (nowMs: number) => retentionOverdue(store.retention, new Date(nowMs));
    await silentFor(100, 100, 1);
    expect(await lateS(NOW_MS)).toBe(0);
    for (const hour of [0, 1, 2, 3]) await run(NOW_MS + hour * HOUR_MS);
    expect(await lateS(NOW_MS + 3 * HOUR_MS)).toBe(2 * 3_600);
    await run(NOW_MS + 3 * HOUR_MS, { confirmed: true });
    expect(await lateS(NOW_MS + 4 * HOUR_MS)).toBe(0);
  });

  it("looks no further than the share that decides", async () => {
    await silentFor(100, 100, 100, 1);
    const before = new Date(NOW_MS - DAYS * DAY_MS).toISOString();
    expect([await store.retention.all(), await store.retention.old(before, 2)]).toEqual([4, 2]);
  });

  it("finds by the time alone what a version from before wrote, which knows no hours", async () => {
    const file = join(freshDataDir(), "huanka.db");
    await (await openStore(`sqlite:${file}`)).close();
    const at = (days: number) => new Date(NOW_MS - days * DAY_MS).toISOString();
    const db = new Database(file);
    const insert = db.prepare(
      "INSERT INTO conversations (id, locale, version, next_seq, created_at, last_at) VALUES (?, 'zh-CN', 0, 0, ?, ?)",
    );
    for (const [id, days] of Object.entries({ cnv_old: 90.01, cnv_late: 89.99, cnv_young: 1 }))
      insert.run(id, at(days), at(days));
    // Begun by this version, and spoken in by the one before.
    const touched = "UPDATE conversations SET last_hour = substr(?, 1, 13) WHERE id = 'cnv_young'";
    db.prepare(touched).run(at(100));
    db.close();
    const own = await openStore(`sqlite:${file}`);
    expect(await own.retention.listOld(at(DAYS), 10)).toEqual(["cnv_old"]);
    expect(await own.retention.old(at(DAYS), 10)).toBe(1);
    await own.close();
  });

  it("finds by their hour those that were there before hours were kept", async () => {
    const url = await makeOldDatabase(oldSqlites(), "2026-11-30-without-replies", 3);
    await (await openStore(url)).close();
    const db = new Database(fileOf(url), { readonly: true });
    const hours = "SELECT count(*) AS those FROM conversations WHERE last_hour = substr(last_at, 1, 13)";
    expect(db.prepare(hours).get()).toEqual({ those: 3 });
    db.close();
  });
});
