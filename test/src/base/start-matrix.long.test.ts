// What a start refuses and what it makes private (S24).
import { spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parseConfig } from "../../../src/base/config.ts";
import { runToEnd, startProcess, stopProcess } from "../../support/start-process.ts";

const GOOD = "3f9c1b7e2d8a4065c7b1e9f03a5d6284";
const aFolder = () => mkdtempSync(join(tmpdir(), "huanka-start-"));

describe("a secret", () => {
  it.each([
    ["changeme-changeme-changeme-changeme", "placeholder"],
    ["CHANGE_ME_please_0123987_xyz_CHANGE", "placeholder"],
    ["your-secret-goes-here-9f8e7d6c5b4a3", "placeholder"],
    ["this-is-an-example-of-3f9c1b7e2d8a4", "placeholder"],
    ["correct-password-of-3f9c1b7e2d8a406", "placeholder"],
    ["a".repeat(64), "guess"],
    ["abababababababababababababababababab", "guess"],
    ["0123012301230123012301230123012301230123", "guess"],
    ["short", "at least|>=32|characters"],
  ])("is refused when it is weak or a placeholder, and not shown: %s", (secret, reason) => {
    const start = () => parseConfig({ DIRECT_LINE_SECRET: secret });
    expect(start).toThrow(new RegExp(`DIRECT_LINE_SECRET: .*(?:${reason})`, "i"));
    expect(start).toThrow(expect.objectContaining({ message: expect.not.stringContaining(secret) }));
    expect(() => parseConfig({ METRICS_TOKEN: secret })).toThrow(/METRICS_TOKEN: /);
  });

  it.each([GOOD, "Zt8/kQ2+vN5xR1mB7yLw4cHs9dGf0aJe", "K7!pQ2#zM9@wX4$rT6%y"])(
    "is taken when it is random: %s",
    (secret) => {
      expect(parseConfig({ METRICS_TOKEN: secret }).metricsToken).toBe(secret);
    },
  );

  it("may come from a file, but not from two places", () => {
    const file = join(aFolder(), "secret");
    writeFileSync(file, `${GOOD}\n`);
    expect(parseConfig({ DIRECT_LINE_SECRET_FILE: file }).directLineSecret).toBe(GOOD);
    const url = join(aFolder(), "url");
    writeFileSync(url, "postgres://huanka:x@db/huanka\n");
    expect(parseConfig({ DATABASE_URL_FILE: url }).databaseUrl).toBe("postgres://huanka:x@db/huanka");
    expect(() => parseConfig({ METRICS_TOKEN_FILE: file, METRICS_TOKEN: GOOD })).toThrow(
      /METRICS_TOKEN is set as well/,
    );
    expect(() => parseConfig({ METRICS_TOKEN_FILE: `${file}.missing` })).toThrow(
      /METRICS_TOKEN_FILE: ENOENT/,
    );
    writeFileSync(file, "changeme-changeme-changeme-changeme");
    expect(() => parseConfig({ DIRECT_LINE_SECRET_FILE: file })).toThrow(/DIRECT_LINE_SECRET: .*placeholder/);
  });

  it("is read from no argument of the command line: those are in every list of processes", async () => {
    const main = readFileSync("src/main.ts", "utf8") + readFileSync("src/base/config.ts", "utf8");
    expect(main).not.toMatch(/argv|parseArgs/);
  });
});

describe("plain http", () => {
  it.each(["0.0.0.0", "::", "192.168.1.5", "help.internal"])(
    "is refused on %s, which others can reach",
    (HOST) => {
      expect(() => parseConfig({ HOST })).toThrow(/PUBLIC_ORIGIN: has to be an https address/);
      expect(() => parseConfig({ HOST, PUBLIC_ORIGIN: "http://help.shop" })).toThrow(
        /PUBLIC_ORIGIN: has to be an https/,
      );
      expect(parseConfig({ HOST, PUBLIC_ORIGIN: "https://help.shop", TRUST_PROXY: "1" }).host).toBe(HOST);
    },
  );

  it.each(["127.0.0.1", "localhost", "::1"])("is taken on %s", (HOST) => {
    expect(parseConfig({ HOST }).host).toBe(HOST);
  });

  it("ends the program with one message and no stack", async () => {
    const { code, output } = await runToEnd({ HOST: "0.0.0.0", DATA_DIR: aFolder() });
    expect(code).toBe(1);
    expect(output).toContain("PUBLIC_ORIGIN");
    expect(output).not.toMatch(/\n\s+at /);
  });
});

describe("the data folder", () => {
  const modes = (dir: string) =>
    Object.fromEntries(
      readdirSync(dir).map((name) => [name, (statSync(join(dir, name)).mode & 0o777).toString(8)]),
    );

  it.each([
    ["missing before", (dir: string) => join(dir, "new")],
    [
      "open to all before",
      (dir: string) => {
        chmodSync(dir, 0o777);
        writeFileSync(join(dir, "token.key"), `${Buffer.alloc(32, 7).toString("base64url")}\n`, {
          mode: 0o644,
        });
        return dir;
      },
    ],
  ])("is 0700 and its files 0600: %s", async (_, prepare) => {
    const dir = prepare(aFolder());
    const running = await startProcess({ DATA_DIR: dir });
    try {
      await fetch(`${running.address}/api/chat/token`, { method: "POST" });
      expect((statSync(dir).mode & 0o777).toString(8)).toBe("700");
      expect(new Set(Object.values(modes(dir)))).toEqual(new Set(["600"]));
      expect(Object.keys(modes(dir))).toContain("token.key");
      expect(Object.keys(modes(dir))).toContain("huanka.db-wal");
    } finally {
      await stopProcess(running);
    }
  });

  it("keeps the rights of a folder that is everybody's", async () => {
    const dir = aFolder();
    chmodSync(dir, 0o1777);
    const running = await startProcess({ DATA_DIR: dir });
    await stopProcess(running);
    expect((statSync(dir).mode & 0o7777).toString(8)).toBe("1777");
    expect(new Set(Object.values(modes(dir)))).toEqual(new Set(["600"]));
  });
});

it("starts with prototypes that cannot be replaced by a key", () => {
  const { scripts } = JSON.parse(readFileSync("package.json", "utf8")) as { scripts: { start: string } };
  expect(scripts.start).toContain("--disable-proto=throw");
  const poisoned = spawnSync(process.execPath, ["--disable-proto=throw", "-e", "({}).__proto__"], {
    encoding: "utf8",
  });
  expect(poisoned.status).not.toBe(0);
});
