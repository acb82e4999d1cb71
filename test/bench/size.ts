// What a page and the chat cost on the wire, against their budgets. Exit code 1 when one is exceeded.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { BROWSER_DIR, browserBundlesAreFresh } from "../../src/cli/browser-stamp.ts";

interface Budget {
  readonly what: string;
  /** Names of built files without their hash. */
  readonly files: readonly string[];
  readonly maxBytes: number;
}

const KB = 1_000;
const BUDGETS: readonly Budget[] = [
  { what: "page script (launcher, search, feedback)", files: ["help.js"], maxBytes: 5 * KB },
  { what: "page style sheet", files: ["help.css"], maxBytes: 8 * KB },
  { what: "chat, loaded when it is opened", files: ["widget.js"], maxBytes: 15 * KB },
];

/** Bytes after gzip as the server sends it. */
function gzippedBytes(address: string): number {
  return gzipSync(readFileSync(join(BROWSER_DIR, address)), { level: 9 }).length;
}

function measure(): boolean {
  const manifest: Record<string, string> = JSON.parse(
    readFileSync(join(BROWSER_DIR, "manifest.json"), "utf8"),
  );
  const unlisted = new Set(readdirSync(join(BROWSER_DIR, "assets")).map((name) => `/assets/${name}`));
  let isWithin = true;
  for (const { what, files, maxBytes } of BUDGETS) {
    const addresses = files.map((file) => manifest[file] ?? `${file} is not in manifest.json`);
    const bytes = addresses.reduce((sum, address) => sum + gzippedBytes(address), 0);
    for (const address of addresses) unlisted.delete(address);
    if (bytes > maxBytes) isWithin = false;
    const verdict = bytes > maxBytes ? "OVER BUDGET" : "ok";
    console.log(
      `${what.padEnd(44)} ${String(bytes).padStart(6)} of ${String(maxBytes).padStart(6)} B gz  ${verdict}`,
    );
  }
  for (const address of unlisted) console.log(`${address} has no budget: add it to test/bench/size.ts`);
  return isWithin && unlisted.size === 0;
}

if (!browserBundlesAreFresh()) {
  console.log("dist/browser is not up to date. Run: npm run build");
  process.exitCode = 1;
} else if (!measure()) process.exitCode = 1;
