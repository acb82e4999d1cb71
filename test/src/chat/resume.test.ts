// Going on with a conversation on another device: what a code opens, and everything that opens nothing.
import { readFileSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { newCode, readCode, writtenCode } from "../../../src/chat/resume-code.ts";
import { createLimits } from "../../../src/http/limits.ts";
import { call } from "../../support/http.ts";
import { type ResumeServer, startResumeServer } from "../../support/resume-server.ts";

const ID = "cnv_one";
const GIVE = "/api/chat/resume-code";
const TAKE = "/api/chat/resume";

let server: ResumeServer;
let token: string;
beforeEach(async () => {
  server = await startResumeServer();
  token = await server.converse(ID, "lakala");
});
afterEach(() => server.close());

async function aCode(bearer = token): Promise<string> {
  return (await call(server, GIVE, { method: "POST", token: bearer })).body.code;
}

const redeem = (code: string, provider?: string) =>
  call(server, TAKE, { body: { code, ...(provider !== undefined && { provider }) } });

describe("a resume code", () => {
  it("gives a token for the same conversation and the same merchant", async () => {
    const given = await call(server, GIVE, { method: "POST", token });
    expect(given.body).toEqual({
      code: expect.stringMatching(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/),
      expires_in: 1_800,
      provider: "拉卡拉",
    });
    const { status, body } = await redeem(given.body.code, "拉卡拉");
    expect(status).toBe(200);
    expect(body.conversationId).toBe(ID);
    expect(await server.tokens.verify(body.token)).toEqual({
      conversationId: ID,
      userId: `dl_${ID}`,
      epoch: 1,
    });
  });

  it.each(["lakala", "LAKALA", " 拉卡拉 "])("takes the provider as %s", async (name) => {
    expect((await redeem(await aCode(), name)).status).toBe(200);
  });

  it.each([undefined, "", "none", "没选"])("of a conversation without a provider takes %s", async (name) => {
    const code = await aCode(await server.converse("cnv_two"));
    expect((await redeem(code, name)).status).toBe(200);
  });

  it("may be typed in small letters, full width, without the hyphen, with O and I for 0 and 1", () => {
    expect(readCode(" abcd-0123 ")).toBe("ABCD0123");
    expect(readCode("ａｂｃｄ０１２３")).toBe("ABCD0123");
    expect(readCode("abcdoi23")).toBe("ABCD0123");
    expect(readCode("abcd-012")).toBeUndefined();
    expect(readCode("abcd-012U")).toBeUndefined();
    const code = newCode();
    expect(readCode(writtenCode(code))).toBe(code);
  });

  it("is not in the database", async () => {
    const code = await aCode();
    const bytes = [`${server.dataFile}`, `${server.dataFile}-wal`].map((file) =>
      readFileSync(file, "latin1"),
    );
    for (const form of [code, code.replace("-", "")]) expect(bytes.join("").includes(form)).toBe(false);
  });
});

describe("everything else gets the same refusal", () => {
  const refusal = { error: { code: "ResumeRefused", message: expect.stringContaining("重新取一个") } };

  it("for a used code", async () => {
    const code = await aCode();
    await redeem(code, "拉卡拉");
    expect(await redeem(code, "拉卡拉")).toMatchObject({ status: 403, body: refusal });
  });

  it("for a code past thirty minutes", async () => {
    const code = await aCode();
    server.wait(30 * 60);
    expect(await redeem(code, "拉卡拉")).toMatchObject({ status: 403, body: refusal });
  });

  it("for an earlier code of the same conversation", async () => {
    const code = await aCode();
    await aCode();
    expect(await redeem(code, "拉卡拉")).toMatchObject({ status: 403, body: refusal });
  });

  it.each(["", "微信支付", "没听说过"])("for the provider %s", async (provider) => {
    expect(await redeem(await aCode(), provider)).toMatchObject({ status: 403, body: refusal });
  });

  it.each(["", "ZZZZ-ZZZZ", "不是码", "'; drop table resume_codes"])("for the code %s", async (code) => {
    expect(await redeem(code, "拉卡拉")).toMatchObject({ status: 403, body: refusal });
  });

  it("for the right code after ten wrong tries at it", async () => {
    const code = await aCode();
    for (let tries = 0; tries < 10; tries += 1) await redeem(code, "微信支付");
    expect(await redeem(code, "拉卡拉")).toMatchObject({ status: 403, body: refusal });
  });

  it("for all but one of those who use a code at once", async () => {
    const code = await aCode();
    const answers = await Promise.all(Array.from({ length: 8 }, () => redeem(code, "拉卡拉")));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  });
});

describe("the routes", () => {
  it("give no code without a token or for another site's page", async () => {
    expect((await call(server, GIVE, { method: "POST" })).status).toBe(401);
    const headers = { origin: "https://evil.example" };
    expect((await call(server, GIVE, { method: "POST", token, headers })).status).toBe(403);
    expect((await call(server, TAKE, { body: { code: "x" }, headers })).status).toBe(403);
  });

  it("refuse a body that is none, and forms", async () => {
    expect((await call(server, TAKE, { body: { code: 7 } })).status).toBe(400);
    expect((await call(server, TAKE, { body: { code: "A".repeat(65) } })).status).toBe(400);
    const form = { "content-type": "application/x-www-form-urlencoded" };
    expect((await call(server, TAKE, { body: "code=x", headers: form })).status).toBe(415);
  });

  it("let one address try five times a minute", async () => {
    const limited = await startResumeServer(createLimits());
    const statuses: number[] = [];
    for (let tries = 0; tries < 6; tries += 1) {
      statuses.push((await call(limited, TAKE, { body: { code: "ZZZZ-ZZZZ" } })).status);
    }
    await limited.close();
    expect(statuses).toEqual([403, 403, 403, 403, 403, 429]);
  });
});
