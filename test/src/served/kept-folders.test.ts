// What was built and kept on disk is read back as it was, and holds no memory but its own.
import { mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { readKeptValue, writeKeptValue } from "../../../src/served/kept-folders.ts";

const FILE = "value.bin";
const value = {
  names: ["换卡", "手续费"],
  rows: { starts: Uint32Array.from({ length: 20_000 }, (_, at) => at), one: new Uint8Array(90_001).fill(7) },
  parts: new Map([["a", [new Float64Array(30_000).fill(0.1)]]]),
  known: new Set(["pos"]),
};
let dir: string;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), "huanka-kept-"));
});

afterEach(() => rm(dir, { recursive: true, force: true }));

it("reads back what was kept, whatever of it is an array of numbers", async () => {
  await writeKeptValue(dir, "one", FILE, value);
  expect(readKeptValue(dir, "one", FILE)).toEqual(value);
});

it("keeps no file in memory for an array that was read from it", async () => {
  await writeKeptValue(dir, "one", FILE, value);
  const read = readKeptValue<typeof value>(dir, "one", FILE);
  const { size } = await stat(join(dir, "one", FILE));
  const arrays = [read?.rows.starts, read?.rows.one, ...(read?.parts.get("a") ?? [])];
  for (const array of arrays) {
    expect(array?.buffer.byteLength).toBeGreaterThan(0);
    expect(array?.buffer.byteLength).toBeLessThan(size);
  }
});

it("is as good as nothing where the file is damaged", async () => {
  await writeKeptValue(dir, "one", FILE, value);
  await writeFile(join(dir, "one", FILE), "no value at all");
  expect(readKeptValue(dir, "one", FILE)).toBeUndefined();
});
