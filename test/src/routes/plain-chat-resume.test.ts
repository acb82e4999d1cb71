// Resume codes in the chat without JavaScript: shown once, taken by a form, refused in words.
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { AppError } from "../../../src/base/errors.ts";
import { scriptedConversations } from "../../support/scripted-conversations.ts";
import { startWebServer, type WebServer } from "../../support/web-server.ts";

const conversations = scriptedConversations((text) => ({ text: `你说：${text}` }));
let server: WebServer;
let moved = "";
beforeEach(async () => {
  moved = await conversations.open({ locale: "zh-CN" });
  await conversations.start(moved);
  await conversations.post(moved, {
    type: "message",
    text: "在旧手机上说的话",
    channelData: { clientActivityID: "first" },
  });
  server = await startWebServer({
    conversations,
    resume: {
      giveCode: async () => ({ code: "ABCD-EFGH", expires_in: 1_800, provider: "拉卡拉" }),
      async redeem({ code, provider }) {
        if (code !== "abcd efgh" || provider !== "拉卡拉") throw new AppError("resume-refused");
        return { conversationId: moved };
      },
    },
  });
});
afterEach(() => server.close());

const cookieOf = (response: Response) => response.headers.get("set-cookie")?.split(";")[0] ?? "";

function post(fields: Readonly<Record<string, string>>, cookie = ""): Promise<Response> {
  return fetch(`${server.origin}/chat`, {
    method: "POST",
    redirect: "manual",
    headers: { "sec-fetch-site": "same-origin", cookie },
    body: new URLSearchParams(fields),
  });
}

const show = async (cookie: string) => (await fetch(`${server.origin}/chat`, { headers: { cookie } })).text();

describe("the plain chat", () => {
  it("shows a code in the answer to the form and nowhere after", async () => {
    const cookie = cookieOf(await post({ text: "你好" }));
    const response = await post({ action: "resume-code" }, cookie);
    const page = await response.text();
    expect(response.headers.get("cache-control")).toBe("no-store");
    expect(page).toContain("ABCD-EFGH");
    expect(page).toContain("机构填「拉卡拉」");
    expect(await show(cookie)).not.toContain("ABCD-EFGH");
  });

  it("gives no code before a conversation began", async () => {
    const response = await post({ action: "resume-code" });
    expect(response.status).toBe(303);
    expect(response.headers.get("location")).toBe("/chat");
  });

  it("takes over the conversation of a code", async () => {
    const response = await post({ action: "resume", code: "abcd efgh", provider: "拉卡拉" });
    expect(response.status).toBe(303);
    expect(await show(cookieOf(response))).toContain("在旧手机上说的话");
  });

  it("says in words that a code is refused, and leaves the conversation as it was", async () => {
    const response = await post({ action: "resume", code: "abcd efgh", provider: "微信支付" });
    expect(response.status).toBe(403);
    expect(response.headers.get("set-cookie")).toBeNull();
    expect(await response.text()).toContain("续聊码或机构不对");
  });

  it("takes a paste whole, and says of one that is too long to be a code that it is none", async () => {
    const code = `续聊码：${"abcd efgh ".repeat(20)}`;
    const response = await post({ action: "resume", code, provider: "拉卡拉" });
    expect([response.status, await response.text()]).toEqual([
      403,
      expect.stringContaining("续聊码或机构不对"),
    ]);
    expect(await show("")).not.toMatch(/name="(?:code|provider)"[^>]*maxlength/);
  });

  it("takes no form of another site", async () => {
    const response = await fetch(`${server.origin}/chat`, {
      method: "POST",
      headers: { "sec-fetch-site": "cross-site" },
      body: new URLSearchParams({ action: "resume", code: "abcd efgh", provider: "拉卡拉" }),
    });
    expect(response.status).toBe(403);
  });
});
