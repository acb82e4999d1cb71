// The program as an operator meets it: what it says when it cannot start, and how it stops.
import { cpSync, mkdtempSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { until } from "../support/raw-stream.ts";
import {
  freshDataDir,
  type RunningProcess,
  runToEnd,
  startProcess,
  stopProcess,
} from "../support/start-process.ts";

describe("a start that cannot succeed", () => {
  it("names every wrong setting and exits with 1", async () => {
    const { code, output } = await runToEnd({ PORT: "seventy", TOKEN_TTL_SECONDS: "5" });
    expect(code).toBe(1);
    expect(output).toMatch(/PORT: .*"seventy"/);
    expect(output).toMatch(/TOKEN_TTL_SECONDS: .*"5"/);
    expect(output).not.toMatch(/\n\s+at /);
  });

  it("names file, line and field of bad content and exits with 1", async () => {
    const content = join(mkdtempSync(join(tmpdir(), "huanka-content-")), "content");
    cpSync("content", content, { recursive: true });
    writeFileSync(join(content, "providers/lakala.md"), "---\nname: 拉卡拉\nclass: pos\n---\n正文\n");
    const { code, output } = await runToEnd({ CONTENT_DIR: content, DATA_DIR: freshDataDir() });
    expect(code).toBe(1);
    expect(output).toMatch(/providers\/lakala\.md:3:\d+:? class/);
    expect(output).not.toMatch(/\n\s+at /);
  });

  it("says which port is taken and what to do", async () => {
    const blocker = createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => blocker.once("listening", resolve));
    const address = blocker.address();
    const port = typeof address === "object" && address ? String(address.port) : "";
    const { code, output } = await runToEnd({ PORT: port, DATA_DIR: freshDataDir() });
    blocker.close();
    expect(code).toBe(1);
    expect(output.replace(/^Building .*\n/, "")).toBe(
      `Port ${port} on 127.0.0.1 is taken. Stop what uses it, or set PORT to another number (0 picks a free one).\n`,
    );
  });

  it("names the data directory that cannot be written", async () => {
    const dir = "/proc/huanka"; // where Node itself would try for ever
    const { code, output } = await runToEnd({ DATA_DIR: dir });
    expect(code).toBe(1);
    expect(output).toContain(dir);
    expect(output).not.toMatch(/\n\s+at /);
  });
});

describe("a running program", () => {
  let running: RunningProcess;
  beforeAll(async () => {
    running = await startProcess({ DATA_DIR: freshDataDir() });
  });
  afterAll(() => stopProcess(running, "SIGKILL"));

  it("is healthy and ready", async () => {
    for (const path of ["/healthz", "/readyz"]) {
      expect((await fetch(running.address + path)).status).toBe(200);
    }
  });

  it("answers the fixed search interface", async () => {
    const reply = await fetch(`${running.address}/api/search?q=${encodeURIComponent("手續費")}&limit=3`);
    const body = (await reply.json()) as { results: { topics: string[]; url: string }[] };
    expect(body).toMatchObject({ query: "手續費", normalised: "手续费" });
    expect(body.results[0]?.topics).toContain("faq_fee");
    expect(body.results.length).toBeLessThanOrEqual(3);
  });

  it("answers the fixed channel check", async () => {
    const check = async (value: string) =>
      (await fetch(`${running.address}/api/channels/check?value=${encodeURIComponent(value)}`)).json();
    expect(await check("95016")).toMatchObject({ verdict: "official", provider: "lakala" });
    expect(await check("www.63pos.com")).toMatchObject({ verdict: "not-official" });
    expect(await check("12345678")).toMatchObject({ verdict: "unknown" });
  });

  it("says that it is being stopped and serves on while it drains", async () => {
    const draining = await startProcess({ DATA_DIR: freshDataDir(), DRAIN_SECONDS: "60" });
    const statusOf = async (path: string) => (await fetch(draining.address + path)).status;
    expect(await statusOf("/readyz")).toBe(200);
    draining.child.kill("SIGTERM");
    await until(async () => (await statusOf("/readyz")) === 503);
    const start = { method: "POST", headers: { "content-type": "application/json" }, body: "{}" };
    expect((await fetch(`${draining.address}/api/chat/token`, start)).status).toBe(200);
    await stopProcess(draining, "SIGKILL");
  });

  it("stops cleanly on SIGTERM", async () => {
    await stopProcess(running, "SIGTERM");
    expect(running.child.exitCode).toBe(0);
  });
});
