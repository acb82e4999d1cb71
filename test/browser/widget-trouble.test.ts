// The chat when something is wrong: reloads, failing servers, blocked sockets, expired tokens, numbers that must stay home.
import { describe, expect, it } from "vitest";
import { itInChromium } from "../support/browser.ts";
import { chatInBrowser } from "../support/chat-in-browser.ts";

const CARD = "6222021234567890128";
const chat = chatInBrowser();
const { launcher, input, log, bubble, openChat, send, sentTexts } = chat;

const button = (name: string) => chat.page.getByRole("button", { name, exact: true });
const clientIds = () => chat.server.posts.map((post) => post.channelData?.clientActivityID);

describe("coming back", () => {
  it("has the history after a reload, opens by itself where it was open, and takes no focus", async () => {
    await openChat();
    await send("怎么换卡");
    await bubble("你说：怎么换卡").waitFor();
    await chat.page.reload();
    await bubble("你说：怎么换卡").waitFor();
    await expect.poll(() => log().locator(".row").count()).toBe(3);
    expect(await input().evaluate((element) => element.matches(":focus"))).toBe(false);
    expect(chat.server.conversations()).toBe(1);
  });

  it("keeps a half-written text over a reload, but not one that may become a card number", async () => {
    await openChat();
    await input().fill("我想问");
    await chat.page.reload();
    await bubble("你好").waitFor();
    await expect.poll(() => input().inputValue()).toBe("我想问");
    await input().fill("6222 0212 34");
    await chat.page.reload();
    await bubble("你好").waitFor();
    await expect.poll(() => input().inputValue()).toBe("");
  });

  it("shows the same conversation in a second tab, and ends it in both", async () => {
    await openChat();
    await send("一");
    await bubble("你说：一").waitFor();
    const other = await chat.newPage();
    await other.locator("#huanka-chat").click();
    await other.locator(".bubble", { hasText: "你说：一" }).waitFor();
    await chat.chooseFromMenu("结束对话");
    await button("结束并重新开始").click();
    await other.locator(".bubble", { hasText: "你说：一" }).waitFor({ state: "detached" });
    await bubble("你好").waitFor();
    await expect.poll(() => log().locator(".row").count()).toBe(1);
    expect(chat.server.conversations()).toBe(2);
  });

  it("stays silent until the merchant decides to end the conversation", async () => {
    await openChat();
    await chat.chooseFromMenu("结束对话");
    await button("继续聊").click();
    await expect.poll(() => log().locator(".row").count()).toBe(1);
    expect(chat.server.conversations()).toBe(1);
  });
});

describe("sending through trouble", () => {
  it("says that a message was refused, gives the quick replies back, and delivers it once when sent again", async () => {
    chat.server.greeting = [
      {
        text: "你好，我是换卡助手。",
        suggestedActions: { to: [], actions: [{ type: "imBack", title: "怎么换卡", value: "怎么换卡" }] },
      },
    ];
    await openChat();
    chat.server.refusePosts = 1;
    await button("怎么换卡").click();
    await log().getByText("没发出去").waitFor();
    await expect.poll(() => button("怎么换卡").count()).toBe(1);
    await chat.page.reload();
    await button("重发").click();
    await bubble("你说：怎么换卡").waitFor();
    expect(new Set(clientIds()).size).toBe(1);
    await expect.poll(() => log().locator(".mine").count()).toBe(1);
    await expect.poll(() => log().getByText("没发出去").count()).toBe(0);
  });

  it("sends all that was refused again with one button, in order", async () => {
    await openChat();
    chat.server.refusePosts = 2;
    for (const text of ["一", "二"]) await send(text);
    await button("全部重发").click();
    await bubble("你说：二").waitFor();
    expect(sentTexts()).toEqual(["一", "二", "一", "二"]);
    await expect.poll(() => button("全部重发").count()).toBe(0);
  });

  it("keeps what is written without a network in order, says so, and sends it by itself", async () => {
    await openChat();
    await chat.context.setOffline(true);
    for (const text of ["一", "二", "三"]) await send(text);
    await expect.poll(() => log().getByText("恢复后自动发送").count()).toBe(3);
    await expect.poll(() => log().getByText("没发出去").count()).toBe(0);
    await chat.context.setOffline(false);
    await bubble("你说：三").waitFor();
    expect(sentTexts()).toEqual(["一", "二", "三"]);
    await expect.poll(() => log().getByText("恢复后自动发送").count()).toBe(0);
  });

  it("waits out a server in trouble instead of giving up", async () => {
    await openChat();
    chat.server.failPosts = 4;
    await send("怎么换卡");
    await log().getByText("恢复后自动发送").waitFor();
    await bubble("你说：怎么换卡").waitFor();
    expect(new Set(clientIds()).size).toBe(1);
  });

  it("gets messages again after the socket was cut", async () => {
    await openChat();
    chat.server.dropSockets();
    await send("还在吗");
    await bubble("你说：还在吗").waitFor();
    await expect.poll(() => log().locator(".mine").count()).toBe(1);
  });

  it.each(["refuseUpgrades", "hangUpgrades"] as const)(
    "reads where no WebSocket gets through: %s",
    async (trouble) => {
      chat.server[trouble] = true;
      await openChat();
      for (const text of ["一", "二"]) {
        await send(text);
        await bubble(`你说：${text}`).waitFor();
      }
      await expect.poll(() => log().locator(".row").count()).toBe(5);
    },
  );

  it("carries on the same conversation with a fresh token when the old one has expired", async () => {
    await openChat();
    chat.server.expireTokens();
    await send("还认识我吗");
    await bubble("你说：还认识我吗").waitFor();
    expect(chat.server.conversations()).toBe(1);
  });

  it("starts anew, and says so, when the server no longer knows the conversation", async () => {
    await openChat();
    chat.server.forgetTokens();
    chat.server.dropSockets();
    await chat.page.getByText("上一段对话已经过期").waitFor();
    await send("重新来");
    await bubble("你说：重新来").waitFor();
    await expect.poll(() => log().locator(".row").count()).toBe(3);
    expect(chat.server.conversations()).toBe(2);
  });

  it("renews the token when half of its life is over", async () => {
    await chat.page.clock.install();
    await chat.page.reload();
    await openChat();
    await chat.page.clock.fastForward("00:29:00");
    expect(chat.server.refreshes).toBe(0);
    await chat.page.clock.fastForward("00:02:00");
    await expect.poll(() => chat.server.refreshes).toBe(1);
    await send("还在");
    await bubble("你说：还在").waitFor();
  });

  itInChromium("Firefox lets no driver compose by an input method")(
    "says that the connection is gone, keeps what is being typed, and says nothing once it is back",
    async () => {
      await openChat();
      await input().focus();
      const cdp = await chat.context.newCDPSession(chat.page);
      await cdp.send("Input.imeSetComposition", { text: "huan ka", selectionStart: 7, selectionEnd: 7 });
      await chat.context.setOffline(true);
      chat.server.dropSockets();
      await chat.page.getByText("连接断了").waitFor();
      await chat.context.setOffline(false);
      chat.server.say({ text: "我在。" });
      await bubble("我在。").waitFor();
      await expect.poll(() => chat.page.getByText("连接断了").count()).toBe(0);
      await expect.poll(() => input().inputValue()).toBe("huan ka");
    },
  );

  it("shows what the server stored when it has masked something, and that it did", async () => {
    chat.server.store = (draft) => ({
      ...draft,
      text: "我的号是 ****",
      channelData: { ...draft.channelData, masked: ["account"] },
    });
    await openChat();
    await send("我的号是 88");
    await log().getByText("已遮住敏感数字").waitFor();
    await expect.poll(() => log().locator(".mine .bubble").allTextContents()).toEqual(["我的号是 ****"]);
  });
});

describe("numbers that must stay home", () => {
  it("stops a card number, says why, and sends it covered", async () => {
    await openChat();
    await send(`新卡 ${CARD} 行吗`);
    await chat.page.getByText("换卡不用把卡号发给任何人").waitFor();
    expect(sentTexts()).toEqual([]);
    await button("遮住后发送").click();
    await bubble("你说：新卡 ****0128 行吗").waitFor();
    expect(JSON.stringify(chat.server.posts)).not.toContain(CARD);
    expect(chat.server.posts[0]?.channelData).toMatchObject({ covered: ["pan"] });
  });

  it("gives the text back for editing", async () => {
    await openChat();
    await send("验证码是 482913");
    await chat.page.getByText("任何人都不该问你要").waitFor();
    await button("我来修改").click();
    await expect.poll(() => input().inputValue()).toBe("验证码是 482913");
    expect(await input().evaluate((element) => element.matches(":focus"))).toBe(true);
    expect(sentTexts()).toEqual([]);
  });
});

describe("the window", () => {
  it("shows a long answer from its beginning, and offers the way down to what came later", async () => {
    chat.server.answer = () => [{ text: `开头\n${"很长的一行\n".repeat(60)}结尾` }];
    await openChat();
    await send("说说看");
    await bubble("开头").waitFor();
    await expect.poll(async () => (await bubble("开头").boundingBox())?.y ?? 0).toBeGreaterThan(0);
    chat.server.say({ text: "后来的话。" });
    await chat.page.getByRole("button", { name: "有新消息" }).click();
    const [answer, panel] = [
      await bubble("后来的话。").boundingBox(),
      await chat.page.getByRole("dialog").boundingBox(),
    ];
    expect(answer?.y).toBeLessThan((panel?.y ?? 0) + (panel?.height ?? 0));
    await expect.poll(() => chat.page.getByRole("button", { name: "有新消息" }).count()).toBe(0);
  });

  it("is a sheet over the whole phone without sideways scrolling, and the page behind is at rest", async () => {
    await chat.page.setViewportSize({ width: 320, height: 568 });
    await openChat();
    const panel = chat.page.getByRole("dialog");
    expect(await panel.boundingBox()).toEqual({ x: 0, y: 0, width: 320, height: 568 });
    expect(await panel.evaluate((element) => element.scrollWidth <= element.clientWidth)).toBe(true);
    expect(await chat.page.locator("main").evaluate((element) => element.inert)).toBe(true);
    await button("收起对话").click();
    expect(await chat.page.locator("main").evaluate((element) => element.inert)).toBe(false);
    await expect.poll(() => launcher().isVisible()).toBe(true);
  });
});
