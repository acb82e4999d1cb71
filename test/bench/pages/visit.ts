// One visit of somebody who was never here before, on a slow phone, and what the browser itself noted of it.
import type { Browser } from "playwright-core";
import { quantile } from "../../support/quantile.ts";

/** A phone on slow 4G, as Lighthouse has it. */
const NETWORK = { offline: false, latency: 150, downloadThroughput: 204_800, uploadThroughput: 96_000 };
const CPU_SLOWER = 4;
const PHONE = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true };
/** Run in the page. */
const NOTED = `new Promise((resolve) => {
  const noted = { largestMs: 0, shift: 0 };
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) noted.largestMs = entry.startTime;
  }).observe({ type: "largest-contentful-paint", buffered: true });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) noted.shift += entry.value;
  }).observe({ type: "layout-shift", buffered: true });
  requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => resolve(noted))));
})`;

export interface Visit {
  readonly bytes: number;
  readonly requests: number;
  readonly largestMs: number;
  readonly shift: number;
}

/** The pages' own store for lost networks is not counted, it comes afterwards. */
export async function visit(address: string, browser: Browser): Promise<Visit> {
  const context = await browser.newContext({ ...PHONE, serviceWorkers: "block" });
  try {
    const page = await context.newPage();
    const cdp = await context.newCDPSession(page);
    let [bytes, requests] = [0, 0];
    cdp.on("Network.loadingFinished", ({ encodedDataLength }) => {
      bytes += encodedDataLength;
      requests += 1;
    });
    await cdp.send("Network.enable");
    await cdp.send("Network.emulateNetworkConditions", NETWORK);
    await cdp.send("Emulation.setCPUThrottlingRate", { rate: CPU_SLOWER });
    const answer = await page.goto(address, { waitUntil: "networkidle" });
    if (answer?.status() !== 200) throw new Error(`${address} answers ${answer?.status()}`);
    const noted = await page.evaluate<{ largestMs: number; shift: number }>(NOTED);
    return { bytes, requests, ...noted };
  } finally {
    await context.close();
  }
}

/** The visit in the middle of several: one that the machine was busy in decides nothing. */
export function middleOf(visits: readonly Visit[]): Visit {
  const middle = (of: keyof Visit) =>
    quantile(
      visits.map((visit) => visit[of]),
      0.5,
    );
  return {
    bytes: middle("bytes"),
    requests: middle("requests"),
    largestMs: middle("largestMs"),
    shift: middle("shift"),
  };
}

export function inWords({ bytes, requests, largestMs, shift }: Visit): string {
  return `${String(bytes).padStart(7)} B  ${String(requests).padStart(2)} requests  LCP ${String(Math.round(largestMs)).padStart(5)} ms  CLS ${shift.toFixed(3)}`;
}
