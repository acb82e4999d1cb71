// An exported help center in a real Chromium, in a folder of a web server that knows nothing but files: its search and its
// filter work, and nothing asks for what is not there.
import { expect, it } from "vitest";
import { BROWSER_DIR } from "../../src/build/build-browser.ts";
import { exportSite } from "../../src/export/export-site.ts";
import { loadAssets } from "../../src/http/assets.ts";
import { aHelpCenter } from "../support/a-help-center.ts";
import { launchBrowser } from "../support/browser.ts";
import { startStaticServer } from "../support/static-server.ts";

it("searches and filters by itself, wherever its folder stands", async () => {
  const config = { site: { brand: {} }, transcriptDays: 90 };
  const assets = await loadAssets(BROWSER_DIR);
  const { files } = exportSite({ knowledges: [aHelpCenter()], assets, config });
  const server = await startStaticServer(
    new Map([...files].map(([name, file]) => [`help/huanka/${name}`, file])),
  );
  const browser = await launchBrowser();
  const page = await browser.newPage();
  const errors: string[] = [];
  page.on("pageerror", ({ message }) => errors.push(message));
  const hits = page.locator(".search-hits [role=option]");
  const field = page.getByRole("combobox", { name: "搜索帮助" });

  await page.goto(`${server.origin}/help/huanka/providers/lakala.html`);
  await field.fill("手续费");
  await hits.first().click();
  await page.waitForURL("**/help/huanka/help/rebind/fee.html");
  await field.fill("火星");
  await hits.filter({ hasText: "没有结果" }).waitFor();
  await field.fill("热线");
  await field.press("Enter");
  await page.waitForURL("**/help/huanka/search.html?q=*");
  await hits.first().waitFor();
  await expect.poll(() => field.inputValue()).toBe("热线");
  await page.goto(`${server.origin}/help/huanka/index.html`);
  await field.fill("zggs");
  await expect
    .poll(() => page.locator(".most li:not(:has(.all)):visible").allTextContents())
    .toEqual(["中国工商银行"]);
  await field.press("Enter");
  await page.waitForURL("**/help/huanka/providers/icbc.html");

  await browser.close();
  await server.close();
  expect([server.missing, errors]).toEqual([[], []]);
});
