// Sealing a channel: only after somebody has said that they compared it with its sources.
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { LOCK_PATH } from "../../../bot/knowledge/registry-lock.ts";
import { loadKnowledge } from "../../../bot/load.ts";
import { confirmChannels } from "../../../src/cli/tasks/confirm-channel.ts";
import { aContentTree, type ContentTree, VALID_LOCK, VALID_TREE } from "../../support/content-tree.ts";

const TODAY = "2026-12-01";
const LAKALA = "providers/lakala.md";

let tree: ContentTree;
beforeEach(async () => {
  tree = await aContentTree();
});
afterEach(() => tree.remove());

const confirm = (...ids: string[]) => confirmChannels(tree.dir, { ids, today: TODAY });
const lockNow = () => readFile(join(tree.dir, LOCK_PATH), "utf8");

async function change(value: string, verified: string): Promise<void> {
  const text = (VALID_TREE[LAKALA] ?? "")
    .replace('"95016"', `"${value}"`)
    .replace("verified: 2026-11-23", `verified: ${verified}`);
  await writeFile(join(tree.dir, LAKALA), text);
}

describe("confirming a channel", () => {
  it("seals a value that was verified on a later day, and only then is it served", async () => {
    await change("95018", "2026-11-30");
    await expect(loadKnowledge(tree.dir)).rejects.toThrow(/is not what was confirmed on 2026-11-23/);
    expect(await confirm("lakala.hotline")).toEqual(["lakala.hotline: 「95018」 confirmed on 2026-11-30"]);
    expect((await loadKnowledge(tree.dir)).facts.get("lakala.hotline")?.value).toBe("95018");
  });

  it("refuses a changed value whose day of verification did not move, and writes nothing", async () => {
    await change("95018", "2026-11-23");
    await expect(confirm("lakala.hotline")).rejects.toThrow(/but verified still says 2026-11-23/);
    expect(await lockNow()).toBe(VALID_LOCK);
  });

  it("refuses a day in the future and a channel that is not there", async () => {
    await change("95018", "2026-12-02");
    await expect(confirm("lakala.hotline")).rejects.toThrow("lies in the future");
    await expect(confirm("lakala.fax")).rejects.toThrow("There is no channel lakala.fax");
  });

  it("lets a slip be corrected on the day it was made", async () => {
    await change("95018", TODAY);
    await confirm("lakala.hotline");
    await change("95016", TODAY);
    expect(await confirm("lakala.hotline")).toEqual([`lakala.hotline: 「95016」 confirmed on ${TODAY}`]);
  });

  it("leaves the other seals as they are and drops those of channels that are gone", async () => {
    await writeFile(
      join(tree.dir, LOCK_PATH),
      `${VALID_LOCK}gone.hotline: { seal: "0123456789abcdef", verified: 2026-11-23 }\n`,
    );
    await confirm("gone.hotline");
    expect(await lockNow()).toBe(VALID_LOCK);
  });

  it("seals with --all what has no seal yet, and never what has changed", async () => {
    await writeFile(join(tree.dir, LOCK_PATH), "{}\n");
    expect(await confirmChannels(tree.dir, { ids: [], all: true, today: TODAY })).toHaveLength(3);
    expect(await lockNow()).toBe(VALID_LOCK);
    await change("95018", "2026-11-30");
    expect(await confirmChannels(tree.dir, { ids: [], all: true, today: TODAY })).toEqual([]);
    expect(await lockNow()).toBe(VALID_LOCK);
  });
});
