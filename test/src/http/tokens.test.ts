// Tokens and tickets: what is in them, who believes them, and the key they hang on.
import { chmod, mkdtemp, readFile, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { decodeJwt, SignJWT } from "jose";
import { beforeEach, describe, expect, it } from "vitest";
import { StartError } from "../../../src/base/errors.ts";
import { createTokens, type Tokens } from "../../../src/http/tokens.ts";
import { keyInFolder } from "../../../src/storage/token-key.ts";

let dataDir: string;
let tokens: Tokens;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "huanka-tokens-"));
  tokens = createTokens({ key: keyInFolder(dataDir), ttlSeconds: 1_800 });
});

const mine = { conversationId: "cnv_a", userId: "dl_u", origins: ["https://shop.example"] };

/** A token as ours, but with times of the caller's choice. */
async function signed(expiresAt: number, audience = "chat"): Promise<string> {
  const key = Buffer.from((await readFile(join(dataDir, "token.key"), "utf8")).trim(), "base64url");
  const header = { alg: "HS256" };
  const jwt = new SignJWT({ conv: "cnv_a" })
    .setProtectedHeader(header)
    .setIssuer("huanka")
    .setAudience(audience);
  return jwt.setExpirationTime(expiresAt).sign(key);
}

const now = () => Math.floor(Date.now() / 1_000);

describe("tokens", () => {
  it("are three-part JWTs that name the user only when there is one", async () => {
    const token = await tokens.issue(mine);
    expect(token.split(".")).toHaveLength(3);
    expect(decodeJwt(token)).toMatchObject({ conv: "cnv_a", user: "dl_u", iss: "huanka" });
    expect(decodeJwt(await tokens.issue({ conversationId: "cnv_a" }))).not.toHaveProperty("user");
    expect(await tokens.verify(token)).toEqual(mine);
  });

  it("differ each time and live as long as configured", async () => {
    const [one, two] = await Promise.all([tokens.issue(mine), tokens.issue(mine)]);
    expect(one).not.toBe(two);
    const { exp = 0, iat = 0 } = decodeJwt(one);
    expect(exp - iat).toBe(1_800);
  });

  it("are believed by another process over the same folder, and by no other installation", async () => {
    const token = await tokens.issue(mine);
    expect(await createTokens({ key: keyInFolder(dataDir), ttlSeconds: 60 }).verify(token)).toEqual(mine);
    const elsewhere = createTokens({
      key: keyInFolder(await mkdtemp(join(tmpdir(), "huanka-"))),
      ttlSeconds: 60,
    });
    await expect(elsewhere.verify(token)).rejects.toMatchObject({ code: "forbidden" });
  });

  it("are told apart: expired, forged, no token at all", async () => {
    await expect(tokens.verify(await signed(now() - 5))).rejects.toMatchObject({ code: "token-expired" });
    const [head, , mac] = (await tokens.issue(mine)).split(".");
    const body = Buffer.from('{"conv":"cnv_b"}').toString("base64url");
    await expect(tokens.verify(`${head}.${body}.${mac}`)).rejects.toMatchObject({ code: "forbidden" });
    for (const garbage of ["", "a.b.c", "x", `${"a".repeat(5_000)}`]) {
      await expect(tokens.verify(garbage)).rejects.toMatchObject({ code: "unauthorized" });
    }
  });

  it("do not accept unsigned ones", async () => {
    const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
    const unsigned = `${part({ alg: "none" })}.${part({ conv: "cnv_a", iss: "huanka", aud: "chat" })}.`;
    await expect(tokens.verify(unsigned)).rejects.toMatchObject({ code: "unauthorized" });
  });

  it("pass after their end only within the grace the caller gives", async () => {
    const token = await signed(now() - 100);
    expect(await tokens.verify(token, 200)).toEqual({ conversationId: "cnv_a" });
    await expect(tokens.verify(token, 50)).rejects.toMatchObject({ code: "token-expired" });
  });
});

describe("stream tickets", () => {
  it("live for a minute at most, and are no tokens, nor tokens tickets", async () => {
    const ticket = await tokens.issueTicket(mine, "one");
    const { exp = 0, iat = 0 } = decodeJwt(ticket);
    expect(exp - iat).toBe(60);
    expect(await tokens.verifyTicket(ticket)).toEqual({ id: "one", claims: mine });
    await expect(tokens.verify(ticket)).rejects.toMatchObject({ code: "forbidden" });
    await expect(tokens.verifyTicket(await tokens.issue(mine))).rejects.toMatchObject({ code: "forbidden" });
    const late = await signed(now() - 1, "stream");
    await expect(tokens.verifyTicket(late)).rejects.toMatchObject({ code: "token-expired" });
  });
});

describe("the token key", () => {
  it("is made once, readable by its owner only", async () => {
    const file = join(dataDir, "token.key");
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    const before = await readFile(file, "utf8");
    createTokens({ key: keyInFolder(dataDir), ttlSeconds: 60 });
    expect(await readFile(file, "utf8")).toBe(before);
  });

  it("that is damaged stops the start and names the file", async () => {
    const file = join(dataDir, "token.key");
    await chmod(file, 0o600);
    await writeFile(file, "short");
    expect(() => createTokens({ key: keyInFolder(dataDir), ttlSeconds: 60 })).toThrow(StartError);
    expect(() => createTokens({ key: keyInFolder(dataDir), ttlSeconds: 60 })).toThrow(file);
  });

  it("that cannot be written stops the start and names the file", async () => {
    const blocked = join(dataDir, "token.key", "below");
    expect(() => createTokens({ key: keyInFolder(blocked), ttlSeconds: 60 })).toThrow(
      `token key ${blocked}/token.key`,
    );
  });
});
