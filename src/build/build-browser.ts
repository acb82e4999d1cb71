// Builds the browser files into dist/browser, with the manifest from which the pages take their names, and tells whether
// those that lie there match their sources.
import { existsSync, readFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { codeStamp } from "../served/code-stamp.ts";

const ROOT = resolve(import.meta.dirname, "../..");

/** Where the built files, their manifest and their stamp lie. */
export const BROWSER_DIR = resolve(ROOT, "dist/browser");
const STAMP_FILE = resolve(BROWSER_DIR, "stamp");

/** Everything the bundles depend on: what their entry reaches, and the settings of the bundler, which names it. */
const browserStamp = () => codeStamp(["src/browser/help/help.ts", "vite.config.ts"]);

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
