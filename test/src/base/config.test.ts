// Settings: defaults, complaints, and agreement with the documents that list them.
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { Environment, parseConfig } from "../../../src/base/config.ts";

/** Each problem that a start with these settings tells, a line each. */
function problemsOf(env: Readonly<Record<string, string>>): readonly string[] {
  try {
    parseConfig(env);
    return [];
  } catch (error) {
    return String(error instanceof Error ? error.message : error)
      .split("\n")
      .slice(1);
  }
}

describe("the configuration", () => {
  it("needs nothing for a first start", () => {
    const config = parseConfig({});
    expect(config).toMatchObject({ port: 3978, host: "127.0.0.1", rateLimit: true, tokenTtlSeconds: 1_800 });
    expect(config.databaseUrl).toMatch(/^sqlite:.*huanka\.db$/);
  });

  it("lists every problem at once, with the variable and what was found", () => {
    expect(() => parseConfig({ PORT: "99999", TOKEN_TTL_SECONDS: "60", DATABASE_URL: "mysql://x" })).toThrow(
      /PORT:.*"99999"[\s\S]*DATABASE_URL:.*\(hidden\)[\s\S]*TOKEN_TTL_SECONDS:.*"60"/,
    );
  });

  it("connects the Bot Framework with all of its credentials, or on loopback with none", () => {
    const own = {
      BOTFRAMEWORK_APP_ID: "11111111-2222-4333-8444-555555555555",
      BOTFRAMEWORK_TENANT_ID: "aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee",
      BOTFRAMEWORK_APP_SECRET: "as-azure-makes-it",
    };
    expect(parseConfig({}).botFramework).toBeUndefined();
    expect(parseConfig(own).botFramework).toMatchObject({ secret: "as-azure-makes-it" });
    expect(parseConfig({ BOTFRAMEWORK: "playground" }).botFramework).toBe("playground");
    expect(() => parseConfig({ ...own, BOTFRAMEWORK_APP_SECRET: undefined })).toThrow(/all three, or none/);
    const open = { HOST: "0.0.0.0", PUBLIC_ORIGIN: "https://help.example", TRUST_PROXY: "1" };
    expect(() => parseConfig({ ...open, BOTFRAMEWORK: "playground" })).toThrow(/loopback/);
  });

  it.each([
    ["https://Help.Example:443", "https://help.example"],
    ["HTTPS://帮助.example", "https://xn--7frx1y.example"],
    ["https://help.example:8443", "https://help.example:8443"],
  ])("reads the address %s as browsers name it", (PUBLIC_ORIGIN, origin) => {
    const config = parseConfig({ PUBLIC_ORIGIN, TRUST_PROXY: "1", TRUSTED_ORIGINS: ` ${PUBLIC_ORIGIN}, ` });
    expect([config.publicOrigin, config.trustedOrigins]).toEqual([origin, [origin]]);
  });

  it.each([
    ["https://help.example/", /without a path and a slash/],
    ["https://help.example/chat", /without a path/],
    ["https://help.example?a=b", /without \? and #/],
    ["https://help.example#a", /without \? and #/],
    ["https://user:secret@help.example", /user/],
    ["help.example", /begin with https/],
    ["//help.example", /begin with https/],
    ["ftp://help.example", /begin with https/],
    ["*", /wildcard/],
    ["https://*.help.example", /wildcard/],
    ["https://a.example;https://b.example", /commas/],
    ["https://a.example，https://b.example", /commas/],
    ["https://@help.example", /user/],
    ["https://help..example", /two dots/],
    ["https://.example", /two dots/],
    ["https:help.example", /begin with https/],
    ["https:\\\\help.example", /begin with https/],
    ["'https://help.example'", /begin with https/],
    ["https://", /no address/],
    ["https:///help.example", /begin with https/],
    ["https://help.example\\", /without a path and a slash/],
    ["https://help.example:0", /no site can have/],
    [`https://${"a".repeat(64)}.example`, /no site can have/],
    [`https://${"a.".repeat(130)}example`, /no site can have/],
    ["https://help.example'", /no name of a site/],
    ['https://help.example"', /no name of a site/],
    ["https://help.(example)", /no name of a site/],
    ["null", /begin with https/],
  ])("refuses the address %s with a sentence", (value, sentence) => {
    for (const name of ["PUBLIC_ORIGIN", "TRUSTED_ORIGINS"])
      expect(() => parseConfig({ [name]: value, TRUST_PROXY: "1" })).toThrow(sentence);
  });

  it("refuses two addresses where one is meant", () => {
    const two = "https://a.example,https://b.example";
    expect(() => parseConfig({ PUBLIC_ORIGIN: two })).toThrow(/PUBLIC_ORIGIN: is one address/);
    expect(parseConfig({ TRUSTED_ORIGINS: two }).trustedOrigins).toHaveLength(2);
  });

  it("refuses an https address without a word on the proxies that speak it", () => {
    expect(() => parseConfig({ PUBLIC_ORIGIN: "https://help.example" })).toThrow(/TRUST_PROXY: .*how many/);
    expect(parseConfig({ PUBLIC_ORIGIN: "http://localhost:3978" }).publicOrigin).toBe(
      "http://localhost:3978",
    );
  });

  it.each([
    ["LOCALHOST", "localhost"],
    ["[::1]", "::1"],
    ["0:0:0:0:0:0:0:1", "::1"],
    ["127.0.0.2", "127.0.0.2"],
  ])("listens on %s of this machine as %s", (HOST, host) => {
    expect(parseConfig({ HOST, RATE_LIMIT: "off" }).host).toBe(host);
  });

  it.each([
    ["http://127.0.0.1", /without https:\/\/ and a path/],
    ["127.0.0.1:3978", /the port is PORT/],
    ["[::1]:3978", /the port is PORT/],
    ["*", /0\.0\.0\.0 and ::/],
    ["300.1.1.1", /no address/],
    ["127.1", /no address/],
    ["a b", /no name of a machine/],
    ["帮助.example", /no name of a machine/],
  ])("refuses to listen on %s with a sentence about it, and with no other", (HOST, sentence) => {
    expect(() => parseConfig({ HOST })).toThrow(sentence);
    expect(() => parseConfig({ HOST })).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining("PUBLIC_ORIGIN") }),
    );
  });

  it.each([
    "postgres://u:p#w@db/huanka",
    "postgres://u:p/w@db/huanka",
    "postgres://u:p?w@db/huanka",
    "postgres://u:1/w@db/huanka",
    "postgres://u:p@db:99999/huanka",
  ])("says which signs of a password are written otherwise, and not the password: %s", (DATABASE_URL) => {
    expect(() => parseConfig({ DATABASE_URL })).toThrow(/DATABASE_URL: .*# as %23.*found \(hidden\)/);
  });

  it.each([
    "postgres:///huanka?host=/run/postgresql",
    "postgres://u@/huanka?host=/run",
    "postgres://u:p%23w@[::1]:5432/huanka",
    "postgres://u:p@w@db/huanka",
  ])("takes the database %s as it is", (DATABASE_URL) => {
    expect(parseConfig({ DATABASE_URL }).databaseUrl).toBe(DATABASE_URL);
    expect(parseConfig({ DATABASE_URL: DATABASE_URL.replace("postgres", "Postgres") }).databaseUrl).toBe(
      DATABASE_URL,
    );
  });

  it("never prints a secret", () => {
    expect(() => parseConfig({ DIRECT_LINE_SECRET: "too-short-secret" })).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining("too-short-secret") }),
    );
  });

  it("refuses to switch the rate limit off on a public address", () => {
    expect(() => parseConfig({ RATE_LIMIT: "off", HOST: "0.0.0.0" })).toThrow(/RATE_LIMIT.*loopback/);
    expect(parseConfig({ RATE_LIMIT: "off" }).rateLimit).toBe(false);
  });

  it("treats an empty variable as unset", () => {
    expect(parseConfig({ PORT: "" }).port).toBe(3978);
  });

  const names = Object.keys(Environment.shape);
  const ODD = [
    "",
    " ",
    "x",
    "-1",
    "1.5",
    "1e3",
    "99999999999",
    "是",
    "on,off",
    "/nowhere/at/all",
    "a".repeat(100),
  ];

  it.each(names)("says of an odd %s, by its name, what was found and what has to stand there", (name) => {
    for (const value of ODD) {
      const told = problemsOf({ [name]: value });
      if (told.length > 0) expect(told.join(" "), value).toContain(name);
      for (const line of told) {
        expect(line, value).toMatch(/^ {2}[A-Z_]+: .{12,}; (?:found .+|it is not set)$/);
        expect(line, value).not.toMatch(/undefined|NaN|Invalid|expected|Too (?:small|big)/);
      }
    }
  });

  it("is listed whole in the operators' table", () => {
    const document = readFileSync("docs/operators.md", "utf8");
    const rows = [...document.matchAll(/^\| `([A-Z_]+)` \| (.*?) \| (.*?) \|$/gm)];
    expect(rows.map(([, name]) => name)).toEqual(names);
    for (const [, name, fallback, description] of rows) {
      const schema = Environment.shape[name as keyof typeof Environment.shape];
      const value = schema.safeParse(undefined).data;
      expect(fallback, name).toBe(value === undefined ? "" : `\`${value}\``);
      expect(description, name).toBe(schema.description);
    }
  });

  it("is listed whole in .env.example", () => {
    const listed = [...readFileSync(".env.example", "utf8").matchAll(/^(?:# )?([A-Z_]+)=/gm)].map(
      ([, name]) => name,
    );
    expect(listed.sort()).toEqual([...names].sort());
  });
});
