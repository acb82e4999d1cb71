// What a page and the chat cost on the wire, against their budgets.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { BROWSER_DIR, browserBundlesAreFresh } from "../../../src/build/build-browser.ts";
import { freshDataDir, startProcess, stopProcess } from "../../support/start-process.ts";
import type { Bench } from "../bench.ts";

interface Budget {
  readonly what: string;
  /** Names of built files without their hash. */
  readonly files: readonly string[];
  readonly maxBytes: number;
}

const KB = 1_000;
const PAGE_MAX_BYTES = 30 * KB;
const BUDGETS: readonly Budget[] = [
  { what: "page script (launcher, search, feedback)", files: ["help.js"], maxBytes: 5 * KB },
  { what: "the filter of providers", files: ["filter.js"], maxBytes: 1 * KB },
  { what: "what a search shows", files: ["found.js"], maxBytes: 2 * KB },
  { what: "the search of an exported site", files: ["find.js"], maxBytes: 1 * KB },
  { what: "page style sheet", files: ["help.css"], maxBytes: 8 * KB },
  { what: "chat, loaded when it is opened", files: ["widget.js"], maxBytes: 16 * KB },
  { what: "what stands behind the chat's menu", files: ["panels.js"], maxBytes: 3 * KB },
  { what: "the drawings of where to look", files: ["drawings.js"], maxBytes: 1 * KB },
  { what: "what is asked when a guide is done", files: ["rating.js"], maxBytes: 1 * KB },
  { what: "where a merchant's ticket stands", files: ["strip.js"], maxBytes: 2 * KB },
  { what: "what a person sees of the merchant", files: ["packet.js"], maxBytes: 2 * KB },
  { what: "the chat's English words", files: ["texts-en.js"], maxBytes: 2 * KB },
  { what: "what keeps visited pages", files: ["offline.js"], maxBytes: 2 * KB },
  { what: "the script on other sites", files: ["embed.js"], maxBytes: 2 * KB },
  { what: "within the frame there", files: ["frame.js"], maxBytes: 1 * KB },
  { what: "the desk's console, for staff only", files: ["console.js", "console.css"], maxBytes: 60 * KB },
  { what: "the chat's states in the gallery, for nobody else", files: ["gallery.js"], maxBytes: 30 * KB },
];

/** Bytes after gzip as the server sends it. */
function gzippedBytes(address: string): number {
  return gzipSync(readFileSync(join(BROWSER_DIR, address)), { level: 9 }).length;
}

function measure(): boolean {
  const manifest: Record<string, string> = JSON.parse(
    readFileSync(join(BROWSER_DIR, "manifest.json"), "utf8"),
  );
  const names = readdirSync(join(BROWSER_DIR, "assets"));
  const unlisted = new Set(
    names.filter((name) => !/\.(?:png|br)$/.test(name)).map((name) => `/assets/${name}`),
  );
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
  for (const address of unlisted)
    console.log(`${address} has no budget: add it to test/bench/benches/size.ts`);
  return isWithin && unlisted.size === 0;
}

/** Every page of the sitemap as a reader gets it: its HTML with the style sheet and the script. */
async function measurePages(): Promise<boolean> {
  const running = await startProcess({ DATA_DIR: freshDataDir() });
  try {
    const manifest: Record<string, string> = JSON.parse(
      readFileSync(join(BROWSER_DIR, "manifest.json"), "utf8"),
    );
    const shared = ["help.js", "help.css"].reduce((sum, file) => sum + gzippedBytes(manifest[file] ?? ""), 0);
    const sitemap = await (await fetch(`${running.address}/sitemap.xml`)).text();
    const paths = [...sitemap.matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, url]) => new URL(url ?? "").pathname);
    const pages = await Promise.all(
      paths.map(async (path) => {
        const html = await (await fetch(running.address + path)).text();
        return { path, bytes: gzipSync(html, { level: 9 }).length + shared };
      }),
    );
    const [largest, ...rest] = pages.sort((a, b) => b.bytes - a.bytes);
    const median = rest[Math.floor(rest.length / 2)];
    if (!largest || !median) throw new Error("the sitemap lists no pages");
    for (const [what, { path, bytes }] of Object.entries({ largest, median })) {
      const label = `reader page, ${what} of ${pages.length}`;
      const verdict = bytes > PAGE_MAX_BYTES ? "OVER BUDGET" : "ok";
      console.log(
        `${label.padEnd(44)} ${String(bytes).padStart(6)} of ${String(PAGE_MAX_BYTES).padStart(6)} B gz  ${verdict}  ${path}`,
      );
    }
    return largest.bytes <= PAGE_MAX_BYTES;
  } finally {
    await stopProcess(running);
  }
}

export const bench = {
  name: "size",
  says: "what a page and the chat cost on the wire, against their budgets",
  async run() {
    if (browserBundlesAreFresh()) return measure() && (await measurePages()) ? 0 : 1;
    console.log("dist/browser is not up to date. Run: npm run build");
    return 1;
  },
} satisfies Bench;
