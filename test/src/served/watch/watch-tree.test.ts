// Every change of a content folder is told, however an editor, a tool or a mount makes it.
import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { createLog } from "../../../../src/base/log.ts";
import { watchTree } from "../../../../src/served/watch/watch-tree.ts";

let root: string;
let dir: string;
let told: number;
let watcher: { close(): void };
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "huanka-watch-"));
  dir = join(root, "content");
  mkdirSync(join(dir, "zh-CN", "faqs"), { recursive: true });
  writeFileSync(join(dir, "zh-CN", "faqs", "fee.md"), "0");
  told = 0;
  watcher = watchTree(dir, createLog("silent"), () => {
    told += 1;
  });
});
afterEach(() => {
  watcher.close();
  rmSync(root, { recursive: true, force: true });
});

async function tells(change: () => void): Promise<void> {
  told = 0;
  change();
  await expect.poll(() => told).toBeGreaterThan(0);
}

it("tells of a file that is put in place of another, again and again, and of what is written to it then", async () => {
  const file = join(dir, "zh-CN", "faqs", "fee.md");
  const put = (text: string) => {
    const beside = join(root, "saved.md");
    writeFileSync(beside, text);
    renameSync(beside, file);
  };
  for (const text of ["1", "2", "3"]) await tells(() => put(text));
  await tells(() => appendFileSync(file, "4"));
  await tells(() => rmSync(file));
  await tells(() => put("5"));
});

it("tells of files in a folder that came later, also in place of another or behind a link", async () => {
  const folder = join(dir, "zh-CN", "articles");
  await tells(() => mkdirSync(folder));
  await tells(() => writeFileSync(join(folder, "a.md"), "1"));
  const other = join(root, "other");
  mkdirSync(other);
  await tells(() => renameSync(folder, join(root, "gone")));
  await tells(() => renameSync(other, folder));
  await tells(() => writeFileSync(join(folder, "b.md"), "1"));
  const linked = join(root, "linked");
  mkdirSync(linked);
  await tells(() => symlinkSync(linked, join(dir, "zh-CN", "guides")));
  await tells(() => writeFileSync(join(linked, "c.md"), "1"));
});

it("ends at a circle of links, and is silent once it was closed", async () => {
  await tells(() => symlinkSync(dir, join(dir, "zh-CN", "round")));
  await tells(() => writeFileSync(join(dir, "zh-CN", "faqs", "b.md"), "1"));
  watcher.close();
  told = 0;
  writeFileSync(join(dir, "zh-CN", "faqs", "c.md"), "1");
  await new Promise((done) => setTimeout(done, 200));
  expect(told).toBe(0);
});
