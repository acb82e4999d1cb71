// What every storage engine must do for content snapshots, run over each of them.
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { SourceTree } from "../../bot/reading/source-files.ts";
import { openStore, type Store } from "../../src/storage/open-store.ts";
import { anActivity, aTurn, CREATED_AT } from "../support/turns.ts";

const ID = "cnv_test";
const DAY_MS = 24 * 3_600_000;

function daysAfter(days: number): Date {
  return new Date(Date.parse(CREATED_AT) + days * DAY_MS);
}

function aTree(hash: string): SourceTree {
  return {
    hash,
    files: [
      { path: "facts.yml", text: "{}\n" },
      { path: "providers/拉卡拉.md", text: "步骤😀" },
    ],
  };
}

/** `freshUrl` answers the URL of an empty database. */
export function describeSnapshotStore(name: string, freshUrl: () => Promise<string>): void {
  describe(`content snapshots on ${name}`, () => {
    let store: Store;
    beforeEach(async () => {
      store = await openStore(await freshUrl());
      await store.conversations.create({ id: ID, locale: "zh-CN", createdAt: CREATED_AT });
    });
    afterEach(() => store.close());

    it("gives back what was saved, and nothing for a hash it never saw", async () => {
      await store.snapshots.save(aTree("one"), daysAfter(0));
      expect(await store.snapshots.load("one")).toEqual(aTree("one"));
      expect(await store.snapshots.load("two")).toBeUndefined();
    });

    it("saves the same snapshot once, whoever saves it again", async () => {
      const saves = [0, 0, 2].map((days) => store.snapshots.save(aTree("one"), daysAfter(days)));
      await Promise.all(saves);
      expect(await store.snapshots.load("one")).toEqual(aTree("one"));
    });

    it("deletes what was not served for thirty days and nobody spoke from", async () => {
      await store.snapshots.save(aTree("old"), daysAfter(0));
      await store.snapshots.save(aTree("new"), daysAfter(20));
      expect(await store.snapshots.deleteUnused(daysAfter(29))).toBe(0);
      expect(await store.snapshots.deleteUnused(daysAfter(31))).toBe(1);
      expect(await store.snapshots.load("old")).toBeUndefined();
      expect(await store.snapshots.load("new")).toEqual(aTree("new"));
    });

    it("keeps what is served again, however old it is", async () => {
      await store.snapshots.save(aTree("old"), daysAfter(0));
      await store.snapshots.save(aTree("old"), daysAfter(25));
      expect(await store.snapshots.deleteUnused(daysAfter(31))).toBe(0);
    });

    it("keeps every snapshot that a conversation active in the last thirty days spoke from", async () => {
      await store.snapshots.save(aTree("old"), daysAfter(0));
      await store.snapshots.save(aTree("unused"), daysAfter(0));
      await store.conversations.commit(aTurn(ID, { newContent: "old" }));
      const late = { ...anActivity(ID, 2), timestamp: daysAfter(20).toISOString() };
      await store.conversations.commit(
        aTurn(ID, { expectedVersion: 1, firstSeq: 2, activities: [late], newContent: "new" }),
      );
      expect(await store.snapshots.deleteUnused(daysAfter(45))).toBe(1);
      expect(await store.snapshots.load("old")).toEqual(aTree("old"));
      expect(await store.snapshots.deleteUnused(daysAfter(51))).toBe(1);
      expect(await store.snapshots.load("old")).toBeUndefined();
    });

    it("commits the use of a snapshot with its turn, or neither", async () => {
      await store.snapshots.save(aTree("old"), daysAfter(0));
      const stale = aTurn(ID, { expectedVersion: 7, newContent: "old" });
      expect(await store.conversations.commit(stale)).toEqual({ kind: "conflict" });
      expect(await store.snapshots.deleteUnused(daysAfter(31))).toBe(1);
    });
  });
}
