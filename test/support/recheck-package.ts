// The analyser of regular expressions, fetched from the package registry into a cache when a new pattern needs it.
import { execFileSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";

/** With what it asks for beside it, a Java archive and a program for each system, it would be a hundred times as large. */
const PACKAGE = "recheck@4.5.0";
const INTEGRITY =
  "sha512-kPnbOV6Zfx9a25AZ++28fI1q78L/UVRQmmuazwVRPfiiqpMs+WbOU69Shx820XgfKWfak0JH75PUvZMFtRGSsw==";
const CACHE = resolve("node_modules/.cache/recheck");

export interface Recheck {
  checkSync(
    source: string,
    flags: string,
    options: { timeout: number },
  ): { status: "safe" | "vulnerable" | "unknown"; complexity?: { type: string } };
}

/** Its one file of plain JavaScript, of exactly this version. Throws a clear sentence. */
export function fetchRecheck(): Recheck {
  mkdirSync(CACHE, { recursive: true });
  try {
    const told = execFileSync("npm", ["pack", PACKAGE, "--json", "--pack-destination", CACHE], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "pipe"],
    });
    const [{ filename, integrity }] = JSON.parse(told) as [{ filename: string; integrity: string }];
    if (integrity !== INTEGRITY) throw new Error(`its checksum is ${integrity}`);
    const file = "package/lib/browser.js";
    execFileSync("tar", ["xzf", join(CACHE, filename), "-C", CACHE, file]);
    return createRequire(import.meta.url)(join(CACHE, file)) as Recheck;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(
      `${PACKAGE} cannot be fetched, so new patterns were not analysed. This needs npm, tar and a package registry: ${why}`,
    );
  }
}
