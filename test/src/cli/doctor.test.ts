// The doctor says what is wrong with an installation and what to do.
import { mkdtempSync, readdirSync, writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import http from "node:http";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parseConfig } from "../../../src/base/config.ts";
import { checkAddress, checkTrusted } from "../../../src/cli/doctor/doctor-addresses.ts";
import {
  checkClock,
  checkContent,
  checkCopies,
  checkDataDir,
  checkPort,
} from "../../../src/cli/doctor/doctor-checks.ts";
import { checkDatabase } from "../../../src/cli/doctor/doctor-database.ts";
import { checkRelease } from "../../../src/cli/doctor/doctor-release.ts";
import { enterRelease } from "../../../src/served/content-heads.ts";
import { readFolderNow } from "../../../src/served/read-folder-now.ts";
import { openStore } from "../../../src/storage/open-store.ts";
import { ZH_ERRORS } from "../../../src/view/wording/errors-zh-cn.ts";
import { aContentCopy } from "../../support/content-copy.ts";
import { runCommand } from "../../support/run-command.ts";
import { freshDataDir } from "../../support/start-process.ts";

const REPLIES = "zh-CN/replies.yml";

const doctor = (env: Record<string, string>) =>
  runCommand(["src/cli/huanka.js", "doctor"], { PORT: "0", ...env });

describe("huanka doctor", () => {
  it("finds nothing wrong with a new installation", async () => {
    const { code, output } = await doctor({ DATA_DIR: freshDataDir() });
    expect(output).toMatch(/^ok +content/m);
    expect(output).toMatch(/^0 problems/m);
    expect(code).toBe(0);
  });

  it("exits with 1 when the database is no database, and changes nothing", async () => {
    const dir = freshDataDir();
    writeFileSync(join(dir, "huanka.db"), "this is not a database at all, only some text");
    const { code, output } = await doctor({ DATA_DIR: dir });
    expect(output).toMatch(/^problem +database .*huanka\.db is damaged.*restore a backup/m);
    expect(code).toBe(1);
    expect(readdirSync(dir)).toEqual(["huanka.db"]);
  });

  it("names a wrong setting and exits with 1", async () => {
    const { code, output } = await doctor({ PORT: "seventy" });
    expect(output).toContain("PORT");
    expect(code).toBe(1);
  });
});

describe("the checks", () => {
  it("take a database made by this version for sound", async () => {
    const config = parseConfig({ DATA_DIR: freshDataDir() });
    await (await openStore(config.databaseUrl)).close();
    expect(await checkDatabase(config)).toMatchObject({ level: "ok" });
  });

  it("compare the folder with what is served: before the first start, equal, newer, left behind", async () => {
    const content = await aContentCopy();
    const config = parseConfig({ DATA_DIR: freshDataDir(), CONTENT_DIR: content.dir });
    const found = async () => (await checkRelease(config)).text;
    const entered = async () => {
      const store = await openStore(config.databaseUrl);
      const loaded = await readFolderNow(content.dir);
      const heads = new Map(loaded.map(({ knowledge }) => [knowledge.locale, knowledge.hash]));
      await enterRelease(store.heads, heads, new Date());
      await store.close();
      return heads.get("zh-CN") ?? "";
    };
    expect(await found()).toMatch(/^none yet/);
    const first = await entered();
    expect(await checkRelease(config)).toMatchObject({
      level: "ok",
      text: expect.stringMatching(/generation 1$/),
    });
    const before = await readFile(join(content.dir, REPLIES), "utf8");
    await content.edit(REPLIES, (text) => `${text}\n# 改过一次\n`);
    expect(await found()).toMatch(/^the folder is newer than what is served, generation 1:/);
    await entered();
    await content.edit(REPLIES, () => before);
    expect(await checkRelease(config)).toEqual({
      level: "warning",
      text: expect.stringMatching(
        new RegExp(
          `^the folder holds generation 1, and generation 2 is served .*content release ${first.slice(0, 12)}$`,
        ),
      ),
    });
    await content.remove();
  });

  it("find a data folder where the system keeps no files", () => {
    for (const DATA_DIR of ["/proc/huanka", "/sys/a/b"])
      expect(checkDataDir(parseConfig({ DATA_DIR })), DATA_DIR).toMatchObject({ level: "problem" });
    expect(checkDataDir(parseConfig({ DATA_DIR: join(freshDataDir(), "new") }))).toMatchObject({
      level: "ok",
    });
  });

  it("warn of copies from before an update once they are old, and name one", () => {
    const config = parseConfig({ DATA_DIR: freshDataDir() });
    writeFileSync(join(config.dataDir, "huanka.db.before-2026-12-01-later.1-2"), "");
    const inDays = (days: number) => checkCopies(config, new Date(Date.now() + days * 24 * 3_600_000));
    expect(inDays(29)).toMatchObject({ level: "ok" });
    expect(inDays(31)).toMatchObject({
      level: "warning",
      text: expect.stringContaining("before-2026-12-01"),
    });
  });

  it("warn of an address that others reach without https", async () => {
    expect(await checkAddress(parseConfig({}))).toMatchObject({ level: "ok" });
    const found = await checkAddress(parseConfig({ PUBLIC_ORIGIN: "http://help.example" }));
    expect(found).toMatchObject({ level: "warning", text: expect.stringContaining("unprotected") });
  });

  it("ask the addresses of the settings, and say what each answers instead of huanka", async () => {
    const answers: Record<string, [number, string, Record<string, string>?]> = {
      ours: [200, "ok\n"],
      another: [200, "<title>Welcome to nginx!</title>"],
      "no upstream": [502, "Bad Gateway"],
      "no host": [400, ZH_ERRORS["no-host"]],
      moved: [301, "", { location: "https://www.help.example/healthz" }],
    };
    let now = "ours";
    const site = http.createServer((_, res) => {
      const [status, text, headers] = answers[now] ?? [500, ""];
      res.writeHead(status, headers).end(text);
    });
    await new Promise<void>((resolve) => site.listen(0, "127.0.0.1", resolve));
    const origin = `http://127.0.0.1:${(site.address() as AddressInfo).port}`;
    const config = parseConfig({ PUBLIC_ORIGIN: origin, TRUSTED_ORIGINS: `${origin},http://127.0.0.1:1` });
    const told: Record<string, string> = {};
    for (now of Object.keys(answers)) told[now] = (await checkAddress(config)).text;
    expect(told).toEqual({
      ours: `${origin} leads here, 0 proxies in front`,
      another: `${origin}/healthz is answered by something else (status 200). Let the proxy pass every path to huanka.`,
      "no upstream": `${origin} answers 502: the proxy finds no huanka. Start it, or correct the proxy's upstream.`,
      "no host": `${origin} leads here, but the proxy passes on no Host: every page and chat is refused. In nginx: proxy_set_header Host $host.`,
      moved: `${origin} leads on to https://www.help.example/healthz. Set PUBLIC_ORIGIN to the address merchants end up at.`,
    });
    expect((await checkTrusted(config)).text).toMatch(
      /^TRUSTED_ORIGINS: http:\/\/127\.0\.0\.1:1 \(.+\) does not answer/,
    );
    await new Promise((resolve) => site.close(resolve));
    expect((await checkAddress(config)).text).toMatch(/^PUBLIC_ORIGIN \S+ does not answer \(.+\)\. Check/);
  });

  it("find a port that another program holds", async () => {
    const blocker = createServer((socket) => socket.destroy()).listen(0, "127.0.0.1");
    await new Promise((resolve) => blocker.once("listening", resolve));
    const address = blocker.address();
    const PORT = typeof address === "object" && address ? String(address.port) : "";
    expect(await checkPort(parseConfig({ PORT }))).toMatchObject({ level: "problem" });
    await new Promise((resolve) => blocker.close(resolve));
    expect(await checkPort(parseConfig({ PORT }))).toMatchObject({ level: "ok" });
  });

  it("find a clock that was never set, and content that does not load", async () => {
    const config = parseConfig({
      DATA_DIR: freshDataDir(),
      CONTENT_DIR: mkdtempSync(join(tmpdir(), "huanka-")),
    });
    const clock = checkClock(config, new Date(0));
    expect(clock.level).toBe("problem");
    expect(clock.text).toMatch(/, but this version is of 20\d\d-\d\d-\d\d\. Set the clock/);
    expect((await checkContent(config)).level).toBe("problem");
  });
});
