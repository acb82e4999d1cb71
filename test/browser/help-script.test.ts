// Instant search and feedback of the help pages in a real Chromium.
import { beforeEach, describe, expect, it } from "vitest";
import { itInChromium } from "../support/browser.ts";
import { chatInBrowser } from "../support/chat-in-browser.ts";

const chat = chatInBrowser();
const search = () => chat.page.getByRole("combobox", { name: "搜索帮助" });
const options = () => chat.page.getByRole("option");

describe("instant search", () => {
  beforeEach(() => {
    const hit = { type: "article", topics: [], score: 1, excerpt: "更换绑定卡要本人办理" } as const;
    chat.server.searchResults = [
      { ...hit, id: "a", title: "怎么更换银行卡", url: "/help/a" },
      { ...hit, id: "b", title: "换卡要多久", url: "/help/b" },
      { ...hit, id: "c", title: "站外", url: "https://evil.example/" },
    ];
  });

  it("is reached with / and shows own pages only, with what matched marked", async () => {
    await chat.page.keyboard.press("/");
    await chat.page.keyboard.insertText("银行卡");
    await options().first().waitFor();
    await expect.poll(() => search().getAttribute("aria-expanded")).toBe("true");
    await expect.poll(() => options().count()).toBe(2);
    await expect.poll(() => options().first().locator("mark").allTextContents()).toEqual(["银行卡"]);
  });

  it("shows the number of a provider", async () => {
    const hit = { id: "lakala", type: "provider", topics: [], score: 1, excerpt: "拉卡拉的 POS" } as const;
    chat.server.searchResults = [{ ...hit, title: "拉卡拉", url: "/providers/lakala", phone: "95016" }];
    await search().fill("拉卡拉");
    await expect.poll(() => options().first().innerText()).toContain("电话 95016");
  });

  it("marks on the opened page what was searched for, once", async () => {
    const marked = () =>
      chat.page.evaluate<string[]>(
        "[...(CSS.highlights.get('sought') ?? [])].map((range) => range.toString())",
      );
    await search().fill("对话里");
    await options().first().click();
    await chat.page.waitForURL("**/help/a");
    await expect.poll(marked).toEqual(["对话", "话里"]);
    await chat.page.reload();
    await search().focus();
    expect(await marked()).toEqual([]);
  });

  it("offers what was searched for before, never what holds a digit, and forgets it at a tap", async () => {
    for (const query of ["换卡", "尾号 6214", "六二一四"]) {
      await search().fill(query);
      await options().first().click();
      await chat.page.waitForURL("**/help/a");
      await chat.page.goto(chat.server.origin);
    }
    await search().focus();
    await options().first().waitFor();
    await expect
      .poll(() => options().allInnerTexts())
      .toEqual([expect.stringContaining("换卡"), "清除搜索记录"]);
    await expect
      .poll(() => options().first().getAttribute("href"))
      .toMatch(/\/search\?q=%E6%8D%A2%E5%8D%A1$/);
    expect(await chat.accessibilityDefects()).toEqual([]);
    await options().last().click();
    expect(await chat.page.evaluate("localStorage.getItem('huanka.searches')")).toBeNull();
  });

  it("moves with the arrows, round the end, and opens with Enter", async () => {
    await search().fill("换卡");
    await options().first().waitFor();
    await search().press("ArrowDown");
    await search().press("ArrowUp");
    const active = await search().getAttribute("aria-activedescendant");
    await expect.poll(() => chat.page.locator(`#${active}`).getAttribute("href")).toBe("/help/b");
    await search().press("Enter");
    await chat.page.waitForURL("**/help/b");
  });

  it("closes on Esc and keeps the words", async () => {
    await search().fill("换卡");
    await options().first().waitFor();
    await search().press("Escape");
    await expect.poll(() => options().count()).toBe(0);
    await expect.poll(() => search().inputValue()).toBe("换卡");
  });

  it("offers pages with titles alike when nothing was found, before the chat", async () => {
    chat.server.searchResults = [];
    chat.server.nearTitles = [
      { title: "拉卡拉", url: "/providers/lakala" },
      { title: "站外", url: "https://evil.example/" },
    ];
    await search().fill("lakkkala");
    await options().first().waitFor();
    await expect
      .poll(() => options().locator(".hit-title").allTextContents())
      .toEqual(["拉卡拉", "没找到「lakkkala」，在对话里问一问"]);
  });

  it("asks in the chat when nothing was found", async () => {
    chat.server.searchResults = [];
    await search().fill("火星换卡");
    await options().first().click();
    await chat.bubble("你说：火星换卡").waitFor();
  });

  it("asks for no long number and puts none into an address", async () => {
    const asked: string[] = [];
    chat.page.on("request", (request) => void asked.push(request.url()));
    await search().fill("6214 8312 3456 7805");
    await search().fill("62148312345678051");
    await search().fill("换卡 6214-8312-3456-7805");
    await search().press("Enter");
    await chat.page.waitForURL("**/search?**");
    expect(new URL(chat.page.url()).searchParams.get("q")).toBe("换卡 ****");
    expect(asked.filter((url) => /6214|%206214|api.search/.test(url))).toEqual([]);
  });

  it.each(["light", "dark"] as const)("has no accessibility defect in the %s scheme", async (colorScheme) => {
    await chat.page.emulateMedia({ colorScheme });
    await search().fill("换卡");
    await options().first().waitFor();
    await search().press("ArrowDown");
    expect(await chat.accessibilityDefects()).toEqual([]);
  });

  itInChromium("Firefox lets no driver compose by an input method")(
    "asks nothing while an input method composes",
    async () => {
      const asked: string[] = [];
      chat.page.on("request", (request) => {
        if (request.url().includes("/api/search")) asked.push(request.url());
      });
      await search().focus();
      const cdp = await chat.context.newCDPSession(chat.page);
      await cdp.send("Input.imeSetComposition", { text: "huan ka", selectionStart: 7, selectionEnd: 7 });
      await chat.page.waitForTimeout(300); // more than the script waits before it asks
      expect(asked).toEqual([]);
      await cdp.send("Input.insertText", { text: "换卡" });
      await options().first().waitFor();
      expect(asked).toHaveLength(1);
    },
  );
});

describe("feedback", () => {
  it("is sent without leaving the page, and thanks", async () => {
    await chat.page.getByRole("button", { name: "没解决" }).click();
    await chat.page.getByText("谢谢，已经记下。").waitFor();
    expect(chat.server.posts).toEqual([{ type: "feedback", value: { page: "/", helpful: "no" } }]);
  });

  itInChromium("Firefox tells its driver no body of a request")(
    "asks why not where it did not help, and a reason leads on",
    async () => {
      await chat.page.getByRole("button", { name: "没解决" }).click();
      const reason = chat.page.getByRole("button", { name: "看不懂" });
      await reason.waitFor();
      await chat.page.route("**/feedback", (route) => route.fulfill({ body: "led on" })); // the form's, not the vote's
      const sent = chat.page.waitForRequest(
        (request) => request.isNavigationRequest() && request.method() === "POST",
      );
      await reason.click();
      expect((await sent).postData()).toBe("page=%2F&helpful=unclear");
    },
  );

  it("asks for no reason where it helped", async () => {
    await chat.page.getByRole("button", { name: "有帮助" }).click();
    await chat.page.getByText("谢谢，已经记下。").waitFor();
    await expect.poll(() => chat.page.getByRole("button", { name: "看不懂" }).count()).toBe(0);
  });
});
