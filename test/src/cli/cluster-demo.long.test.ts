// `huanka cluster demo` as a newcomer runs it: three nodes, one address, a chat that outlives a node, and nothing left.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { expect, it, onTestFinished } from "vitest";
import { openChat, postOnce, readChat } from "../../support/plain-client.ts";
import { until } from "../../support/raw-stream.ts";

it("serves a chat on three nodes, without one of them too, and ends with all of them", async () => {
  const child = spawn(process.execPath, ["src/cli/huanka.js", "cluster", "demo"], {
    env: { ...process.env, PORT: "0" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  child.stderr.pipe(process.stderr);
  onTestFinished(() => void child.kill("SIGTERM"));
  const ended = once(child, "exit");
  const lines: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    lines.push(line);
    if (line.includes("Ctrl+C")) break;
  }
  const said = lines.join("\n");
  const address = /all of them +(http:\S+)\//.exec(said)?.[1] ?? "";
  const nodes = [...said.matchAll(/kill -9 (\d+)/g)].map(([, pid]) => Number(pid));
  expect(nodes).toHaveLength(3);
  const chat = await openChat(address);
  expect((await postOnce(address, chat, { text: "换卡要钱吗", clientId: "one" })).status).toBe(200);
  process.kill(nodes[0] ?? 0, "SIGKILL");
  // What was on its way to the node that is gone is said again, as every client does.
  await until(
    async () => (await postOnce(address, chat, { text: "要多久", clientId: "two" })).status === 200,
  );
  // A connection that led to that node may be cut under any request: asked again, as by every client.
  await until(async () => {
    const stored = await readChat(address, chat).catch(() => []);
    return stored.filter(({ from }) => from.role === "user").length === 2;
  });
  child.kill("SIGTERM");
  await ended;
  expect(child.exitCode).toBe(0);
  for (const pid of nodes) expect(() => process.kill(pid, 0)).toThrow();
});
