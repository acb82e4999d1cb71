// Child process: another program that is busy with our database. Says so, and goes on for as long as it is told.
import { rmSync } from "node:fs";
import Database from "better-sqlite3";

const [file = "", way = "", seconds = "0"] = process.argv.slice(2);
const endMs = performance.now() + Number(seconds) * 1_000;
const db = new Database(file);
if (way === "write") db.exec("BEGIN IMMEDIATE");
process.stdout.write("holding\n");
if (way === "write") {
  setTimeout(() => {
    db.exec("ROLLBACK");
    db.close();
  }, Number(seconds) * 1_000);
} else {
  const copy = `${file}.copy`;
  while (performance.now() < endMs) {
    rmSync(copy, { force: true });
    db.prepare("VACUUM INTO ?").run(copy);
  }
  rmSync(copy, { force: true });
  db.close();
}
