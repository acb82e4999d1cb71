// From the home page to a provider's first step on a phone, over the published content: nothing is scrolled on the way.
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Knowledge } from "../../bot/knowledge/knowledge.ts";
import { LOCALES } from "../../bot/knowledge/locale.ts";
import type { Provider } from "../../bot/knowledge/provider.ts";
import { BROWSER_DIR } from "../../src/build/build-browser.ts";
import { phoneOf } from "../../src/view/official-channels.ts";
import { itInChromium, launchBrowser } from "../support/browser.ts";
import { realContent } from "../support/real-content.ts";
import { startWebServer, type WebServer } from "../support/web-server.ts";

const PHONE = { width: 390, height: 844 };
const MOST_SCREENS = 2.5;
const FIRST_STEP_AT = 320; // pixels from the top of a phone of 390 × 844
const TOP_OF = (selector: string) =>
  `Math.round(document.querySelector(${JSON.stringify(selector)}).getBoundingClientRect().top)`;
const SCREENS = "document.documentElement.scrollHeight / innerHeight";

let knowledge: Knowledge;
let server: WebServer;
let browser: Browser;
let page: Page;
beforeAll(async () => {
  knowledge = await realContent();
  const english = await realContent("en");
  server = await startWebServer({
    content: { current: (locale) => (locale === "en" ? english : knowledge), locales: () => LOCALES },
    build: BROWSER_DIR,
  });
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  await server.close();
});
beforeEach(async () => {
  page = await browser.newPage({ viewport: PHONE });
  await page.goto(server.origin);
});
afterEach(() => page.close());

const chips = () => page.locator(".most li:not(:has(.all)):visible");
const field = () => page.getByRole("combobox", { name: "搜索帮助" });
const hits = () => page.getByRole("option");

describe("the home page on a phone", () => {
  it("is at most two and a half screens long", async () => {
    expect(await page.evaluate<number>(SCREENS)).toBeLessThanOrEqual(MOST_SCREENS);
  });

  it.each([
    ["拉卡拉", "/providers/lakala"],
    ["微信支付", "/providers/wechatpay"],
    ["中国工商银行", "/providers/icbc"],
  ])("is one tap, without scrolling, from the number and the first step of %s", async (name, path) => {
    const bar = await page.evaluate<number>(TOP_OF(".bar"));
    const box = await chips().filter({ hasText: name }).boundingBox();
    expect((box?.y ?? bar) + (box?.height ?? 0)).toBeLessThanOrEqual(bar);
    await page.mouse.click((box?.x ?? 0) + 20, (box?.y ?? 0) + 20); // where a thumb taps: a click by name would scroll
    await page.waitForURL(`**${path}`);
    const call = await page.evaluate<number>(TOP_OF('.page-head a[href^="tel:"]'));
    const step = await page.evaluate<number>(TOP_OF(".steps > li"));
    expect(call).toBeLessThan(step);
    expect(step).toBeLessThanOrEqual(FIRST_STEP_AT);
  });
});

describe("a provider's page on a phone", () => {
  it("has the first step at its place in English too, whose words are longer", async () => {
    for (const id of knowledge.providers.keys()) {
      await page.goto(`${server.origin}/en/providers/${id}`);
      expect(await page.evaluate<number>(TOP_OF(".steps > li")), id).toBeLessThanOrEqual(FIRST_STEP_AT);
    }
  });

  it("has the first step at its place, whatever has to stand above: a long name, a long number, or none", async () => {
    const providers = [...knowledge.providers.values()];
    const phone = ({ id }: Provider) => phoneOf(knowledge, id)?.value ?? "";
    const longest = (of: readonly Provider[], measure: (provider: Provider) => string) =>
      of.toSorted((a, b) => measure(b).length - measure(a).length)[0]?.id;
    const [called, uncalled] = [providers.filter(phone), providers.filter((one) => phone(one) === "")];
    const looked = [called, uncalled].flatMap((some) => [
      longest(some, ({ name }) => name),
      longest(some, ({ summary }) => summary),
      longest(some, phone),
    ]);
    for (const id of new Set(looked)) {
      await page.goto(`${server.origin}/providers/${id}`);
      expect(await page.evaluate<number>(TOP_OF(".steps > li")), id).toBeLessThanOrEqual(FIRST_STEP_AT);
    }
  });

  it("counts the steps that are ticked, and moves nothing by it", async () => {
    await page.goto(`${server.origin}/providers/lakala`);
    const top = await page.evaluate<number>(TOP_OF(".steps > li"));
    await page.getByRole("checkbox").first().check();
    await page.getByText("做完 1/8").waitFor();
    await page.reload();
    await page.getByText("做完 1/8").waitFor();
    await page.evaluate("scrollTo({ top: 0, behavior: 'instant' })"); // where a tick made the page scroll, a browser goes back there
    expect(await page.evaluate<number>(TOP_OF(".steps > li"))).toBe(top);
  });

  itInChromium("Firefox gives no permission through its driver")(
    "gives the address of a step to be sent on",
    async () => {
      await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
      await page.goto(`${server.origin}/providers/lakala`);
      await page.locator(".step .anchor").nth(1).click();
      await page.getByText("已复制").first().waitFor();
      const copied = await page.evaluate<string>("navigator.clipboard.readText()");
      expect(copied).toMatch(/\/providers\/lakala#[a-z-]+$/);
      expect(page.url()).toBe(copied);
    },
  );
});

describe("the header on the narrowest phone", () => {
  it.each(["/", "/help/safety", "/providers/lakala", "/en/", "/en/providers/lakala"])(
    "is one line, in large type too: %s",
    async (path) => {
      await page.setViewportSize({ width: 320, height: 568 });
      await page.goto(server.origin + path);
      const LINES =
        "new Set([...document.querySelectorAll('.brand, .site-nav > *')].filter((one) => one.checkVisibility()).map((one) => Math.round(one.getBoundingClientRect().top))).size";
      expect(await page.evaluate<number>(LINES)).toBe(1);
      await page.evaluate("document.documentElement.classList.add('large')");
      expect(await page.evaluate<number>(LINES)).toBe(1);
    },
  );
});

describe("the filter of providers", () => {
  it.each([
    ["汇付", "汇付天下"],
    ["财付通", "微信支付"],
    ["suixing", "随行付"],
    ["WX", "微信支付"],
    ["gsyh", "中国工商银行"],
  ])(
    "finds by name, alias, pinyin or initials what the first screen does not show: %s",
    async (typed, name) => {
      await field().fill(typed);
      await chips().filter({ hasText: name }).waitFor();
      await expect.poll(() => chips().count()).toBeLessThanOrEqual(2);
    },
  );

  it("opens the only one with Enter, and leaves the words of other questions to the search", async () => {
    const before = await chips().allTextContents();
    await field().fill("手续费");
    await hits().first().waitFor();
    await expect.poll(() => chips().allTextContents()).toEqual(before);
    await field().fill("拉卡拉");
    await expect.poll(() => chips().allTextContents()).toEqual(["拉卡拉"]);
    await expect.poll(() => hits().count()).toBe(0);
    await field().press("Enter");
    await page.waitForURL("**/providers/lakala");
  });

  it("narrows the list of all to the classes that have one, and gives it back", async () => {
    await page.goto(`${server.origin}/providers`);
    const sections = page.locator("main section:visible");
    const all = await sections.count();
    await field().fill("gongshang");
    await expect.poll(() => sections.count()).toBeLessThan(all);
    await field().fill("");
    await expect.poll(() => sections.count()).toBe(all);
  });
});
