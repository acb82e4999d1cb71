// A program whose wall clock is set from outside while it runs, by libfaketime; its monotonic clock stays as it is.
import { existsSync, mkdtempSync, renameSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Where Debian and others keep it. */
const LIBRARIES = [
  "/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1",
  "/usr/lib/aarch64-linux-gnu/faketime/libfaketimeMT.so.1",
  "/usr/lib64/faketime/libfaketimeMT.so.1",
];

export interface FakeClock {
  /** What the program has to be started with. */
  readonly env: Readonly<Record<string, string>>;
  /** From now on the program's clock is so many seconds ahead of ours, or behind. */
  set(seconds: number): void;
}

/** Throws where libfaketime is not installed, with what to do. */
export function fakeClock(): FakeClock {
  const library = findFakeTime();
  const file = join(mkdtempSync(join(tmpdir(), "huanka-clock-")), "offset");
  const set = (seconds: number) => {
    writeFileSync(`${file}.new`, `${seconds < 0 ? "" : "+"}${seconds}\n`);
    renameSync(`${file}.new`, file); // never half a number
  };
  set(0);
  return {
    env: {
      LD_PRELOAD: library,
      FAKETIME_TIMESTAMP_FILE: file,
      FAKETIME_NO_CACHE: "1",
      FAKETIME_DONT_FAKE_MONOTONIC: "1",
    },
    set,
  };
}

/** Throws a sentence that says what to install. */
export function findFakeTime(): string {
  const library = LIBRARIES.find((path) => existsSync(path));
  if (library) return library;
  throw new Error("This proof needs libfaketime. Install it, on Debian: apt-get install libfaketime");
}
