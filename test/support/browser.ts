// The browser of the tests: Chromium, or Firefox where BROWSER says so.
import type { Browser } from "playwright-core";
import { it } from "vitest";
import { launchChromium } from "./chromium.ts";
import { launchFirefox } from "./firefox.ts";

const CHOICES = { chromium: launchChromium, firefox: launchFirefox };

function chosenBrowser(): keyof typeof CHOICES {
  const name = process.env.BROWSER ?? "chromium";
  if (name === "chromium" || name === "firefox") return name;
  throw new Error(`BROWSER is ${JSON.stringify(name)}. Tests are run in "chromium" or in "firefox".`);
}

export async function launchBrowser(): Promise<Browser> {
  return CHOICES[chosenBrowser()]();
}

/**
 * A test that only Chromium can be driven through. In Firefox it is counted as skipped, and the reason stands beside it:
 * what the driver cannot do there, never what huanka cannot.
 */
export function itInChromium(_why: string): typeof it {
  return (chosenBrowser() === "chromium" ? it : it.skip) as typeof it;
}
