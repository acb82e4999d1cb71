// A conversation in English from end to end: the real service over Direct Line, and the chat with plain forms.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parseConfig } from "../../../src/base/config.ts";
import { createLog } from "../../../src/base/log.ts";
import type { Activity } from "../../../src/base/wire.ts";
import { type Service, startService } from "../../../src/service.ts";
import { realContent } from "../../support/real-content.ts";
import { freshDataDir } from "../../support/start-process.ts";

const HAN_OUTSIDE_BRACKETS = /\p{Script=Han}(?![^(]*\))/u;

let service: Service;
beforeAll(async () => {
  const config = parseConfig({ PORT: "0", DATA_DIR: freshDataDir(), RATE_LIMIT: "off" });
  service = await startService(config, createLog("silent"));
});
afterAll(() => service.close());

async function call<Answer = unknown>(path: string, body: unknown, token?: string): Promise<Answer> {
  const headers = {
    "content-type": "application/json",
    ...(token !== undefined && { authorization: `Bearer ${token}` }),
  };
  const answer = await fetch(service.address + path, { method: "POST", headers, body: JSON.stringify(body) });
  expect(answer.ok, `${path}: ${answer.status}`).toBe(true);
  return (await answer.json()) as Answer;
}

/** Opens a conversation; `say` answers what the bot said to a message, or to the merchant's coming. */
async function open(locale: string) {
  const { token } = await call<{ token: string }>("/api/chat/token", { locale });
  const { conversationId } = await call<{ conversationId: string }>(
    "/v3/directline/conversations",
    {},
    token,
  );
  const path = `/v3/directline/conversations/${conversationId}/activities`;
  let watermark = "";
  const read = async () => {
    const answer = await fetch(`${service.address}${path}?watermark=${watermark}`, {
      headers: { authorization: `Bearer ${token}` },
    });
    const set = (await answer.json()) as { activities: Activity[]; watermark: string };
    watermark = set.watermark;
    return set.activities.filter(({ from }) => from.role === "bot");
  };
  return {
    greeting: await read(),
    async say(text: string) {
      await call(path, { type: "message", from: { id: "m" }, text }, token);
      return read();
    },
  };
}

const keyOf = ({ channelData }: Activity) => channelData?.key;

describe("a conversation in English", () => {
  it("walks a guide in English, by English words", async () => {
    const { greeting, say } = await open("en-US");
    expect(greeting.map(keyOf)).toEqual(["greeting"]);
    expect((await say("I want to change my settlement card with Lakala")).map(keyOf)).toContain("step");
    const next = await say("next");
    expect(next.map(keyOf)).toEqual(["step"]);
    expect(next[0]?.channelData?.guide).toMatchObject({ provider: "lakala", step: 2 });
    expect((await say("I'm stuck")).map(keyOf)).toContain("stuck");
    for (const { text = "" } of [...greeting, ...next]) expect(HAN_OUTSIDE_BRACKETS.test(text)).toBe(false);
    const links = next.map(({ channelData }) => JSON.stringify(channelData));
    expect(links.join("")).toContain("/en/providers/lakala#");
  });

  it("answers Chinese in Chinese, and English in English again", async () => {
    const { say } = await open("en");
    const chinese = await realContent();
    const english = await realContent("en");
    const [greeted, answer] = await say("换卡要多少钱");
    expect(greeted && keyOf(greeted)).toBe("greeting-here");
    expect(answer && keyOf(answer)).toBe("faq:fee");
    expect(answer?.channelData?.links).toEqual([
      { title: chinese.faqs.get("fee")?.question, url: "/help/money/fee" },
    ]);
    const [again] = await say("how much does it cost to change the card");
    expect(again?.channelData?.links).toEqual([
      { title: english.faqs.get("fee")?.question, url: "/en/help/money/fee" },
    ]);
  });

  it("is greeted in English again by whoever was greeted in Chinese and writes English first, once", async () => {
    const { greeting, say } = await open("zh-CN");
    expect(greeting[0]?.text).toMatch(/在线帮助/);
    const first = await say("Hi, my POS pays out to my old bank card. How do I change it?");
    expect(first.map(keyOf)).toEqual(["greeting-here", "ask-provider"]);
    for (const { text = "" } of first) expect(HAN_OUTSIDE_BRACKETS.test(text)).toBe(false);
    expect((await say("how long does it take")).map(keyOf)).not.toContain("greeting-here");
  });

  it("hears a few Chinese words as Chinese, and a company's name alone as a name", async () => {
    const { say } = await open("en");
    const isEnglish = async (text: string) => {
      const [{ text: said = "" } = {}] = await say(text);
      return { text, isEnglish: /^[^\p{Script=Han}]*[A-Za-z]{2}/u.test(said) };
    };
    const script = [
      ["I want to change my settlement card", true],
      ["拉卡拉", true],
      ["下一步", false],
      ["95016", false],
      ["how long does it take", true],
      ["多久生效", false],
      ["what do I need to bring", true],
      ["谢谢", false],
    ] as const;
    for (const [text, english] of script) expect(await isEnglish(text)).toEqual({ text, isEnglish: english });
  });

  it("puts safety first and gives a person when asked", async () => {
    const { say } = await open("en");
    expect((await say("Someone on the phone asks for my verification code")).map(keyOf)).toContain(
      "scam-ask",
    );
    const other = await open("en");
    expect((await other.say("talk to a human please")).map(keyOf)).toContain("human");
  });

  it("is Chinese for whoever asks for no language, or for one that we do not speak", async () => {
    for (const locale of ["zh-CN", "fr"]) {
      const { greeting } = await open(locale);
      expect(greeting[0]?.text).toMatch(/在线帮助/);
    }
  });

  it("is held with plain forms at /en/chat too", async () => {
    const answer = await fetch(`${service.address}/en/chat`, {
      method: "POST",
      redirect: "manual",
      headers: { "content-type": "application/x-www-form-urlencoded", "sec-fetch-site": "same-origin" },
      body: new URLSearchParams({ text: "How much does it cost?" }),
    });
    expect(answer.headers.get("location")).toBe("/en/chat#latest");
    const cookie = answer.headers.get("set-cookie") ?? "";
    const headers = { cookie: cookie.split(";", 1)[0] ?? "" };
    const html = await (await fetch(`${service.address}/en/chat`, { headers })).text();
    expect(html).toContain('<html lang="en">');
    expect(html).toContain("/en/help/money/fee");
    expect(cookie).toMatch(/path=\/;/i);
    const inChinese = await (await fetch(`${service.address}/chat`, { headers })).text();
    expect(inChinese).toContain('<html lang="zh-CN">');
    expect(inChinese).toContain("How much does it cost?");
  });
});
