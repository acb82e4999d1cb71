// The chat in a real Chromium on a page with the site's strict policy: opening, talking, keyboard.
import { describe, expect, it } from "vitest";
import { itInChromium } from "../support/browser.ts";
import { chatInBrowser } from "../support/chat-in-browser.ts";

/** Scripts for the page as text: the tests are type-checked for Node, without a DOM. */
const OBSERVE_ADDED = `const log = CHAT.querySelector("[role=log]");
  window.added = [];
  new MutationObserver((records) => {
    for (const node of records.flatMap((record) => [...record.addedNodes])) window.added.push(node.textContent);
  }).observe(log, { childList: true });`;
const SAFARI_ENTER = `const input = CHAT.querySelector("textarea");
  input.dispatchEvent(new CompositionEvent("compositionstart", { bubbles: true }));
  input.dispatchEvent(new CompositionEvent("compositionend", { bubbles: true }));
  input.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true }));`;
const inChat = (script: string) =>
  chat.page.evaluate(`{ const CHAT = document.querySelector("#huanka-chat-panel").shadowRoot; ${script} }`);

const chat = chatInBrowser();
const { launcher, input, log, bubble, openChat, send, sentTexts } = chat;

describe("opening", () => {
  it("turns the plain link into a button that opens the chat with a greeting and puts the cursor in the input", async () => {
    expect(await launcher().evaluate((element) => element.tagName)).toBe("BUTTON");
    await expect.poll(() => launcher().getAttribute("aria-expanded")).toBe("false");
    await openChat();
    await expect.poll(() => launcher().getAttribute("aria-expanded")).toBe("true");
    expect(await input().evaluate((element) => element.matches(":focus"))).toBe(true);
  });

  it("closes on Esc and gives the focus back to the launcher", async () => {
    await openChat();
    await chat.page.keyboard.press("Escape");
    await expect.poll(() => chat.page.getByRole("dialog").count()).toBe(0);
    await expect.poll(() => chat.page.locator("#huanka-chat:focus").count()).toBe(1);
  });

  it("opens and speaks for a link that carries words", async () => {
    await chat.page.getByText("在对话里走一遍").click();
    await bubble("你说：拉卡拉怎么换卡").waitFor();
    expect(chat.server.posts[0]?.channelData).toMatchObject({ page: "/", provider: "lakala" });
  });

  it("counts what came while it was closed, and forgets the count when opened", async () => {
    await openChat();
    await chat.page.keyboard.press("Escape");
    chat.server.say({ text: "人工客服来了。", from: { id: "a1", name: "小李", role: "bot" } });
    await chat.page.locator("#huanka-chat .badge", { hasText: "1" }).waitFor();
    await expect.poll(() => launcher().getAttribute("aria-label")).toBe("在线帮助，1 条新消息");
    await launcher().click();
    await bubble("人工客服来了。").waitFor();
    await expect.poll(() => chat.page.locator("#huanka-chat .badge").textContent()).toBe("");
  });
});

describe("talking", () => {
  it("shows the message, that it was sent, and the answer, each once", async () => {
    await openChat();
    await send("怎么换卡\n急");
    await bubble("你说：怎么换卡").waitFor();
    await expect.poll(() => log().locator(".mine").count()).toBe(1);
    await expect.poll(() => log().locator(".row").count()).toBe(3);
    await expect.poll(() => input().inputValue()).toBe("");
  });

  it("offers quick replies, says the chosen one, and takes them away", async () => {
    chat.server.greeting = [
      {
        text: "你好，我是换卡助手。",
        suggestedActions: { to: [], actions: [{ type: "imBack", title: "怎么换卡", value: "我想换卡" }] },
      },
    ];
    await openChat();
    await chat.page.getByRole("button", { name: "怎么换卡" }).dblclick();
    await bubble("你说：我想换卡").waitFor();
    expect(sentTexts()).toEqual(["我想换卡"]);
    await expect
      .poll(() => chat.page.getByRole("group", { name: "快捷回复" }).getByRole("button").count())
      .toBe(0);
  });

  it("stands the way on above what can be done beside it, where the bot says which that is, or there is little", async () => {
    const titles = ["下一步", "卡住了", "上一步", "先不办了", "转人工"];
    const actions = titles.map((title) => ({ type: "imBack" as const, title, value: title }));
    chat.server.answer = (text) => [
      text === "走"
        ? { text: "第二步。", channelData: { leads: true }, suggestedActions: { to: [], actions } }
        : { text: "哪一个？", suggestedActions: { to: [], actions } },
    ];
    const widths = () =>
      chat.page
        .getByRole("group", { name: "快捷回复" })
        .getByRole("button")
        .evaluateAll((all) => all.map((one) => one.getBoundingClientRect().width));
    await openChat();
    await send("走");
    await bubble("第二步。").waitFor();
    const [on = 0, ...beside] = await widths();
    expect(on).toBeGreaterThan(3 * Math.max(...beside));
    await send("问");
    await bubble("哪一个？").waitFor();
    const equals = await widths();
    expect(Math.max(...equals)).toBeLessThan(on / 2);
  });

  it("shows a guide step, official channels and pages, and makes no link of any other address", async () => {
    const channel = { fact: "f", grade: "official", verified: "2026-11-23" } as const;
    const channels = [
      { ...channel, label: "客服热线", value: "95016", href: "tel:95016" },
      { ...channel, label: "坏地址", value: "点我", href: "javascript:alert(1)" },
    ];
    const links = [
      { title: "换卡全文", url: "/help/a" },
      { title: "站外", url: "//evil.example" },
    ];
    const guide = { id: "g", title: "拉卡拉换卡", step: 2, stepId: "open", of: 6 };
    chat.server.answer = () => [
      { text: "拉卡拉换卡\n\n打开 App。", channelData: { key: "step", guide, channels, links } },
    ];
    await openChat();
    await send("下一步");
    await log().getByText("第 2 步，共 6 步").waitFor();
    await expect.poll(() => log().getByText("拉卡拉换卡").count()).toBe(1);
    const addresses = await log()
      .locator("a")
      .evaluateAll((anchors) => anchors.map((anchor) => anchor.getAttribute("href")));
    expect(addresses).toEqual(["tel:95016", "/help/a"]);
    await expect.poll(() => log().getByText("点我").count()).toBe(1);
  });

  it("shows markup in a message as text", async () => {
    chat.server.answer = () => [{ text: "<img src=x onerror=alert(1)>" }];
    await openChat();
    await send("你好");
    await bubble("<img src=x").waitFor();
    await expect.poll(() => log().locator("img").count()).toBe(0);
  });

  it("shows that the bot is typing until it has answered", async () => {
    await openChat();
    chat.server.say({ type: "typing" }, { ephemeral: true });
    await chat.page.getByRole("img", { name: "正在输入" }).waitFor();
    chat.server.say({ text: "好了。" });
    await bubble("好了。").waitFor();
    await expect.poll(() => chat.page.getByRole("img", { name: "正在输入" }).count()).toBe(0);
  });

  it("adds each new message to the polite log once and leaves the focus in the input", async () => {
    await openChat();
    await expect.poll(() => log().getAttribute("aria-live")).toBe("polite");
    await inChat(OBSERVE_ADDED);
    await send("一");
    await bubble("你说：一").waitFor();
    chat.server.dropSockets();
    chat.server.say({ text: "补一句。" });
    await bubble("补一句。").waitFor();
    const added = await chat.page.evaluate<string[]>("window.added");
    expect(added.filter((text) => text.includes("你说：一"))).toHaveLength(1);
    expect(added.filter((text) => text.includes("补一句。"))).toHaveLength(1);
    expect(await input().evaluate((element) => element.matches(":focus"))).toBe(true);
  });
});

describe("keyboard", () => {
  itInChromium("Firefox lets no driver compose by an input method")(
    "does not send on Enter while an input method composes",
    async () => {
      await openChat();
      await input().focus();
      const cdp = await chat.context.newCDPSession(chat.page);
      await cdp.send("Input.imeSetComposition", { text: "huan ka", selectionStart: 7, selectionEnd: 7 });
      const key = { key: "Enter", code: "Enter", windowsVirtualKeyCode: 229 };
      await cdp.send("Input.dispatchKeyEvent", { type: "rawKeyDown", ...key });
      await cdp.send("Input.insertText", { text: "换卡" });
      await expect.poll(() => input().inputValue()).toBe("换卡");
      expect(sentTexts()).toEqual([]);
      await chat.page.waitForTimeout(60); // a human's next key press
      await input().press("Enter");
      await bubble("你说：换卡").waitFor();
    },
  );

  it("does not send on the Enter that Safari reports just after the composition has ended", async () => {
    await openChat();
    await input().fill("换卡");
    await inChat(SAFARI_ENTER);
    await expect.poll(() => input().inputValue()).toBe("换卡");
    await expect.poll(() => log().locator(".mine").count()).toBe(0);
    await chat.page.waitForTimeout(60); // a human's next key press
    await input().press("Enter");
    await bubble("你说：换卡").waitFor();
  });

  it("starts a new line on Shift+Enter", async () => {
    await openChat();
    await input().fill("一");
    await input().press("Shift+Enter");
    await chat.page.keyboard.insertText("二");
    await expect.poll(() => input().inputValue()).toBe("一\n二");
  });
});
