// Content reloads on change, and a broken edit never replaces what is served; real files, real watcher.
import { link, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { Log } from "../../../src/base/log.ts";
import { type ReadApart, readApart } from "../../../src/served/content-apart.ts";
import { type ContentSource, openContent } from "../../../src/served/content-source.ts";
import { openStore, type Store } from "../../../src/storage/open-store.ts";
import { aContentTree, type Change, type ContentTree, VALID_TREE } from "../../support/content-tree.ts";
import { PATIENCE_MS } from "../../support/patience.ts";

const PROVIDER = "providers/lakala.md";
const FEE = "zh-CN/faqs/fee.md";
const FEE_TEXT = VALID_TREE[FEE] ?? "";

interface Line {
  readonly level: string;
  readonly entry: unknown;
  readonly message: unknown;
}

/** A log that keeps its lines. */
function keptLog(): { log: Log; lines: Line[] } {
  const lines: Line[] = [];
  const keep = (level: string) => (entry: unknown, message?: unknown) =>
    void lines.push({ level, entry, message });
  return {
    log: { debug: keep("debug"), info: keep("info"), warn: keep("warn"), error: keep("error") },
    lines,
  };
}

const trees: ContentTree[] = [];
const sources: ContentSource[] = [];
const stores: Store[] = [];
afterEach(async () => {
  for (const source of sources.splice(0)) source.close();
  await Promise.all(stores.splice(0).map((store) => store.close()));
  await Promise.all(trees.splice(0).map((tree) => tree.remove()));
});

async function start(changes: Readonly<Record<string, Change>> = {}, reading?: ReadApart) {
  const tree = await aContentTree(changes);
  trees.push(tree);
  const { log, lines } = keptLog();
  const store = await openStore("sqlite::memory:");
  stores.push(store);
  const again = async () => {
    const { snapshots } = store;
    const clock = () => new Date("2026-11-24T02:00:00.000Z");
    const opened = await openContent({
      ...{ dir: tree.dir, log, snapshots, clock },
      ...(reading && { readApart: reading }),
    });
    sources.push(opened);
    return opened;
  };
  const source = await again();
  const errors = () => lines.filter(({ level }) => level === "error").map(({ entry }) => entry);
  return { tree, source, again, store, lines, errors };
}

const PATIENCE = { timeout: PATIENCE_MS, interval: 20 }; // milliseconds; the file system tells when it likes

describe("the content source", () => {
  it("leaves the reading of a change, and of older content, to another thread", async () => {
    const asked: string[] = [];
    const { tree, source, again } = await start({}, (request) => {
      asked.push(Object.keys(request).join());
      return readApart(request);
    });
    const before = source.current();
    await tree.write(FEE, `${FEE_TEXT}\n`);
    await vi.waitFor(() => expect(source.current().hash).not.toBe(before.hash), PATIENCE);
    expect(asked).toContain("dir");
    expect(await (await again()).snapshot(before.hash)).toEqual(before);
    expect(asked).toContain("kept");
  });

  it("refuses to start on broken content", async () => {
    await expect(start({ [FEE]: (text) => text.replace("faq_fee", "fee_faq") })).rejects.toThrow(
      `${FEE}:3:9 intent: `,
    );
  });

  it("serves an edit without a restart and tells its listeners", async () => {
    const { tree, source } = await start();
    const hashes: string[] = [];
    source.onChange(({ hash }) => hashes.push(hash));
    const before = source.current();
    await tree.write(FEE, FEE_TEXT.replace("一般不收", "通常不收"));
    await vi.waitFor(() => expect(hashes).toHaveLength(1), PATIENCE);
    expect(source.current().hash).toBe(hashes[0]);
    expect(source.current().faqs.get("fee")?.body).toContain("通常不收");
    expect(before.faqs.get("fee")?.body).toContain("一般不收");
  });

  it("serves a translation beside the original, and finds its older content again", async () => {
    const { tree, source, again } = await start({ "en/replies.yml": "greeting: Hello.\n" });
    expect(source.locales()).toEqual(["zh-CN", "en"]);
    const before = source.current("en-GB");
    expect(before.replies.get("greeting")).toBe("Hello.");
    expect(source.current("fr").locale).toBe("zh-CN");
    await tree.write("en/replies.yml", "greeting: Welcome.\n");
    await vi.waitFor(() => expect(source.current("en").replies.get("greeting")).toBe("Welcome."), PATIENCE);
    const restarted = await again();
    const older = await restarted.snapshot(before.hash);
    expect(older?.locale).toBe("en");
    expect(older?.replies.get("greeting")).toBe("Hello.");
  });

  it("notices new files, new folders and files moved into place", async () => {
    const { tree, source } = await start();
    const article = (VALID_TREE["zh-CN/articles/safety/scams.md"] ?? "").replace("safety", "rebind");
    await tree.write("zh-CN/articles/rebind/general.md", article);
    await vi.waitFor(() => expect(source.current().articles.has("general")).toBe(true), PATIENCE);
    await tree.write("zh-CN/faqs/.fee.md.tmp", FEE_TEXT.replace("一般不收", "原则上不收"));
    await rename(join(tree.dir, "zh-CN/faqs/.fee.md.tmp"), join(tree.dir, FEE));
    await vi.waitFor(() => expect(source.current().faqs.get("fee")?.body).toContain("原则上不收"), PATIENCE);
  });

  it("serves what is written by another name of a file, as stores of packages and copies by link leave them", async () => {
    const { tree, again } = await start();
    const elsewhere = await mkdtemp(join(tmpdir(), "huanka-"));
    const other = join(elsewhere, "other.md");
    await link(join(tree.dir, FEE), other);
    const source = await again();
    await writeFile(other, FEE_TEXT.replace("一般不收", "通常不收"));
    await vi.waitFor(() => expect(source.current().faqs.get("fee")?.body).toContain("通常不收"), PATIENCE);
    await rm(elsewhere, { recursive: true });
  });

  it("refuses a broken edit with file and line, serves the old content, and takes the repair", async () => {
    const { tree, source, errors } = await start();
    const { hash } = source.current();
    await tree.write(FEE, `${FEE_TEXT.replace("rebind", "rebuild")}打95588。\n`);
    await vi.waitFor(() => expect(errors()).toHaveLength(2), PATIENCE);
    expect(errors()).toEqual([
      { problem: expect.stringContaining(`${FEE}:5:11 category: unknown category rebuild`) },
      { problem: expect.stringContaining(`${FEE}:17:2 body: phone number`) },
    ]);
    expect(source.current().hash).toBe(hash);
    await tree.write(FEE, FEE_TEXT.replace("一般不收", "通常不收"));
    await vi.waitFor(() => expect(source.current().hash).not.toBe(hash), PATIENCE);
  });

  it("tells the same problem once, however often the file is saved", async () => {
    const { tree, lines, errors } = await start();
    const broken = FEE_TEXT.replace("rebind", "rebuild");
    await tree.write(FEE, broken);
    await vi.waitFor(() => expect(errors()).toHaveLength(1), PATIENCE);
    await tree.write(FEE, `${broken}再说一句。\n`);
    await tree.write("zh-CN/replies.yml", `${VALID_TREE["zh-CN/replies.yml"]}late: 好。\n`);
    await tree.write(FEE, FEE_TEXT);
    await vi.waitFor(() => expect(lines.at(-1)?.message).toBe("content reloaded"), PATIENCE);
    expect(errors()).toHaveLength(1);
  });

  it("still finds the content of an earlier deploy, also after a restart", async () => {
    const { tree, source, again } = await start();
    const before = source.current();
    await tree.write(FEE, FEE_TEXT.replace("一般不收", "通常不收"));
    await vi.waitFor(() => expect(source.current().hash).not.toBe(before.hash), PATIENCE);
    expect(await source.snapshot(before.hash)).toBe(before);
    const restarted = await again();
    expect(await restarted.snapshot(before.hash)).toEqual(before);
    expect(await restarted.snapshot(restarted.current().hash)).toBe(restarted.current());
    expect(await restarted.snapshot("never-served")).toBeUndefined();
  });

  it("goes without kept content that this version cannot read, and says so", async () => {
    const { source, store, lines } = await start();
    const files = [{ path: "facts.yml", text: "no: facts\n" }];
    await store.snapshots.save({ hash: "unreadable", files }, new Date());
    expect(await source.snapshot("unreadable")).toBeUndefined();
    expect(lines.at(-1)).toMatchObject({ level: "warn", entry: { content: "unreadable" } });
  });

  it("refuses an edit that takes a step away without saying where merchants who stand there go", async () => {
    const { tree, source, errors } = await start();
    const { hash } = source.current();
    const renamed = (VALID_TREE[PROVIDER] ?? "").replace("{#wait}", "{#await-review}");
    await tree.write(PROVIDER, renamed);
    await vi.waitFor(() => expect(errors()).toHaveLength(1), PATIENCE);
    expect(errors()).toEqual([
      { problem: expect.stringContaining(`${PROVIDER}:1:1 steps: the step wait is gone`) },
    ]);
    expect(source.current().hash).toBe(hash);
    await tree.write(PROVIDER, renamed.replace("---\n", "---\nsteps: { wait: await-review }\n"));
    await vi.waitFor(() => expect(source.current().hash).not.toBe(hash), PATIENCE);
  });

  it("does not tell listeners who left, nor anybody after closing", async () => {
    const { tree, source } = await start();
    const heard: string[] = [];
    const stop = source.onChange(() => heard.push("left"));
    source.onChange(() => heard.push("stayed"));
    stop();
    await tree.write(FEE, FEE_TEXT.replace("一般不收", "通常不收"));
    await vi.waitFor(() => expect(heard).toEqual(["stayed"]), PATIENCE);
  });
});
