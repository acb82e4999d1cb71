// Somebody who is signed in opens the console at a slow computer: how soon the first row of the list is painted.
import type { Browser } from "playwright-core";
import { quantile } from "../../support/quantile.ts";

/** An office's line, and a computer a quarter as fast as this one. */
const NETWORK = { offline: false, latency: 40, downloadThroughput: 1_280_000, uploadThroughput: 640_000 };
const CPU_SLOWER = 4;
const SCREEN = { viewport: { width: 1_280, height: 800 }, locale: "zh-CN" };
const VISITS = 7;
/** Run before the page: notes when what was painted with a row in it was shown. */
const NOTE = `new MutationObserver((_, own) => {
  if (!document.querySelector(".row")) return;
  own.disconnect();
  requestAnimationFrame(() => requestAnimationFrame(() => {
    document.documentElement.dataset.listed = String(performance.now());
  }));
}).observe(document, { subtree: true, childList: true });`;

/** Milliseconds from the address to the list, of the visit in the middle: one that the machine was busy in decides nothing. */
export async function firstListMs(browser: Browser, origin: string, cookie: string): Promise<number> {
  const took: number[] = [];
  for (let visit = 0; visit < VISITS; visit += 1) took.push(await visitMs(browser, origin, cookie));
  return quantile(took, 0.5);
}

async function visitMs(browser: Browser, origin: string, cookie: string): Promise<number> {
  const context = await browser.newContext(SCREEN);
  try {
    const [name = "", value = ""] = cookie.split("=");
    await context.addCookies([{ name, value, url: origin }]);
    const page = await context.newPage();
    const cdp = await context.newCDPSession(page);
    await cdp.send("Network.enable");
    await cdp.send("Network.emulateNetworkConditions", NETWORK);
    await cdp.send("Emulation.setCPUThrottlingRate", { rate: CPU_SLOWER });
    await page.addInitScript(NOTE);
    await page.goto(`${origin}/console`);
    await page.locator("html[data-listed]").waitFor();
    return Number(await page.locator("html").getAttribute("data-listed"));
  } finally {
    await context.close();
  }
}
