// Finds and starts a Firefox of this machine, driven by WebDriver BiDi; none is downloaded.
import { type Browser, firefox } from "playwright-core";
import { findProgram } from "./find-program.ts";
import { withPatience } from "./patience.ts";

const FIXED = [
  "/usr/bin/firefox-esr",
  "/Applications/Firefox.app/Contents/MacOS/firefox",
  "C:\\Program Files\\Mozilla Firefox\\firefox.exe",
];

/** The path of a Firefox, or an error that says what to install. */
export function findFirefox(env: Readonly<Record<string, string | undefined>> = process.env): string {
  return findProgram({
    env,
    variable: "FIREFOX_PATH",
    names: ["firefox", "firefox-esr"],
    fixed: FIXED,
    otherwise:
      "This needs Firefox. Install it (Debian: apt install firefox-esr), or set FIREFOX_PATH to its program.",
  });
}

const PREFERENCES = {
  "ui.primaryPointerCapabilities": 6, // a mouse, which a browser without a screen does not claim
  "ui.allPointerCapabilities": 6,
  "ui.useOverlayScrollbars": 1, // as on phones, where nothing is taken from a page's width
  "network.dns.localDomains": "shop.test,evil.test", // lead to this machine
  "network.cookie.cookieBehavior": 1, // another site's frames keep nothing, as in Chromium without a window
};

export async function launchFirefox(): Promise<Browser> {
  const executablePath = findFirefox();
  return withPatience(
    await firefox.launch({ channel: "moz-firefox", executablePath, firefoxUserPrefs: PREFERENCES }),
  );
}
