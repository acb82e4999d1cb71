// A client that knows text only loses nothing: every official number, page and step is in the words, once.
import { describe, expect, it } from "vitest";
import type { Reply } from "../../../bot/say/reply.ts";
import { inWords } from "../../../src/view/in-words.ts";
import { expectActableInWords, messageOf } from "../../support/actable-in-words.ts";
import { realContent } from "../../support/real-content.ts";
import { playStory, readStories } from "../../support/run-story.ts";

const SITE = "https://help.example";
const why = { rule: "r", reply: "k", facts: [], content: "c" };
const HOTLINE = {
  fact: "lakala.hotline",
  kind: "phone",
  label: "客服热线",
  value: "95016",
  href: "tel:95016",
  grade: "official",
  verified: "2026-11-29",
} as const;

function said(reply: Partial<Reply>) {
  return inWords(messageOf({ key: "k", text: "", choices: [], why, ...reply }), SITE);
}

describe("a reply in words", () => {
  it("names channels with their proof, pages with their whole address, and the step", () => {
    const { text, channelData } = said({
      text: "打官方热线。",
      channels: [HOTLINE],
      links: [
        { title: "换卡要钱吗？", url: "/help/rebind/fee" },
        { title: "Fees", url: "/en/help/rebind/fee" },
      ],
      guide: { id: "lakala", title: "打热线", step: 2, stepId: "call", of: 9, url: "/providers/lakala#call" },
    });
    expect(text?.split("\n")).toEqual([
      "打官方热线。",
      "",
      "客服热线：95016（来自官方公开资料，尚未电话确认，核对日期 2026-11-29）",
      `换卡要钱吗？ ${SITE}/help/rebind/fee`,
      `Fees: ${SITE}/en/help/rebind/fee`,
      `第 2 步，共 9 步：${SITE}/providers/lakala#call`,
    ]);
    expect(text?.slice(0, channelData?.textEnd as number)).toBe("打官方热线。");
  });

  it("is in the characters of the message all through", () => {
    const title = "打熱線";
    const { text } = said({
      text: "打官方熱線。",
      channels: [{ ...HOTLINE, label: "客服熱線" }],
      guide: { id: "lakala", title, step: 2, stepId: "call", of: 9, url: "/providers/lakala#call" },
      script: "traditional",
    });
    expect(text?.split("\n").slice(2)).toEqual([
      "客服熱線：95016（來自官方公開資料，尚未電話確認，核對日期 2026-11-29）",
      `第 2 步，共 9 步：${SITE}/providers/lakala#call`,
    ]);
  });

  it("repeats no number that its own sentence names, but leaves no announced list empty", () => {
    expect(said({ text: "打 95016。", channels: [HOTLINE] }).text).toBe("打 95016。");
    expect(said({ text: "95016 是真的，官方渠道：", channels: [HOTLINE] }).text).toContain("客服热线：95016");
  });

  it("stays as it is without anything to add, and where a merchant wrote it", () => {
    const plain = messageOf({ key: "k", text: "好。", choices: [], why });
    expect(inWords(plain, SITE)).toBe(plain);
    const forged = { ...messageOf({ key: "k", text: "好", choices: [], why, channels: [HOTLINE] }) };
    const own = { ...forged, from: { id: "u", role: "user" as const } };
    expect(inWords(own, SITE)).toBe(own);
  });
});

describe.each(["zh-CN", "en"])("everything that the stories and guides make the bot say in %s", (locale) => {
  it("can be acted on by its words alone", async () => {
    const knowledge = await realContent(locale);
    const next = locale === "en" ? "next" : "下一步";
    const guides = [...knowledge.providers.values()].map(({ name }) => [name, ...Array(30).fill(next)]);
    const told = readStories().map(({ story }) => story.turns);
    let seen = 0;
    for (const lines of [...told, ...guides]) {
      for (const { replies } of playStory(knowledge, lines).turns) {
        for (const reply of replies) seen += expectActableInWords(reply, SITE);
      }
    }
    expect(seen).toBeGreaterThan(500);
  });
});
