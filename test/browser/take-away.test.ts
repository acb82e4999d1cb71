// The take-away checklist in Chromium: saved and opened without a network, printed, and read by a screen reader.
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import axe from "axe-core";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { guideFor, type Knowledge } from "../../bot/knowledge/knowledge.ts";
import { itInChromium, launchBrowser } from "../support/browser.ts";
import { realContent } from "../support/real-content.ts";
import { startWebServer, type WebServer } from "../support/web-server.ts";

const MOST_PAGES = 2; // A4
/** What the shorter ones hold fits, if these do. */
const PRINTED = 8;

let knowledge: Knowledge;
let server: WebServer;
let browser: Browser;
let folder: string;
beforeAll(async () => {
  knowledge = await realContent();
  server = await startWebServer({ content: { current: () => knowledge } });
  browser = await launchBrowser();
  folder = await mkdtemp(join(tmpdir(), "huanka-checklist-"));
});
afterAll(async () => {
  await browser.close();
  await server.close();
  await rm(folder, { recursive: true });
});

const STEP_IDS = `[...document.querySelectorAll(".steps > li")].map((step) => step.id)`;
const SERIOUS_FAULTS = `axe.run().then(({ violations }) =>
  violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .flatMap(({ id, nodes }) => nodes.map(({ html }) => id + ": " + html)),
)`;

async function visit<T>(look: (page: Page) => Promise<T>, { bypassCSP = false } = {}): Promise<T> {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, bypassCSP });
  try {
    return await look(await context.newPage());
  } finally {
    await context.close();
  }
}

describe("the checklist", () => {
  it("asks for nothing but itself and breaks no policy", async () => {
    await visit(async (page) => {
      const requests: string[] = [];
      const complaints: string[] = [];
      page.on("request", (request) => requests.push(request.url()));
      page.on("console", (message) => complaints.push(message.text()));
      const address = `${server.origin}/providers/wechatpay/checklist`;
      await page.goto(address);
      expect(await page.evaluate(`getComputedStyle(document.querySelector(".warn")).borderTopWidth`)).toBe(
        "1px",
      );
      expect(requests.filter((url) => url !== address && !url.endsWith("/favicon.ico"))).toEqual([]);
      expect(complaints.filter((text) => /Security Policy/.test(text))).toEqual([]);
    });
  });

  itInChromium("Firefox tells its driver of no request for a file").each(["wechatpay", "lakala", "icbc"])(
    "of %s is whole when it is saved and opened without a network",
    async (id) => {
      const provider = knowledge.providers.get(id);
      if (!provider) throw new Error(`no provider ${id}`);
      const file = join(folder, `${id}.html`);
      await writeFile(file, await (await fetch(`${server.origin}/providers/${id}/checklist`)).text());
      await visit(async (page) => {
        await page.context().setOffline(true);
        const requests: string[] = [];
        page.on("request", (request) => requests.push(request.url()));
        await page.goto(pathToFileURL(file).href);
        expect(await page.evaluate<string[]>(STEP_IDS)).toEqual(
          guideFor(knowledge, provider).steps.map((step) => step.id),
        );
        await page.locator(".steps input").first().check();
        await expect.poll(() => page.locator(".steps input:checked").count()).toBe(1);
        expect(requests).toEqual([pathToFileURL(file).href]);
      });
    },
  );

  itInChromium("Firefox makes its driver no PDF by a page's own sizes")(
    "prints the longest of all providers' steps on two A4 pages at most",
    async () => {
      const checklists = await Promise.all(
        [...knowledge.providers.keys()].map(async (id) => {
          const address = `${server.origin}/providers/${id}/checklist`;
          return { address, length: (await (await fetch(address)).text()).length };
        }),
      );
      const longest = checklists.toSorted((a, b) => b.length - a.length).slice(0, PRINTED);
      await visit(async (page) => {
        const long: string[] = [];
        for (const { address } of longest) {
          await page.goto(address);
          const pdf = await page.pdf({ format: "A4", preferCSSPageSize: true });
          const pages = pdf.toString("latin1").match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0;
          if (pages < 1 || pages > MOST_PAGES) long.push(`${address}: ${pages}`);
        }
        expect(long).toEqual([]);
      });
    },
  );

  it.each([
    "/providers/wechatpay/checklist",
    "/guides/pos-vendor/checklist",
    "/providers/wechatpay/timeline",
  ])("has no serious fault for screen readers: %s", async (path) => {
    await visit(
      async (page) => {
        await page.goto(server.origin + path);
        await page.evaluate(axe.source);
        expect(await page.evaluate<string[]>(SERIOUS_FAULTS)).toEqual([]);
      },
      { bypassCSP: true },
    );
  });
});
