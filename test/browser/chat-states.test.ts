// The chat in each of its states, one after another in one page: nothing that axe-core finds wrong, on a phone and on a desk,
// in light and dark; and its dialogs by the keyboard alone.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { describe, expect, it } from "vitest";
import { chatInBrowser } from "../support/chat-in-browser.ts";

const chat = chatInBrowser();
const { log, bubble, openChat, send } = chat;
const button = (name: string) => chat.page.getByRole("button", { name, exact: true });
const group = (name: string) => chat.page.getByRole("group", { name, exact: true });

const PHONE = { width: 390, height: 844 };
const DESK = { width: 1280, height: 800 };
const CARD = "6222021001116245702";
const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const FAULTS = (options: object) =>
  `axe.run("#huanka-chat-panel", ${JSON.stringify(options)}).then(({ violations }) => violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => id + ": " + JSON.stringify(target) + failureSummary)))`;

/** All rules on a phone in light; in dark on a desk what the colours and the other layout can change. */
async function faults(state: string): Promise<string[]> {
  await chat.page.setViewportSize(PHONE);
  await chat.page.emulateMedia({ colorScheme: "light" });
  const found = await chat.page.evaluate<string[]>(FAULTS({}));
  await chat.page.setViewportSize(DESK);
  await chat.page.emulateMedia({ colorScheme: "dark" });
  const dark = await chat.page.evaluate<string[]>(FAULTS({ runOnly: ["color-contrast", "target-size"] }));
  return [...found, ...dark].map((fault) => `${state}: ${fault}`);
}

function answerInSteps(): void {
  const channel = { fact: "f", grade: "official", verified: "2026-11-23" } as const;
  const guide = {
    id: "g",
    title: "拉卡拉换卡",
    step: 2,
    stepId: "b",
    of: 3,
    url: "/providers/lakala",
    titles: ["一", "二", "三"],
  };
  const channels = [{ ...channel, label: "客服热线", value: "95016", href: "tel:95016" }];
  const links = [{ title: "怎么认机器", url: "/help/a", drawings: ["sales-slip"] }];
  const suggestedActions = {
    to: [],
    actions: ["下一步", "卡住了", "转人工"].map((title) => ({
      type: "imBack" as const,
      title,
      value: title,
    })),
  };
  chat.server.answer = (text) =>
    text === "完成"
      ? [
          {
            text: "做完了。",
            channelData: {
              why: { reply: "guide-done" },
              links: [{ title: "清单", url: "/providers/lakala/checklist" }],
            },
          },
        ]
      : [
          {
            text: "拉卡拉换卡\n\n打开 App。",
            channelData: { key: "step", guide, channels, links },
            suggestedActions,
          },
        ];
}

describe("the chat", () => {
  it("has no accessibility defect in any of its states", async () => {
    const found: string[] = [];
    const look = async (state: string) => void found.push(...(await faults(state)));
    answerInSteps();
    await chat.page.evaluate(AXE);
    await openChat();
    await look("greeting, with the offer of the page's provider");
    await send("拉卡拉怎么换卡");
    await log().getByText("第 2 步，共 3 步").click();
    await log().getByText("认不出？看图").click();
    await look("a step with its list, channels and drawings");
    chat.server.say({ type: "typing" }, { ephemeral: true });
    await chat.page.getByRole("img", { name: "正在输入" }).waitFor();
    await look("somebody is writing");
    await send("完成");
    await group("这些步骤有帮助吗？").waitFor();
    await look("asked whether it helped");
    await group("这些步骤有帮助吗？").getByRole("button", { name: "没解决" }).click();
    await log().getByText("已经记下").waitFor();
    await look("thanked");
    await button("更多").click();
    await look("the menu");
    await button("换设备继续").click();
    await button("取一个续聊码").waitFor();
    await look("moving to another device");
    await button("更多").click(); // closes what is open
    await chat.chooseFromMenu("结束对话");
    await look("ending");
    await button("继续聊").click();
    chat.server.refusePosts = 2;
    for (const text of ["怎么换卡", "在吗"]) await send(text);
    await button("全部重发").waitFor();
    await look("refused");
    await send(CARD);
    await chat.page.getByText("换卡不用把卡号发给任何人").waitFor();
    await look("about to send a card number");
    await button("我来修改").click();
    await chat.context.setOffline(true);
    await chat.page.getByText("连接断了").waitFor();
    await send("等一下");
    await bubble("等一下").waitFor();
    await look("without a network");
    expect(found).toEqual([]);
  });

  it("moves to another device by the keyboard alone, and Esc leads back", async () => {
    const press = (key: string) => chat.page.keyboard.press(key);
    const isFocused = (name: string) =>
      expect.poll(() => button(name).evaluate((one) => one.matches(":focus"))).toBe(true);
    await openChat();
    await button("更多").focus();
    await press("Enter");
    await isFocused("换设备继续");
    await press("Enter");
    await isFocused("取一个续聊码");
    for (const _ of ["只留这台设备", "续聊码"]) await press("Tab");
    await chat.page.keyboard.type("ABCD-EFGH");
    await expect
      .poll(() => chat.page.getByRole("textbox", { name: "续聊码" }).inputValue())
      .toBe("ABCD-EFGH");
    await press("Escape");
    await isFocused("更多");
  });
});
