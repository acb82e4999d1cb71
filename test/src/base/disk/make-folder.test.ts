// Folders that a setting names: made where that can be, and told at once where it cannot.
import { mkdtempSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { makeFolder } from "../../../../src/base/disk/make-folder.ts";

const aFolder = () => mkdtempSync(join(tmpdir(), "huanka-folder-"));
const modeOf = (path: string) => statSync(path).mode & 0o777;

it("makes all that is missing, for its owner only, and leaves what is there", () => {
  const root = aFolder();
  makeFolder(join(root, "a/b/c"), 0o700);
  for (const path of ["a", "a/b", "a/b/c"]) expect(modeOf(join(root, path))).toBe(0o700);
  makeFolder(join(root, "a/b/c"));
  expect(modeOf(join(root, "a/b/c"))).toBe(0o700);
  symlinkSync(join(root, "a/b"), join(root, "link"));
  makeFolder(join(root, "link/d"), 0o700);
  expect(statSync(join(root, "a/b/d")).isDirectory()).toBe(true);
});

it.each(["/proc/x", "/proc/self/x/y", "/proc/sys/x", "/dev/null/x"])(
  "says at once that %s cannot be",
  (path) => {
    expect(() => makeFolder(path)).toThrow(/ENOENT|ENOTDIR|EACCES|EPERM|EROFS/);
  },
);

it("says so of a file, and of a link that leads nowhere", () => {
  const root = aFolder();
  writeFileSync(join(root, "file"), "");
  symlinkSync(join(root, "gone/x"), join(root, "link"));
  expect(() => makeFolder(join(root, "file"))).toThrow("EEXIST");
  expect(() => makeFolder(join(root, "file/x"))).toThrow("ENOTDIR");
  expect(() => makeFolder(join(root, "link"))).toThrow("EEXIST");
  expect(() => makeFolder(join(root, "link/x"))).toThrow("EEXIST");
});
