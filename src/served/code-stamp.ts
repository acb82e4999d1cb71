// One hash over the code that a built file depends on: its entries and every module they import, wherever it stands.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { dirname, join, normalize, resolve } from "node:path";
import manifest from "../../package.json" with { type: "json" };

const ROOT = resolve(import.meta.dirname, "../..");
/**
 * Imports, those of style sheets and those that a call makes later too. `import type` is not followed: types are gone when
 * the code runs.
 * Nothing is exported again (no barrels).
 */
const IMPORT = /^@?import(?! type\b)[^;"(]*?"([^"]+)"|(?<![\w.])import\("([^"]+)"\)/gm;

/** How the bundler is to take a file: `./widget.css?inline`. */
const QUERY = /\?.*$/;

/**
 * The modules that `entries` (paths from the root of the project) reach by imports, as paths from the root, and the
 * packages they name; both sorted. A file that moves is followed to where it went.
 */
export function reachedBy(entries: readonly string[]): { files: string[]; packages: string[] } {
  const files = new Set<string>();
  const packages = new Set<string>();
  const open = [...entries];
  for (let file = open.pop(); file !== undefined; file = open.pop()) {
    if (files.has(file)) continue;
    files.add(file);
    for (const [, atOnce, later] of readFileSync(resolve(ROOT, file), "utf8").matchAll(IMPORT)) {
      const name = atOnce ?? later ?? "";
      if (name.startsWith(".")) open.push(normalize(join(dirname(file), name.replace(QUERY, ""))));
      else if (!name.startsWith("node:")) packages.add(packageOf(name));
    }
  }
  return { files: [...files].sort(), packages: [...packages].sort() };
}

/** Changes with any byte of what `entries` reach, with the version of any package they use, and with that of Node. */
export function codeStamp(entries: readonly string[]): string {
  return createHash("sha256").update(process.version).update(sourceStamp(entries)).digest("hex");
}

/** The same whatever Node reads it and whether or not the packages are installed: what was built may be taken elsewhere. */
export function sourceStamp(entries: readonly string[]): string {
  const { files, packages } = reachedBy(entries);
  const hash = createHash("sha256");
  for (const file of files) hash.update(readFileSync(resolve(ROOT, file)));
  for (const name of packages) hash.update(`${name}@${versionOf(name)}\0`);
  return hash.digest("hex");
}

/** Pinned: `.npmrc` keeps exact versions. */
function versionOf(name: string): string {
  const { dependencies, devDependencies } = manifest;
  const known: Readonly<Record<string, string>> = { ...devDependencies, ...dependencies };
  const version = known[name];
  if (version === undefined) throw new Error(`${name} is imported and not in package.json`);
  return version;
}

function packageOf(specifier: string): string {
  return specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/");
}
