// Every answer names its request; the log names it too; what a stranger sends as an id is not believed.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import express from "express";
import { describe, expect, it } from "vitest";
import { createLog } from "../../../src/base/log.ts";
import { createMeters } from "../../../src/base/meters.ts";
import { observed } from "../../../src/http/observed.ts";

const TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

async function asking(trustProxy: number) {
  const meters = createMeters();
  const lines: string[] = [];
  const log = createLog("info", { write: (line: string) => void lines.push(line), dropped: () => 0 });
  const app = express().use(observed(meters, { trustProxy }));
  app.get(/.*/, async (_req, res) => {
    await Promise.resolve();
    log.info("asked");
    res.send("ok");
  });
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    meters,
    async ask(path: string, headers: Record<string, string> = {}) {
      const answer = await fetch(`http://127.0.0.1:${port}${path}`, { headers });
      await answer.text();
      return { id: answer.headers.get("x-request-id"), line: JSON.parse(lines.at(-1) ?? "{}") };
    },
    close: () => void server.close(),
  };
}

describe("a request", () => {
  it("gets an id that its answer and its log lines carry", async () => {
    const { ask, close } = await asking(0);
    const [first, second] = [await ask("/"), await ask("/")];
    expect(first.id).toMatch(/^[\da-f]{16}$/);
    expect(first.line.request).toBe(first.id);
    expect(second.id).not.toBe(first.id);
    close();
  });

  it("keeps the id and the trace that a proxy of ours gave it, and no stranger's", async () => {
    const given = { "x-request-id": "edge-7f3a.0001", traceparent: `00-${TRACE}-00f067aa0ba902b7-01` };
    const [proxied, open] = [await asking(1), await asking(0)];
    expect(await proxied.ask("/", given)).toMatchObject({
      id: "edge-7f3a.0001",
      line: { request: "edge-7f3a.0001", trace: TRACE },
    });
    expect((await proxied.ask("/", { "x-request-id": 'x","level":"60' })).id).toMatch(/^[\da-f]{16}$/);
    const stranger = await open.ask("/", given);
    expect(stranger.id).not.toBe("edge-7f3a.0001");
    expect(stranger.line).not.toHaveProperty("trace");
    proxied.close();
    open.close();
  });

  it.each([
    ["/v3/directline/conversations", "chat"],
    ["/en/chat", "chat"],
    ["/api/chat/token", "chat"],
    ["/api/search", "search"],
    ["/en/search", "search"],
    ["/search", "search"],
    ["/api/channels/check", "api"],
    ["/api/desk/tickets", "desk"],
    ["/console", "desk"],
    ["/readyz", "machine"],
    ["/providers/lakala", "page"],
    ["/chatter", "page"],
  ])("to %s is counted as %s", async (path, route) => {
    const { ask, meters, close } = await asking(0);
    await ask(path);
    const counted = (await meters.text())
      .split("\n")
      .filter((line) => line.startsWith("huanka_http_responses_total"));
    expect(counted).toContain(`huanka_http_responses_total{route="${route}",class="2xx"} 1`);
    close();
  });
});
