// The built browser files: served when whole, and a start that says what to run when not.
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { StartError } from "../../../src/base/errors.ts";
import { loadAssets } from "../../../src/http/assets.ts";
import { aBuild } from "../../support/web-server.ts";

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), "huanka-build-"));
});
afterEach(() => rm(dir, { recursive: true }));

describe("loadAssets", () => {
  it("reads every built file under the address pages name", async () => {
    const { css, script, files } = await loadAssets(await aBuild(dir));
    expect([css, script]).toEqual(["/assets/help-1.css", "/assets/help-1.js"]);
    expect(files.get(css)?.type).toBe("text/css; charset=utf-8");
    expect(files.get(script)?.bytes("identity").toString()).toBe("export {};\n");
  });

  it("ends the sheet with the operator's colours, at another address", async () => {
    const { css, files } = await loadAssets(await aBuild(dir), ":root{--brand:#1f4fa3}");
    expect(css).toMatch(/^\/assets\/help-[\w-]{8}\.css$/);
    expect(files.get(css)?.bytes("identity").toString()).toMatch(/:root\{--brand:#1f4fa3\}$/);
  });

  it("says what to run when nothing was built", async () => {
    const failed = loadAssets(dir);
    await expect(failed).rejects.toBeInstanceOf(StartError);
    await expect(failed).rejects.toThrow(/manifest\.json is missing or broken\. Run: npm run build/);
  });

  it("names the file that a half-written build lacks", async () => {
    await aBuild(dir);
    await rm(join(dir, "assets", "help-1.js"));
    await expect(loadAssets(dir)).rejects.toThrow(/lacks \/assets\/help-1\.js.*Run: npm run build/);
  });

  it("refuses a manifest that points elsewhere", async () => {
    await aBuild(dir);
    const manifest = { "help.js": "https://evil.example/a.js", "help.css": "/assets/help-1.css" };
    await writeFile(join(dir, "manifest.json"), JSON.stringify(manifest));
    await expect(loadAssets(dir)).rejects.toBeInstanceOf(StartError);
  });
});
