// Finds and starts a Chromium of this machine; none is downloaded.
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { type Browser, chromium } from "playwright-core";
import { PATIENCE_MS } from "./patience.ts";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge"];
const FIXED = [
  "/usr/bin/chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];
const ARGS = [
  "--no-sandbox", // root, as in containers, may not use the sandbox
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** The path of a Chromium, or an error that says what to install. */
export function findChromium(env: Readonly<Record<string, string | undefined>> = process.env): string {
  if (env.CHROMIUM_PATH) {
    if (isExecutable(env.CHROMIUM_PATH)) return env.CHROMIUM_PATH;
    throw new Error(`CHROMIUM_PATH names ${env.CHROMIUM_PATH}, which is not a program that can be run.`);
  }
  const folders = (env.PATH ?? "").split(delimiter);
  const candidates = [...FIXED, ...folders.flatMap((folder) => NAMES.map((name) => join(folder, name)))];
  const found = candidates.find(isExecutable);
  if (found) return found;
  throw new Error(
    "The browser tests need Chromium or Google Chrome. Install one (Debian, Ubuntu: apt install chromium), or set CHROMIUM_PATH to its program.",
  );
}

/** Every page of it waits as long as all tests do, not the half minute that a crowded machine needs for one click. */
export async function launchChromium(more: readonly string[] = []): Promise<Browser> {
  const browser = await chromium.launch({ executablePath: findChromium(), args: [...ARGS, ...more] });
  const newContext = browser.newContext.bind(browser);
  browser.newContext = async (options) => {
    const context = await newContext(options);
    context.setDefaultTimeout(PATIENCE_MS);
    return context;
  };
  return browser;
}
