// What every storage engine must do for releases of the content, run over each of them.
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { releaseAgain } from "../../src/cli/tasks/content-releases.ts";
import { enterRelease } from "../../src/served/content-heads.ts";
import { openStore, type Store } from "../../src/storage/open-store.ts";
import { CREATED_AT } from "../support/turns.ts";

const NOW = new Date(CREATED_AT);
const LATER = new Date(NOW.getTime() + 60 * 24 * 3_600_000);
const a = (hash: string, en?: string) =>
  new Map([["zh-CN", hash], ...(en === undefined ? [] : [["en", en] as const])]);

/** `freshUrl` answers the URL of an empty database. */
export function describeHeadStore(name: string, freshUrl: () => Promise<string>): void {
  describe(`content releases on ${name}`, () => {
    let store: Store;
    beforeEach(async () => {
      store = await openStore(await freshUrl());
    });
    afterEach(() => store.close());
    const enter = (heads: ReadonlyMap<string, string>) => enterRelease(store.heads, heads, NOW);
    const generations = async () => (await store.heads.all()).map(({ generation }) => generation);

    it("lets one of two nodes be first, and leaves no gap and no half of a release", async () => {
      const [one, other] = [
        store.heads.add(a("x"), { after: 0, now: NOW }),
        store.heads.add(a("y", "z"), { after: 0, now: NOW }),
      ];
      expect([await one, await other].filter(Boolean)).toHaveLength(1);
      const [first] = await store.heads.all();
      expect([a("x"), a("y", "z")]).toContainEqual(first?.heads);
      await Promise.all(["p", "q", "r", "p"].map((hash) => enter(a(hash))));
      expect(await generations()).toEqual([1, 2, 3, 4]);
      expect(await store.heads.newest()).toBe(4);
    });

    it("enters what never was a release, and leaves one that was", async () => {
      expect((await enter(a("one", "uno"))).place).toBe("current");
      expect((await enter(a("two", "due"))).place).toBe("current");
      expect((await enter(a("two", "due"))).place).toBe("current");
      expect((await enter(a("one", "uno"))).place).toBe("old");
      expect((await enter(a("one", "tre"))).place).toBe("old");
      expect((await enter(a("two", "tre"))).place).toBe("current");
      expect(await generations()).toEqual([1, 2, 3]);
    });

    it("goes back on purpose as a new generation, in every locale", async () => {
      const release = (hash: string) => releaseAgain(store, hash, NOW);
      expect((await release("one")).said).toContain("No content was released yet");
      for (const [hash, en] of [
        ["one1", "uno1"],
        ["two2", "due2"],
      ] as const) {
        for (const each of [hash, en]) await store.snapshots.save({ hash: each, files: [] }, NOW);
        await enter(a(hash, en));
      }
      expect(await release("three")).toEqual({
        said: expect.stringContaining("No released content"),
        isDone: false,
      });
      expect(await release("two")).toEqual({ said: expect.stringContaining("nothing to do"), isDone: false });
      expect((await release("un")).isDone).toBe(true);
      const last = (await store.heads.all()).at(-1);
      expect(last).toMatchObject({ generation: 3, heads: a("one1", "uno1") });
      expect((await enter(a("two2", "due2"))).place).toBe("old");
      // Long after, what is served is still kept, and what nobody serves is not.
      expect(await store.snapshots.deleteUnused(LATER)).toBe(2);
      expect((await store.snapshots.load("uno1"))?.hash).toBe("uno1");
      expect(await release("two2")).toEqual({
        said: expect.stringContaining("is not kept any more"),
        isDone: false,
      });
      expect(await generations()).toEqual([1, 2, 3]);
    });
  });
}
