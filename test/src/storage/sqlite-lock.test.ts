// One process serves a SQLite database; a restart waits for the old one to end.
import { linkSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { expect, it } from "vitest";
import { holdDatabase } from "../../../src/storage/engines/sqlite-lock.ts";
import { openStore } from "../../../src/storage/open-store.ts";
import { freshDataDir, startProcess, stopProcess } from "../../support/start-process.ts";

const aDatabase = () => `sqlite:${join(mkdtempSync(join(tmpdir(), "huanka-lock-")), "huanka.db")}`;

it("lets one hold a database at a time, and says who does", async () => {
  const url = aDatabase();
  const letGo = await holdDatabase(url);
  await expect(holdDatabase(url, 0)).rejects.toThrow(`Another huanka (pid ${process.pid}) uses`);
  const waiting = holdDatabase(url);
  letGo();
  (await waiting)();
});

it("knows a database by every way to it", async () => {
  const [folder, other] = ["a", "b"].map((name) => mkdtempSync(join(tmpdir(), `huanka-lock-${name}`)));
  const path = join(folder ?? "", "huanka.db");
  writeFileSync(path, "");
  symlinkSync(path, join(other ?? "", "linked.db"));
  symlinkSync(folder ?? "", join(other ?? "", "linked"));
  const ways = [join(other ?? "", "linked.db"), join(other ?? "", "linked", "huanka.db")];
  const letGo = await holdDatabase(`sqlite:${path}`);
  for (const way of [...ways, relative(process.cwd(), path)])
    await expect(holdDatabase(`sqlite:${way}`, 0), way).rejects.toThrow("Another huanka");
  letGo();
});

it("refuses a database that has a second name, by either, and takes it again when the name is gone", async () => {
  const [path, second] = [join(freshDataDir(), "huanka.db"), join(freshDataDir(), "again.db")];
  await (await openStore(`sqlite:${path}`)).close();
  linkSync(path, second);
  for (const name of [path, second])
    await expect(openStore(`sqlite:${name}`), name).rejects.toThrow(`${name} has 2 names (hard links)`);
  rmSync(second);
  await (await openStore(`sqlite:${path}`)).close();
});

it("holds nothing of a database in memory or of several nodes", async () => {
  for (const url of ["sqlite::memory:", "postgres://db/huanka"]) {
    (await holdDatabase(url, 0))();
    await holdDatabase(url, 0);
  }
});

it("is let go by a process that is killed", async () => {
  const dataDir = freshDataDir();
  const url = `sqlite:${join(dataDir, "huanka.db")}`;
  const running = await startProcess({ DATA_DIR: dataDir });
  await expect(holdDatabase(url, 0)).rejects.toThrow("uses");
  expect(readFileSync(`${join(dataDir, "huanka.db")}.pid`, "utf8").trim()).toBe(String(running.child.pid));
  await stopProcess(running, "SIGKILL");
  (await holdDatabase(url))();
});
