// Builds the browser files into dist/browser, with the manifest from which the pages take their names, and tells whether
// those that lie there match their sources.
import { constants as access, accessSync, existsSync, readFileSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { promisify, stripVTControlCharacters } from "node:util";
import { brotliCompress, constants } from "node:zlib";
import { StartError } from "../base/errors.ts";
import { COMPRESSED } from "../http/assets.ts";
import { sourceStamp } from "../served/code-stamp.ts";

const ROOT = resolve(import.meta.dirname, "../..");

const DIST = resolve(ROOT, "dist");
/** Where the built files, their manifest and their stamp lie. */
export const BROWSER_DIR = resolve(DIST, "browser");
const STAMP_FILE = resolve(BROWSER_DIR, "stamp");

/** Everything the bundles depend on: what their entries reach, and the settings of the bundler, which names it. */
export const BUNDLED: readonly string[] = [
  "src/browser/help/help.ts",
  "src/browser/offline/worker.ts",
  "src/browser/embed/embed.ts",
  "src/browser/embed/frame.ts",
  "src/browser/console/main.tsx",
  "src/browser/gallery/gallery.ts",
  "vite.config.ts",
];
const browserStamp = () => sourceStamp(BUNDLED);

/** Without loading the bundler. False before the first build and after any change of what the bundles are made from. */
export function browserBundlesAreFresh(): boolean {
  return existsSync(STAMP_FILE) && readFileSync(STAMP_FILE, "utf8") === browserStamp();
}

/** `help-AbC123xy.js` was `help.js` before the hash came in. */
const HASHED = /^assets\/(.+)-[\w-]{8}\.(js|css)$/;

/**
 * Builds everything anew; the bundler is loaded only then. The stamp is written last, so a broken build is never taken for
 * a fresh one. Throws StartError with one sentence where nothing can be built.
 */
export async function buildBrowser(logLevel: "silent" | "warn" = "warn"): Promise<void> {
  const obstacle = obstacleToBuilding();
  if (obstacle !== undefined)
    throw new StartError(`The browser files cannot be built here because ${obstacle}.`);
  const stamp = browserStamp();
  const { build } = await import("vite");
  const names: (readonly [string, string])[] = [];
  for (const mode of ["production", "gallery"]) {
    const built = await build({
      root: ROOT,
      configFile: resolve(ROOT, "vite.config.ts"),
      mode,
      logLevel,
    });
    if (!("output" in built)) throw new Error("vite.config.ts: one output and no watch mode are expected.");
    for (const { fileName } of built.output) {
      const [, name, extension] = HASHED.exec(fileName) ?? [];
      if (name) names.push([`${name}.${extension}`, `/${fileName}`]);
    }
  }
  await Promise.all(names.map(([, address]) => compress(resolve(BROWSER_DIR, address.slice(1)))));
  await writeFile(
    resolve(BROWSER_DIR, "manifest.json"),
    `${JSON.stringify(Object.fromEntries(names), null, 2)}\n`,
  );
  await writeFile(STAMP_FILE, stamp);
}

const brotli = promisify(brotliCompress);

/** As small as can be, beside the file: what is compressed here once, no reader waits for. */
async function compress(file: string): Promise<void> {
  const plain = await readFile(file);
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
    [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
    [constants.BROTLI_PARAM_SIZE_HINT]: plain.length,
  };
  await writeFile(file + COMPRESSED, await brotli(plain, { params }));
}

/**
 * Builds the browser files where they are missing or old. Throws StartError with one sentence where they cannot be built:
 * an installation that only serves brings them along.
 */
export async function ensureBrowserBundles(): Promise<void> {
  if (browserBundlesAreFresh()) return;
  const obstacle = obstacleToBuilding();
  if (obstacle !== undefined) {
    const state = existsSync(STAMP_FILE) ? "are older than their sources" : "are not built";
    throw new StartError(
      `The browser files ${state}, and cannot be built here because ${obstacle}: run \`npm ci && npm run build\` in a ` +
        "checkout where they can, and bring its folder dist here.",
    );
  }
  process.stdout.write("Building the browser bundles …\n");
  try {
    await buildBrowser("silent");
  } catch (error) {
    throw new StartError(
      `The browser files could not be built in ${ROOT} (${firstCause(error)}): \`npm run build\` shows all of it.`,
    );
  }
}

/** The bundler's message begins with how many errors there are and ends in its stack; between stands what is wrong. */
function firstCause(error: unknown): string {
  const lines = (error instanceof Error ? error.message : String(error)).split("\n");
  const said = stripVTControlCharacters(
    lines.find((line) => line !== "" && !/^Build failed with/.test(line)) ?? "",
  );
  return said.trim();
}

/** Characters in a path that mean something else to the bundler. */
const ODD = /[#?]/;

function obstacleToBuilding(): string | undefined {
  const odd = ODD.exec(ROOT)?.[0];
  if (odd !== undefined) return `the folder ${ROOT} has ${odd} in its name`;
  try {
    accessSync(ROOT, access.W_OK);
    if (existsSync(DIST)) accessSync(DIST, access.W_OK);
  } catch {
    return `${ROOT} may not be written`;
  }
  try {
    import.meta.resolve("vite");
  } catch {
    return "the bundler is not installed (npm ci --omit=dev leaves it out)";
  }
  return undefined;
}
