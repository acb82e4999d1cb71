// Secrets that a client covered before sending: the real service over Direct Line warns of them as of its own finds.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parseConfig } from "../../../src/base/config.ts";
import { createLog } from "../../../src/base/log.ts";
import type { Activity } from "../../../src/base/wire.ts";
import { coverSecrets } from "../../../src/browser/widget/shield.ts";
import { type Service, startService } from "../../../src/service.ts";
import { freshDataDir } from "../../support/start-process.ts";

let service: Service;
beforeAll(async () => {
  const config = parseConfig({ PORT: "0", DATA_DIR: freshDataDir(), RATE_LIMIT: "off" });
  service = await startService(config, createLog("silent"));
});
afterAll(() => service.close());

async function call<Answer>(method: string, path: string, token?: string, body?: unknown): Promise<Answer> {
  const answer = await fetch(service.address + path, {
    method,
    headers: { "content-type": "application/json", ...(token && { authorization: `Bearer ${token}` }) },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  expect(answer.ok, `${path}: ${answer.status}`).toBe(true);
  return (await answer.json()) as Answer;
}

/** What is stored and said when a new merchant sends these one after another; ids and times left out. */
async function talk(...sent: readonly { text: string; covered?: unknown }[]) {
  const { token } = await call<{ token: string }>("POST", "/api/chat/token", undefined, { locale: "zh-CN" });
  const { conversationId } = await call<{ conversationId: string }>(
    "POST",
    "/v3/directline/conversations",
    token,
    {},
  );
  const path = `/v3/directline/conversations/${conversationId}/activities`;
  for (const { text, covered } of sent) {
    await call("POST", path, token, {
      type: "message",
      text,
      ...(covered !== undefined && { channelData: { covered } }),
    });
  }
  const { activities } = await call<{ activities: Activity[] }>("GET", path, token);
  return {
    said: activities.filter(({ from }) => from.role === "bot").map(({ text }) => text ?? ""),
    own: activities.filter(({ from }) => from.role === "user"),
  };
}

const ALL_KINDS = ["pan", "cvv", "expiry", "otp", "password", "id-card", "permit", "account", "email"];
const isWarning = (text: string) => text.includes("我已经遮住");

describe("secrets covered on the device", () => {
  it.each([
    "验证码是 482913",
    "482913 刚收到的短信码",
    "卡号 6222021234567890128 换不了",
    "身份证 11010519491231002x，密码 556677",
  ])("get the reply that the server's own find gets: %s", async (text) => {
    const { text: shown, kinds } = coverSecrets(text);
    expect(shown).not.toBe(text);
    const open = await talk({ text });
    const covered = await talk({ text: shown, covered: kinds });
    expect(covered.said).toEqual(open.said);
    expect(covered.own[0]?.text).toBe(open.own[0]?.text);
    expect(covered.own[0]?.channelData?.masked).toEqual(open.own[0]?.channelData?.masked);
  });

  it("stand in one warning beside what the server found, none twice", async () => {
    const { said, own } = await talk({
      text: "验证码 **** 卡号 6222021234567890128",
      covered: ["otp", "otp", "pan"],
    });
    const warnings = said.filter(isWarning);
    expect(warnings).toHaveLength(1);
    expect(warnings[0]?.match(/验证码/g)?.length).toBe(1);
    expect(warnings[0]?.match(/卡号/g)?.length).toBe(1);
    expect(own[0]?.channelData?.masked).toEqual(["pan", "otp"]);
  });

  it("do no more than add the warning when they are forged", async () => {
    const honest = await talk({ text: "拉卡拉怎么换卡" }, { text: "下一步" });
    const forged = await talk(
      { text: "拉卡拉怎么换卡", covered: [...ALL_KINDS, "mobile"] },
      { text: "下一步", covered: ALL_KINDS },
    );
    expect(forged.said.filter((text) => !isWarning(text))).toEqual(honest.said);
    expect(forged.said.filter(isWarning)).toHaveLength(2);
  });

  it.each([
    [["nonsense", 5, null, { kind: "otp" }, "<b>otp</b>"]],
    ["otp"],
    [{ 0: "otp", length: 1 }],
    [null],
    [["mobile"]],
    [Array.from({ length: 1_000 }, (_, n) => `kind ${n}`)],
  ])("are not believed where they name no kind: %j", async (covered) => {
    const honest = await talk({ text: "换卡多久生效" });
    const odd = await talk({ text: "换卡多久生效", covered });
    expect(odd.said).toEqual(honest.said);
    expect(odd.own[0]?.channelData ?? {}).toEqual({});
  });
});
