// Builds the browser files into dist/browser, with the manifest from which the pages take their names, and tells whether
// those that lie there match their sources.
import { createHash } from "node:crypto";
import { existsSync, globSync, readFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { resolve } from "node:path";

const ROOT = resolve(import.meta.dirname, "../..");
/** The browser's own files, and what they share with the server. */
const SOURCES = [
  "src/browser/**/*.{ts,css}",
  "src/base/wire.ts",
  "bot/secrets/{code-words,plain-numbers}.ts",
];
const Lockfile = (text: string) => JSON.parse(text) as { packages: Record<string, { version?: string }> };

/** Where the built files, their manifest and their stamp lie. */
export const BROWSER_DIR = resolve(ROOT, "dist/browser");
const STAMP_FILE = resolve(BROWSER_DIR, "stamp");

/** One hash over everything the bundles depend on: sources, bundler settings, bundler version. */
function browserStamp(): string {
  const hash = createHash("sha256");
  const sources = globSync(SOURCES, { cwd: ROOT }).sort();
  for (const file of [...sources, "vite.config.ts"]) {
    hash
      .update(`${file}\0`)
      .update(readFileSync(resolve(ROOT, file)))
      .update("\0");
  }
  const { packages } = Lockfile(readFileSync(resolve(ROOT, "package-lock.json"), "utf8"));
  return hash.update(packages["node_modules/vite"]?.version ?? "").digest("hex");
}

/** Without loading the bundler. False before the first build and after any change of what the bundles are made from. */
export function browserBundlesAreFresh(): boolean {
  return existsSync(STAMP_FILE) && readFileSync(STAMP_FILE, "utf8") === browserStamp();
}

/** `help-AbC123xy.js` was `help.js` before the hash came in. */
const HASHED = /^assets\/(.+)-[\w-]{8}\.(js|css)$/;

/** Builds everything anew; the bundler is loaded only then. The stamp is written last, so a broken build is never taken for a fresh one. */
export async function buildBrowser(): Promise<void> {
  const stamp = browserStamp();
  const { build } = await import("vite");
  const built = await build({
    root: ROOT,
    configFile: resolve(ROOT, "vite.config.ts"),
  });
  if (!("output" in built)) throw new Error("vite.config.ts: one output and no watch mode are expected.");
  const names = built.output.flatMap(({ fileName }) => {
    const [, name, extension] = HASHED.exec(fileName) ?? [];
    return name ? [[`${name}.${extension}`, `/${fileName}`]] : [];
  });
  await writeFile(
    resolve(BROWSER_DIR, "manifest.json"),
    `${JSON.stringify(Object.fromEntries(names), null, 2)}\n`,
  );
  await writeFile(STAMP_FILE, stamp);
}

/** Builds the browser files when they are missing or old. */
export async function ensureBrowserBundles(): Promise<void> {
  if (browserBundlesAreFresh()) return;
  process.stdout.write("Building the browser bundles …\n");
  await buildBrowser();
}
