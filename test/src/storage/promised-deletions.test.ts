// A deletion that is asked for while nothing can be written is promised, and kept, also by the process after the next.
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { AppError } from "../../../src/base/errors.ts";
import { openPromisedDeletions } from "../../../src/storage/promised-deletions.ts";

const log = { info: () => undefined, warn: () => undefined };

/** Deletes what is there, while it can. */
function aDisk(there: readonly string[]) {
  const folder = mkdtempSync(join(tmpdir(), "huanka-promised-"));
  const left = new Set(there);
  const disk = { isFull: true, left };
  const open = () =>
    openPromisedDeletions({
      ...{ folder, log },
      async remove(id) {
        if (disk.isFull) throw new AppError("overloaded", { code: "SQLITE_FULL" });
        return left.delete(id);
      },
    });
  return { disk, open, file: join(folder, "deletions.promised"), folder };
}

it("says that it will be done, does nothing while it cannot, and does it then", async () => {
  const { disk, open } = aDisk(["cnv_a", "cnv_b"]);
  const promised = open();
  for (const id of ["cnv_a", "cnv_a"])
    await expect(promised.remove(id)).rejects.toMatchObject({ code: "deletion-promised" });
  await promised.keep();
  expect([...disk.left]).toEqual(["cnv_a", "cnv_b"]);
  disk.isFull = false;
  await promised.keep();
  expect([...disk.left]).toEqual(["cnv_b"]);
  expect(await promised.remove("cnv_b")).toBe(true);
  expect(await promised.remove("cnv_b")).toBe(false);
});

it("is kept by another process, once, in room that was taken before the disk was full", async () => {
  const { disk, open, file } = aDisk(["cnv_a"]);
  const first = open();
  const { size } = statSync(file);
  await expect(first.remove("cnv_a")).rejects.toMatchObject({ code: "deletion-promised" });
  expect(statSync(file).size).toBe(size);
  const second = open();
  disk.isFull = false;
  await second.keep();
  expect([...disk.left]).toEqual([]);
  expect(readFileSync(file, "utf8").trim()).toBe("");
});

it("promises nothing where it cannot be written down", async () => {
  const { open, folder } = aDisk(["cnv_a"]);
  const promised = open();
  rmSync(folder, { recursive: true });
  writeFileSync(folder, "a file now");
  await expect(promised.remove("cnv_a")).rejects.toMatchObject({ code: "deletion-failed" });
});
