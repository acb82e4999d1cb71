// Finds and starts a Chromium of this machine; none is downloaded.
import { type Browser, chromium } from "playwright-core";
import { findProgram } from "./find-program.ts";
import { withPatience } from "./patience.ts";

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
  "--host-resolver-rules=MAP *.test 127.0.0.1", // names other than localhost that lead to this machine
];

/** The path of a Chromium, or an error that says what to install. */
export function findChromium(env: Readonly<Record<string, string | undefined>> = process.env): string {
  return findProgram({
    env,
    variable: "CHROMIUM_PATH",
    names: NAMES,
    fixed: FIXED,
    otherwise:
      "The browser tests need Chromium or Google Chrome. Install one (Debian, Ubuntu: apt install chromium), or set CHROMIUM_PATH to its program.",
  });
}

export async function launchChromium(): Promise<Browser> {
  return withPatience(await chromium.launch({ executablePath: findChromium(), args: ARGS }));
}
