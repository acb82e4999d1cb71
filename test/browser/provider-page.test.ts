// The pages of the published providers on a phone: what a merchant does first stands on the first screen.
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Knowledge } from "../../bot/knowledge/knowledge.ts";
import { launchChromium } from "../support/chromium.ts";
import { realContent } from "../support/real-content.ts";
import { startWebServer, type WebServer } from "../support/web-server.ts";

const FIRST_STEP_AT = 320; // pixels from the top of a phone of 390 × 844
const TOP_OF = (selector: string) =>
  `Math.round(document.querySelector(${JSON.stringify(selector)}).getBoundingClientRect().top)`;

let knowledge: Knowledge;
let server: WebServer;
let browser: Browser;
beforeAll(async () => {
  knowledge = await realContent();
  server = await startWebServer({ content: { current: () => knowledge } });
  browser = await launchChromium();
});
afterAll(async () => {
  await browser.close();
  await server.close();
});

describe("a provider's page on a phone", () => {
  it.each(["lakala", "wechatpay", "icbc"])(
    "shows the number and the first step of %s at once",
    async (id) => {
      const page = await browser.newPage({ viewport: { width: 390, height: 844 } });
      try {
        await page.goto(`${server.origin}/providers/${id}`);
        const call = await page.evaluate<number>(TOP_OF('.page-head a[href^="tel:"]'));
        const step = await page.evaluate<number>(TOP_OF(".steps > li"));
        expect(call).toBeLessThan(step);
        expect(step).toBeLessThanOrEqual(FIRST_STEP_AT);
      } finally {
        await page.close();
      }
    },
  );
});
