// The chat as a window: what is in view, small and low screens, large type, and the history of the browser.
import { describe, expect, it } from "vitest";
import { itInChromium } from "../support/browser.ts";
import { chatInBrowser } from "../support/chat-in-browser.ts";

const chat = chatInBrowser();
const { launcher, input, log, bubble, openChat, send } = chat;

const PHONE = { width: 375, height: 667 };
const panel = () => chat.page.getByRole("dialog");
const button = (name: string) => chat.page.getByRole("button", { name, exact: true });
const choices = (...titles: readonly string[]) => ({
  to: [],
  actions: titles.map((title) => ({ type: "imBack" as const, title, value: title })),
});

/** Boxes in the open chat, in CSS px; as text, since these files are checked without the types of a browser. */
const BOXES = `(() => {
  const root = document.querySelector("#huanka-chat-panel").shadowRoot;
  const box = (element) => element.getBoundingClientRect();
  const area = box(root.querySelector(".scroll"));
  const inView = (element) => box(element).top >= area.top - 1 && box(element).bottom <= area.bottom + 1;
  return {
    header: box(root.querySelector(".header")).height,
    headerFits: [...root.querySelectorAll(".header *")].every((one) => box(one).bottom <= box(root.querySelector(".header")).bottom + 1),
    area: area.height,
    input: box(root.querySelector("textarea")).bottom,
    buttonsInView: [...root.querySelectorAll(".choices button")].every(inView),
    hint: !root.querySelector(".newer").hidden,
    sideways: root.querySelector(".scroll").scrollWidth - root.querySelector(".scroll").clientWidth,
  };
})()`;
interface Boxes {
  readonly header: number;
  readonly headerFits: boolean;
  readonly area: number;
  readonly input: number;
  readonly buttonsInView: boolean;
  readonly hint: boolean;
  readonly sideways: number;
}
const boxes = () => chat.page.evaluate<Boxes>(BOXES);

/** Every value of `aria-live` in order: how long the middle one lasts depends on the machine. */
const NOTE_POLITENESS = `window.politeness = [];
  const { setAttribute } = Element.prototype;
  Element.prototype.setAttribute = function (name, value) {
    if (name === "aria-live") window.politeness.push(value);
    setAttribute.call(this, name, value);
  };`;

function answerAtLength(): void {
  chat.server.answer = (text) => [
    { text: `你说：${text}\n${"很长的一行\n".repeat(24)}`, suggestedActions: choices("下一步", "转人工") },
  ];
}

describe("what is in view", () => {
  it("is one way on and three beside it, of which the third shows the rest and is gone", async () => {
    const titles = ["下一步", "卡住了", "转人工", "上一步", "先不办了"];
    chat.server.answer = () => [
      {
        text: "第二步",
        suggestedActions: choices(...titles),
        channelData: { key: "step", leads: true, shown: 3 },
      },
    ];
    await chat.page.setViewportSize(PHONE);
    await openChat();
    await send("下一步呢");
    const shown = () => panel().getByRole("group", { name: "快捷回复" }).getByRole("button");
    await button("更多选项").waitFor();
    expect(await shown().allTextContents()).toEqual(["下一步", "卡住了", "转人工", "更多选项"]);
    await button("更多选项").press("Enter");
    expect(await shown().allTextContents()).toEqual(titles);
    expect(await button("上一步").evaluate((one) => one.matches(":focus"))).toBe(true);
    await button("先不办了").click();
    await bubble("先不办了").waitFor();
  });

  it("is the newest message with its buttons after reopening and after a reload", async () => {
    answerAtLength();
    await chat.page.setViewportSize(PHONE);
    await openChat();
    for (const text of ["一", "二"]) {
      await send(text);
      await bubble(`你说：${text}`).waitFor();
    }
    await button("收起对话").click();
    await launcher().click();
    expect(await boxes()).toMatchObject({ buttonsInView: true, hint: false });
    await chat.page.addInitScript(NOTE_POLITENESS);
    await chat.page.reload(); // the entry of the open sheet is the current one, so it opens again
    await bubble("你说：二").waitFor();
    await expect.poll(async () => (await boxes()).buttonsInView).toBe(true);
    await expect.poll(() => chat.page.evaluate("window.politeness")).toEqual(["polite", "off", "polite"]);
  });

  it("is the beginning of a long answer, with a hint at what stands below", async () => {
    answerAtLength();
    await chat.page.setViewportSize(PHONE);
    await openChat();
    await send("说说看");
    await bubble("你说：说说看").waitFor();
    expect(await boxes()).toMatchObject({ buttonsInView: false, hint: true });
    await chat.page.getByRole("button", { name: "下面还有" }).click();
    await expect.poll(boxes).toMatchObject({ buttonsInView: true, hint: false });
  });

  it("leaves half of a low window to the messages", async () => {
    await chat.page.setViewportSize({ width: 667, height: 200 });
    await openChat();
    expect((await boxes()).area).toBeGreaterThanOrEqual(100);
  });

  it("leaves half of a low, narrow window to the messages beside every notice, which can be read by scrolling", async () => {
    await chat.page.setViewportSize({ width: 360, height: 200 });
    await openChat();
    const areas: Record<string, number> = {};
    const measure = async (state: string) => {
      areas[state] = (await boxes()).area;
    };
    await chat.chooseFromMenu("结束对话");
    await button("继续聊").waitFor();
    await measure("ending");
    await button("继续聊").click();
    await input().fill("6222021001116245702");
    await input().press("Enter");
    await button("遮住后发送").waitFor();
    await measure("about to send a card number");
    await button("我来修改").click();
    await input().fill("");
    chat.server.refusePosts = 2;
    for (const text of ["一", "二"]) await send(text);
    await button("全部重发").waitFor();
    await measure("refused");
    await chat.context.setOffline(true);
    await chat.page.getByText("连接断了").waitFor();
    await measure("refused, and without a network");
    expect(Object.entries(areas).filter(([, area]) => area < 100)).toEqual([]);
    await button("收起对话").click();
    await expect.poll(() => panel().count()).toBe(0);
  });

  it("is the whole of what was chosen from the menu, on a phone of usual height", async () => {
    await chat.page.setViewportSize({ width: 390, height: 844 });
    await openChat();
    await chat.chooseFromMenu("换设备继续");
    await button("接着聊").waitFor();
    const hidden = await chat.page
      .getByRole("group", { name: "换设备继续" })
      .evaluate((group) => group.scrollHeight - group.clientHeight);
    expect(hidden).toBe(0);
  });

  it.each([24, 32])("can be read, used and closed at a root of %i px", async (root) => {
    await chat.page.setViewportSize({ width: 390, height: 844 });
    await openChat();
    await chat.page.evaluate(`document.documentElement.style.fontSize = "${root}px"`);
    await send("字大");
    await bubble("你说：字大").waitFor();
    const { header, headerFits, area, input: foot, sideways } = await boxes();
    expect(header).toBeGreaterThanOrEqual(56);
    expect(header).toBeLessThanOrEqual(72);
    expect(headerFits).toBe(true);
    expect(area).toBeGreaterThan(400);
    expect(foot).toBeLessThanOrEqual(844);
    expect(sideways).toBe(0);
    await chat.chooseFromMenu("换设备继续");
    const sizes = await chat.page
      .locator(".question input, textarea")
      .evaluateAll((all) => all.map((one) => one.ownerDocument.defaultView?.getComputedStyle(one).fontSize));
    expect(sizes.every((size) => Number.parseFloat(size ?? "0") >= 16)).toBe(true);
    await button("收起对话").click();
    await expect.poll(() => panel().count()).toBe(0);
  });
});

describe("the way back", () => {
  it("is closed by Back on a phone, which stays on the page, and opened by Forward", async () => {
    await chat.page.setViewportSize(PHONE);
    await openChat();
    await chat.page.goBack();
    await panel().waitFor({ state: "hidden" });
    expect(new URL(chat.page.url()).pathname).toBe("/");
    await chat.page.goForward();
    await panel().waitFor();
    await button("收起对话").click();
    await panel().waitFor({ state: "hidden" });
    expect(await chat.page.evaluate("history.state")).toBeNull();
  });

  it("leads from another page to the open sheet again", async () => {
    chat.server.greeting = [
      { text: "你好，我是换卡助手。", channelData: { links: [{ title: "换卡全文", url: "/help/a" }] } },
    ];
    await chat.page.setViewportSize(PHONE);
    await openChat();
    await log().getByRole("link", { name: "换卡全文" }).click();
    await chat.page.waitForURL("**/help/a");
    await expect.poll(() => panel().count()).toBe(0);
    await chat.page.goBack();
    await panel().waitFor();
    await bubble("你好").waitFor();
  });

  it("shows a place on the same page by closing the sheet", async () => {
    const guide = { id: "g", title: "打官方热线", step: 1, stepId: "call", of: 6, url: "/#call" };
    chat.server.greeting = [{ text: "你好，我是换卡助手。", channelData: { guide } }];
    await chat.page.setViewportSize(PHONE);
    await openChat();
    await log().getByRole("link", { name: "打官方热线" }).click();
    await panel().waitFor({ state: "hidden" });
    await expect.poll(() => chat.page.evaluate("document.querySelector(':target')?.id")).toBe("call");
    await launcher().click();
    await bubble("你好").waitFor();
  });
});

describe("one conversation", () => {
  it("is opened by every link to the chat, and by its own page with words filled in", async () => {
    await chat.page.getByRole("link", { name: "问在线帮助" }).click();
    await bubble("你好").waitFor();
    await send("一");
    await bubble("你说：一").waitFor();
    await chat.page.goto(`${chat.server.origin}/chat?say=%E4%BA%8C`);
    await bubble("你说：一").waitFor();
    await expect.poll(() => input().inputValue()).toBe("二");
    await expect.poll(() => chat.page.getByLabel("你想问什么").isVisible()).toBe(false);
    expect(chat.server.conversations()).toBe(1);
  });
});

describe("on a provider's page", () => {
  it("offers its steps until something is said", async () => {
    await openChat();
    await chat.page.getByText("你在看拉卡拉，开始换卡步骤？").waitFor();
    await button("开始换卡步骤").click();
    await bubble("你说：我要换拉卡拉的结算卡").waitFor();
    await expect.poll(() => button("开始换卡步骤").count()).toBe(0);
    expect(chat.server.posts[0]?.channelData).toMatchObject({ provider: "lakala" });
  });
});

describe("on a wide window", () => {
  it("stands beside the content, covers none of it, and gives the room back", async () => {
    const RIGHT_OF_PAGE = "document.querySelector('main').getBoundingClientRect().right";
    const before = await chat.page.evaluate<number>(RIGHT_OF_PAGE);
    await openChat();
    const { x = 0, y, height } = (await panel().boundingBox()) ?? {};
    expect([y, height]).toEqual([0, 800]);
    expect(await chat.page.evaluate<number>(RIGHT_OF_PAGE)).toBeLessThanOrEqual(x);
    await expect.poll(() => launcher().isVisible()).toBe(false);
    await chat.page.reload();
    await panel().waitFor();
    expect(await chat.page.evaluate<number>(RIGHT_OF_PAGE)).toBeLessThanOrEqual(x);
    await button("收起对话").click();
    expect(await chat.page.evaluate<number>(RIGHT_OF_PAGE)).toBe(before);
    expect(await launcher().evaluate((element) => element.matches(":focus"))).toBe(true);
  });
});

describe("the menu", () => {
  it("is worked by the keyboard alone: opens, chooses, and Esc leads back one thing at a time", async () => {
    await openChat();
    await button("更多").focus();
    await chat.page.keyboard.press("Enter");
    await chat.page.keyboard.press("Tab");
    await chat.page.keyboard.press("Enter");
    await chat.page.getByRole("group", { name: "结束对话" }).waitFor();
    await chat.page.keyboard.press("Escape");
    await expect.poll(() => chat.page.getByRole("group", { name: "结束对话" }).count()).toBe(0);
    expect(await button("更多").evaluate((element) => element.matches(":focus"))).toBe(true);
    await chat.page.keyboard.press("Escape");
    await expect.poll(() => panel().count()).toBe(0);
  });

  itInChromium("Firefox asks for a module that could not be fetched only when the page is loaded again")(
    "says so where what it opens cannot be fetched, and fetches it once that is possible",
    async () => {
      await openChat();
      await chat.page.route("**/assets/panels-*", (route) => route.abort());
      await chat.chooseFromMenu("结束对话");
      await chat.page.getByText("现在连不上，打不开这一项。").waitFor();
      await chat.page.unroute("**/assets/panels-*");
      await chat.chooseFromMenu("结束对话");
      await button("继续聊").waitFor();
    },
  );
});
