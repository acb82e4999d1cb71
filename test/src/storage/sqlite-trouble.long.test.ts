// SQLite beside a held lock, with its thread dead, and killed under load: minutes of a bad day, so not on every run.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import type { Worker } from "node:worker_threads";
import Database from "better-sqlite3";
import { afterAll, describe, expect, it } from "vitest";
import { openStore } from "../../../src/storage/open-store.ts";
import { aTurn, CREATED_AT, countOne } from "../../support/turns.ts";

const root = mkdtempSync(join(tmpdir(), "huanka-sqlite-"));
afterAll(() => rmSync(root, { recursive: true }));
const COMMIT_FOREVER = fileURLToPath(new URL("../../support/commit-forever.ts", import.meta.url));
let files = 0;
function freshPath(): string {
  files += 1;
  return join(root, String(files), "huanka.db");
}

describe("SQLite in trouble", () => {
  it("is refused when another process keeps it locked", async () => {
    const path = freshPath();
    await (await openStore(`sqlite:${path}`)).close();
    const other = new Database(path);
    other.exec("BEGIN IMMEDIATE");
    await expect(openStore(`sqlite:${path}`)).rejects.toThrow(/SQLITE_BUSY[\s\S]*Another process/);
    other.close();
    await (await openStore(`sqlite:${path}`)).close();
  });

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
      .poll(() =>
        store.ping().then(
          () => "up",
          () => "down",
        ),
      )
      .toBe("up");
    expect(await countOne(store.conversations, "cnv_1", "c1")).toBe("committed");
    await store.close();
    process.off("worker", remember);
  });

  it("loses no acknowledged turn when the process is killed under load", async () => {
    const url = `sqlite:${freshPath()}`;
    const acknowledged: string[] = [];
    for (const enough of [300, 600, 900]) {
      const child = spawn(process.execPath, [COMMIT_FOREVER, url], {
        stdio: ["ignore", "pipe", "pipe"],
      });
      child.stderr.pipe(process.stderr);
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
      if (!(await store.conversations.findFor(id, clientId))?.storedId) missing.push(line);
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
