// Tells whether the built browser files match their sources, without loading the bundler.
import { createHash } from "node:crypto";
import { existsSync, globSync, readFileSync } from "node:fs";
import { resolve } from "node:path";

const ROOT = resolve(import.meta.dirname, "../..");
const Lockfile = (text: string) => JSON.parse(text) as { packages: Record<string, { version?: string }> };

/** Where the built files, their manifest and their stamp lie. */
export const BROWSER_DIR = resolve(ROOT, "dist/browser");
export const STAMP_FILE = resolve(BROWSER_DIR, "stamp");

/** One hash over everything the bundles depend on: sources, bundler settings, bundler version. */
export function browserStamp(): string {
  const hash = createHash("sha256");
  const sources = globSync("src/browser/**/*.{ts,css}", { cwd: ROOT }).sort();
  for (const file of [...sources, "vite.config.ts"]) {
    hash
      .update(`${file}\0`)
      .update(readFileSync(resolve(ROOT, file)))
      .update("\0");
  }
  const { packages } = Lockfile(readFileSync(resolve(ROOT, "package-lock.json"), "utf8"));
  return hash.update(packages["node_modules/vite"]?.version ?? "").digest("hex");
}

/** False before the first build and after any change of what the bundles are made from. */
export function browserBundlesAreFresh(): boolean {
  return existsSync(STAMP_FILE) && readFileSync(STAMP_FILE, "utf8") === browserStamp();
}
