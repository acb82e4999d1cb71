// Content as operators lay it out: releases behind a link, links into the folder itself, and what systems leave beside it.
import {
  cp,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  readlink,
  rename,
  rm,
  symlink,
  writeFile,
} from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import { isRead } from "../../../bot/reading/source-files.ts";
import { createLog, type Log } from "../../../src/base/log.ts";
import { type ContentSource, openContent } from "../../../src/served/content-source.ts";
import { readFolderNow } from "../../../src/served/read-folder-now.ts";
import { openStore, type Store } from "../../../src/storage/open-store.ts";
import { aContentTree, type Change } from "../../support/content-tree.ts";
import { PATIENCE_MS } from "../../support/patience.ts";

const FEE = "zh-CN/faqs/fee.md";
const CHANGED: Change = (text) => text.replace(/updated: .*/, "updated: 2026-11-28");
const PATIENCE = { timeout: PATIENCE_MS, interval: 50 };

const opened: { close(): void | Promise<void> }[] = [];
afterEach(async () => {
  for (const one of opened.splice(0).reverse()) await one.close();
});

async function serve(
  dir: string,
  prepare = async () => {},
  log: Log = createLog("silent"),
): Promise<ContentSource> {
  const store: Store = await openStore("sqlite::memory:");
  const { snapshots } = store;
  const source = await openContent({
    dir,
    log,
    snapshots,
    clock: () => new Date(),
    prepare,
    // What is read is the matter here; that it is read in a thread of its own is that of content-source.test.ts.
    readApart: async (request) => ("dir" in request ? readFolderNow(request.dir) : []),
  });
  opened.push(store, source);
  return source;
}

const aFolder = () => mkdtemp(join(tmpdir(), "huanka-layout-"));

/** Points a link elsewhere in one step, as `ln -sfn` and deployments do. */
async function point(link: string, target: string): Promise<void> {
  await symlink(target, `${link}.new`);
  await rename(`${link}.new`, link);
}

describe("releases behind a link", () => {
  it.each(["current", "current/content"])("are served as soon as %s leads to another", async (path) => {
    const [first, second] = [await aContentTree(), await aContentTree({ [FEE]: CHANGED })];
    const root = await aFolder();
    for (const [name, { dir }] of [
      ["1", first],
      ["2", second],
    ] as const) {
      await cp(dir, path.includes("/") ? join(root, name, "content") : join(root, name), { recursive: true });
    }
    await symlink(join(root, "1"), join(root, "current"));
    const source = await serve(join(root, path));
    const before = source.current().hash;
    await point(join(root, "current"), join(root, "2"));
    await vi.waitFor(() => expect(source.current().hash).not.toBe(before), PATIENCE);
    // The new release is watched too.
    const now = source.current().hash;
    await cp(join(first.dir, FEE), join(root, "2", path.includes("/") ? "content" : "", FEE));
    await vi.waitFor(() => expect(source.current().hash).not.toBe(now), PATIENCE);
  });

  it("that lead to no content are told once, and are served again when they do", async () => {
    const { dir } = await aContentTree();
    const root = await aFolder();
    await mkdir(join(root, "empty"));
    const current = join(root, "current");
    await symlink(dir, current);
    const lines: string[] = [];
    const sink = { write: (line: string) => void lines.push(line), dropped: () => 0 };
    const source = await serve(current, undefined, createLog("info", sink));
    const before = source.current().hash;
    await point(current, join(root, "empty"));
    await vi.waitFor(() => expect(source.isRefused()).toBe(true), PATIENCE);
    expect(source.current().hash).toBe(before);
    await point(current, join(root, "gone"));
    await point(current, (await aContentTree({ [FEE]: CHANGED })).dir);
    await vi.waitFor(() => expect(source.current().hash).not.toBe(before), PATIENCE);
    const [told, ...more] = lines.filter((line) => line.includes("refused"));
    expect(told).toContain(
      `there is no folder ${join(root, "empty/zh-CN")}: CONTENT_DIR, or the link it names, has`,
    );
    expect([more, source.isRefused()]).toEqual([[], false]);
  });
});

describe("a folder put in place of another", () => {
  it.each([".", "zh-CN", "providers"])("is served, and watched, without a link: %s", async (part) => {
    const { dir } = await aContentTree();
    const { dir: next } = await aContentTree({ [FEE]: CHANGED, "providers/lakala.md": CHANGED });
    const source = await serve(dir);
    const before = source.current().hash;
    await rename(join(dir, part), `${await aFolder()}/old`);
    await cp(join(next, part), `${dir}.new`, { recursive: true });
    await rename(`${dir}.new`, join(dir, part));
    await vi.waitFor(() => expect(source.current().hash).not.toBe(before), PATIENCE);
    const now = source.current().hash;
    const edited = join(dir, part === "providers" ? "providers/lakala.md" : FEE);
    await writeFile(edited, (await readFile(edited, "utf8")).replace(/updated: .*/, "updated: 2026-11-27"));
    await vi.waitFor(() => expect(source.current().hash).not.toBe(now), PATIENCE);
  });
});

describe("a folder laid out like a ConfigMap", () => {
  it("is read where only one of its folders is mounted so", async () => {
    const { dir } = await aContentTree();
    const before = (await serve(dir)).current().hash;
    const faqs = join(dir, "zh-CN/faqs");
    await rename(faqs, `${faqs}.new`);
    await mkdir(faqs);
    await rename(`${faqs}.new`, join(faqs, "..2026_11_28"));
    await symlink("..2026_11_28", join(faqs, "..data"));
    for (const name of await readdir(join(faqs, "..data")))
      await symlink(join("..data", name), join(faqs, name));
    expect((await serve(dir)).current().hash).toBe(before);
  });

  it("is read, and served anew when its data are switched", async () => {
    const [first, second] = [await aContentTree(), await aContentTree({ [FEE]: CHANGED })];
    const dir = await aFolder();
    await cp(first.dir, join(dir, "..2026_11_28"), { recursive: true });
    await cp(second.dir, join(dir, "..2026_11_29"), { recursive: true });
    await symlink("..2026_11_28", join(dir, "..data"));
    for (const name of await readdir(first.dir)) await symlink(join("..data", name), join(dir, name));
    const source = await serve(dir);
    const before = source.current().hash;
    await point(join(dir, "..data"), "..2026_11_29");
    await vi.waitFor(() => expect(source.current().hash).not.toBe(before), PATIENCE);
  });

  it("is served as it is now where its data were switched during the start, and during a load", async () => {
    const dates = ["2026-11-28", "2026-11-29", "2026-11-30"];
    const dir = await aFolder();
    for (const date of dates) {
      const { dir: release } = await aContentTree({
        [FEE]: (text) => text.replace(/updated: .*/, `updated: ${date}`),
      });
      await cp(release, join(dir, `..${date}`), { recursive: true });
    }
    await symlink(`..${dates[0]}`, join(dir, "..data"));
    for (const name of await readdir(join(dir, "..data")))
      await symlink(join("..data", name), join(dir, name));
    // Each time one was read and is made ready, the next takes its place, and it is gone.
    const next = dates.slice(1);
    const source = await serve(dir, async () => {
      const date = next.shift();
      if (date === undefined) return;
      const old = await readlink(join(dir, "..data"));
      await point(join(dir, "..data"), `..${date}`);
      await rm(join(dir, old), { recursive: true });
    });
    await vi.waitFor(() => expect(source.current().faqs.get("fee")?.updated).toBe(dates[2]), PATIENCE);
  });

  it("is refused where a link leads out of it", async () => {
    const { dir } = await aContentTree();
    const outside = await aFolder();
    await writeFile(join(outside, "fee2.md"), "x");
    await symlink(join(outside, "fee2.md"), join(dir, "zh-CN/faqs/fee2.md"));
    await expect(serve(dir)).rejects.toThrow("zh-CN/faqs/fee2.md:1:1 file: is a symbolic link out of");
  });
});

const LEFT = [
  ...[".DS_Store", "._fee.md", "Icon\r", ".fee.md.swp", ".fee.md.un~", "fee.md~", "#fee.md#", ".#fee.md"],
  ...["4913", "fee.md.orig", "fee.md.rej", "fee.md.bak", "fee.md.tmp", "fee.md.swp", "sedAb12Cd", "~$fee.md"],
  ...[
    "Thumbs.db",
    "desktop.ini",
    "~WRL0001.tmp",
    "fee.md.crswap",
    "~syncthing~fee.md.tmp",
    ".stfolder/fee.md",
  ],
  ...["__MACOSX/._fee.md", ".idea/workspace.yml", "fee.md.lnk", "fee.md:Zone.Identifier", ".git/x.yml"],
];

describe("what systems and editors leave behind", () => {
  it("changes nothing", async () => {
    const { dir } = await aContentTree();
    const before = (await serve(dir)).current().hash;
    for (const name of LEFT) {
      const file = join(dir, "zh-CN/faqs", name);
      await mkdir(join(file, ".."), { recursive: true });
      await writeFile(file, "\0 not a text");
    }
    // Emacs keeps who edits a file in a link that leads nowhere; others link to folders of their own.
    await symlink("anna@shop.4711:1764400000", join(dir, "zh-CN/faqs/.#ask.md"));
    await symlink(tmpdir(), join(dir, "zh-CN/.Trash"));
    await symlink("/nowhere", join(dir, "providers/fee.md.lock"));
    expect((await serve(dir)).current().hash).toBe(before);
  });

  it.each(["fee.MD", "费用.md", "fee (1).md", "fee.markdown", "fee.yaml", "notes.txt", "fee - 副本.md"])(
    "is told from what a writer may have meant: %s",
    (name) => {
      expect(isRead(`zh-CN/faqs/${name}`, "zh-CN")).toBe(true);
    },
  );
});
