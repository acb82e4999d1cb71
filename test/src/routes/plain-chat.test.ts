// The chat by forms alone: what a browser without JavaScript sends, and what it is shown.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createLimits } from "../../../src/http/limits.ts";
import { scriptedConversations } from "../../support/scripted-conversations.ts";
import { startWebServer, type WebServer } from "../../support/web-server.ts";

const SAME_ORIGIN = { "sec-fetch-site": "same-origin" };

let server: WebServer;
let cookie: string | undefined;
let setCookie: string | null;
beforeAll(async () => {
  server = await startWebServer({
    conversations: scriptedConversations((text) =>
      text === "我要换卡"
        ? {
            text: "第一步\n打 <95016>",
            choices: ["下一步", "卡住了"],
            data: {
              guide: { id: "lakala", title: "拉卡拉换卡步骤", step: 2, stepId: "call", of: 6 },
              channels: [
                {
                  fact: "lakala.hotline",
                  label: "客服热线",
                  value: "95016",
                  href: "tel:95016",
                  grade: "official",
                  verified: "2026-11-23",
                },
                {
                  fact: "x.y",
                  label: "坏",
                  value: "坏链接",
                  href: "javascript:alert(1)",
                  grade: "official",
                  verified: "2026-11-23",
                },
              ],
              links: [
                { title: "看全部步骤", url: "/providers/lakala" },
                { title: "外站", url: "//evil.example" },
              ],
            },
          }
        : { text: `你说：${text}` },
    ),
  });
});
afterAll(() => server.close());
beforeEach(() => {
  cookie = undefined;
});

async function show(query = ""): Promise<string> {
  const response = await fetch(`${server.origin}/chat${query}`, { headers: cookie ? { cookie } : {} });
  return response.text();
}

async function submit(fields: Record<string, string>, headers: Record<string, string> = SAME_ORIGIN) {
  const response = await fetch(`${server.origin}/chat`, {
    method: "POST",
    redirect: "manual",
    body: new URLSearchParams(fields),
    headers: { ...headers, ...(cookie && { cookie }) },
  });
  setCookie = response.headers.get("set-cookie");
  if (setCookie) cookie = setCookie.split(";")[0];
  return response;
}

function count(page: string, text: string): number {
  return page.split(text).length - 1;
}

describe("the chat without JavaScript", () => {
  it("shows a form and ways to begin, and opens nothing by being looked at", async () => {
    const page = await show();
    expect(page).toContain('<textarea id="text" name="text"');
    expect(page).toContain('<button name="say" value="我要换结算卡">');
    expect(page).not.toContain('role="log"');
    expect(setCookie ?? "").not.toContain("huanka_chat=cnv");
  });

  it("walks: a message, the answer with its step, channels and links, then a quick reply", async () => {
    const first = await submit({ text: "我要换卡", clientActivityID: "a1" });
    expect(first.status).toBe(303);
    expect(first.headers.get("location")).toBe("/chat#latest");
    const page = await show();
    expect(page).toContain("你好，这里是换卡助手。");
    expect(page).toMatch(
      /<li class="message mine" id="latest"><p class="who">你<\/p><p class="text">我要换卡</,
    );
    expect(page).toContain("第一步\n打 &lt;95016&gt;");
    expect(page).toContain("第 2 步，共 6 步");
    expect(page).toContain('<progress value="2" max="6">');
    expect(page).toContain('<a href="tel:95016" rel="noopener external">95016</a>');
    expect(page).toContain('<a href="/providers/lakala">看全部步骤</a>');
    expect(page).not.toMatch(/javascript:|evil\.example/);
    expect(page).toContain('<button name="say" value="下一步">');
    await submit({ say: "下一步", text: "没写完的", clientActivityID: "a2" });
    const next = await show();
    expect(next).toContain("你说：下一步");
    expect(next).not.toContain("没写完的");
    expect(next).not.toContain('value="卡住了"');
  });

  it("keeps the cookie from scripts and from what other sites send, but not from a link of theirs", async () => {
    await submit({ text: "你好" });
    expect(setCookie).toMatch(/^huanka_chat=[\w.-]+;/);
    for (const attribute of ["HttpOnly", "SameSite=Lax", "Path=/;", "Max-Age=604800"]) {
      expect(setCookie).toContain(attribute);
    }
  });

  it("gives the cookie to this host alone under https", async () => {
    const secure = await startWebServer({ config: { publicOrigin: "https://help.example" } });
    const headers = { ...SAME_ORIGIN, origin: "https://help.example" };
    const body = new URLSearchParams({ text: "你好" });
    const said = await fetch(`${secure.origin}/chat`, { method: "POST", redirect: "manual", body, headers });
    await secure.close();
    expect(said.headers.get("set-cookie")).toMatch(/^__Host-huanka_chat=[\w.-]+; .*Path=\/; .*Secure/);
  });

  it("takes a double submit as one message", async () => {
    await submit({ text: "你好", clientActivityID: "first" });
    await submit({ text: "再来", clientActivityID: "same" });
    await submit({ text: "再来", clientActivityID: "same" });
    expect(count(await show(), '<p class="text">再来</p>')).toBe(1);
  });

  it("escapes what the merchant wrote and what a link put into the form", async () => {
    await submit({ text: "<script>alert(1)</script>" });
    expect(await show()).not.toContain("<script>alert");
    expect(await show(`?say=${encodeURIComponent("</textarea><script>")}`)).toContain(
      "&lt;/textarea&gt;&lt;script&gt;</textarea>",
    );
  });

  it("gives a message that is too long back to be shortened, with how long it is, and cuts none", async () => {
    await submit({ text: "你好" });
    const response = await fetch(`${server.origin}/chat`, {
      method: "POST",
      body: new URLSearchParams({ text: `${"字".repeat(4_000)}尾` }),
      headers: { ...SAME_ORIGIN, ...(cookie && { cookie }) },
    });
    const page = await response.text();
    expect(page).toContain(`${"字".repeat(4_000)}尾</textarea>`);
    expect(page).toContain("这段话有 4001 个字，一次最多发 4000 个，还没有发出去");
    expect(page).toContain("你说：你好");
    expect(page).not.toContain('maxlength="4000"');
    const linked = await show(`?say=${"a".repeat(4_001)}`);
    expect(linked).toContain(`${"a".repeat(4_001)}</textarea>`);
    expect(linked).toContain("有 4001 个字");
  });

  it("says of a long search how much of it was searched for", async () => {
    const search = async (q: string) =>
      (await fetch(`${server.origin}/search?q=${encodeURIComponent(q)}`)).text();
    expect(await search(`换卡${"要".repeat(99)}`)).toContain("只按前 100 个字搜");
    expect(await search("换卡")).not.toContain("只按前");
  });

  it("posts nothing for blanks and refuses more than 4000 characters", async () => {
    expect((await submit({ text: "  \r\n " })).status).toBe(303);
    expect(cookie).toBeUndefined();
    expect((await submit({ text: "字".repeat(4_001) })).status).toBe(413);
    expect((await submit({ text: "字".repeat(4_000) })).status).toBe(303);
  });

  it("begins anew when the cookie is forged or the conversation is gone", async () => {
    cookie = "huanka_chat=forged.token.here";
    expect(await show()).not.toContain('role="log"');
    expect((await submit({ text: "你好" })).status).toBe(303);
    expect(await show()).toContain("你说：你好");
  });

  it("ends when asked to", async () => {
    await submit({ text: "你好" });
    await submit({ action: "end" });
    expect(await show()).not.toContain('role="log"');
  });

  it("deletes the conversation when asked to, and begins anew", async () => {
    await submit({ text: "你好" });
    const before = cookie;
    await submit({ action: "delete" });
    cookie = before;
    expect(await show()).not.toContain("你说：你好");
  });

  it("hands the conversation over as a text to keep", async () => {
    await submit({ text: "你好" });
    const saved = await fetch(`${server.origin}/chat`, {
      method: "POST",
      redirect: "manual",
      body: new URLSearchParams({ action: "save" }),
      headers: { ...SAME_ORIGIN, cookie },
    });
    expect(saved.headers.get("content-disposition")).toMatch(/^attachment; filename="?huanka-\d{12}\.txt"?$/);
    expect(saved.headers.get("cache-control")).toBe("no-store");
    expect(await saved.text()).toMatch(/\] 你\n你好\n/);
  });

  it("shows the last messages, and a link to those before", async () => {
    for (let n = 0; n < 50; n += 1) await submit({ text: `第 ${n} 句`, clientActivityID: `n${n}` });
    const last = await show();
    expect(count(last, '<li class="message')).toBe(60);
    expect(last).toContain("你说：第 49 句");
    expect(last).not.toContain("第 19 句");
    const earlier = /href="(\/chat\?before=\d+)"/.exec(last)?.[1] ?? "";
    const before = await show(earlier.slice("/chat".length));
    expect(before).toContain("第 19 句");
    expect(before).not.toContain("第 21 句");
    expect(before).not.toContain("?before=");
  });

  it("asks a flooder of a crowded server to wait, and says how long", async () => {
    const limited = await startWebServer({ limits: createLimits({ isCrowded: () => true }) });
    const open = () =>
      fetch(`${limited.origin}/chat`, {
        method: "POST",
        redirect: "manual",
        body: new URLSearchParams({ text: "你好" }),
        headers: SAME_ORIGIN,
      });
    for (let count = 0; count < 10; count++) expect((await open()).status).toBe(303);
    const refused = await open();
    const page = await refused.text();
    await limited.close();
    expect(refused.status).toBe(429);
    expect(refused.headers.get("retry-after")).toMatch(/^[1-9]\d*$/);
    expect(page).toContain("发送太快了，请稍等几秒再试");
  });

  it.each([
    ["another site", { "sec-fetch-site": "cross-site" }],
    ["a sister site", { "sec-fetch-site": "same-site" }],
    ["an old browser on another site", { origin: "https://evil.example" }],
    ["a hidden origin", { origin: "null" }],
    ["nobody", {}],
  ])("refuses a form from %s", async (_, headers) => {
    expect((await submit({ text: "你好" }, headers as Record<string, string>)).status).toBe(403);
    expect(cookie).toBeUndefined();
  });

  it("takes a form of an old browser that names our own origin", async () => {
    expect((await submit({ text: "你好" }, { origin: server.origin })).status).toBe(303);
  });
});
