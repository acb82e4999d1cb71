// Builds the browser files into dist/browser and writes the manifest from which the pages take their names.
import { writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { build } from "vite";
import { BROWSER_DIR, browserStamp, STAMP_FILE } from "./browser-stamp.ts";

/** `help-AbC123xy.js` was `help.js` before the hash came in. */
const HASHED = /^assets\/(.+)-[\w-]{8}\.(js|css)$/;

/** Builds everything anew. The stamp is written last, so a broken build is never taken for a fresh one. */
export async function buildBrowser(): Promise<void> {
  const stamp = browserStamp();
  const built = await build({
    root: resolve(import.meta.dirname, "../.."),
    configFile: resolve(import.meta.dirname, "../../vite.config.ts"),
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
