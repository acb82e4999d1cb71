// What every storage engine must do for resume codes, run over each of them.
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openStore, type Store } from "../../src/storage/open-store.ts";
import type { ResumeCode } from "../../src/storage/resume-store.ts";

const NOW = "2026-11-24T02:00:00.000Z";
const LATER = "2026-11-24T02:30:00.000Z";
const MOST = 10;

function aCode(fields: Partial<ResumeCode> = {}): ResumeCode {
  return {
    selector: "ABC",
    verifier: "hash",
    conversationId: "cnv_1",
    provider: "lakala",
    expiresAt: LATER,
    ...fields,
  };
}

/** `freshUrl` answers the URL of an empty database. */
export function describeResumeStore(name: string, freshUrl: () => Promise<string>): void {
  describe(`resume codes on ${name}`, () => {
    let store: Store;
    beforeEach(async () => {
      store = await openStore(await freshUrl());
    });
    afterEach(() => store.close());

    it("keeps a code until it is used, and lets it be used once", async () => {
      expect(await store.resumeCodes.add(aCode(), NOW)).toBe(true);
      expect(await store.resumeCodes.takeTry("ABC", { now: NOW, most: MOST })).toEqual(aCode());
      expect(await store.resumeCodes.use("ABC", NOW)).toBe(true);
      expect(await store.resumeCodes.use("ABC", NOW)).toBe(false);
      expect(await store.resumeCodes.takeTry("ABC", { now: NOW, most: MOST })).toBeUndefined();
    });

    it("finds no code that expired and none that never was", async () => {
      await store.resumeCodes.add(aCode({ provider: undefined }), NOW);
      expect(await store.resumeCodes.takeTry("ABC", { now: LATER, most: MOST })).toBeUndefined();
      expect(await store.resumeCodes.takeTry("ABD", { now: NOW, most: MOST })).toBeUndefined();
    });

    it("counts every try, those made at once too", async () => {
      await store.resumeCodes.add(aCode(), NOW);
      const tries = Array.from({ length: 40 }, () =>
        store.resumeCodes.takeTry("ABC", { now: NOW, most: MOST }),
      );
      const answered = (await Promise.all(tries)).filter((code) => code !== undefined);
      expect(answered).toHaveLength(MOST);
    });

    it("gives a selector to one live code only, and frees it when that expires", async () => {
      await store.resumeCodes.add(aCode(), NOW);
      const other = aCode({ conversationId: "cnv_2", expiresAt: "2026-11-24T03:00:00.000Z" });
      expect(await store.resumeCodes.add(other, NOW)).toBe(false);
      expect(await store.resumeCodes.add(other, LATER)).toBe(true);
    });

    it("ends the earlier code of the same conversation", async () => {
      await store.resumeCodes.add(aCode(), NOW);
      await store.resumeCodes.add(aCode({ selector: "XYZ" }), NOW);
      expect(await store.resumeCodes.takeTry("ABC", { now: NOW, most: MOST })).toBeUndefined();
      expect(await store.resumeCodes.takeTry("XYZ", { now: NOW, most: MOST })).toBeDefined();
    });
  });
}
