// `npm start`, stopped as a supervisor and as a terminal stop it: no server is left behind, and it ends cleanly.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { expect, it, onTestFailed } from "vitest";
import { freshDataDir } from "../../support/start-process.ts";

type Stop = (pid: number) => void;
const WAYS: readonly (readonly [string, Stop])[] = [
  ["npm gets a SIGTERM", (pid) => void process.kill(pid, "SIGTERM")],
  [
    "the terminal sends a SIGINT to all, and npm hands it on once more",
    (pid) => void process.kill(-pid, "SIGINT"),
  ],
];

it.each(WAYS)("leaves no server behind when %s", async (_, stop) => {
  const npm = spawn("npm", ["start"], {
    env: { ...process.env, PORT: "0", DATA_DIR: freshDataDir(), LOG_LEVEL: "info" },
    stdio: ["ignore", "pipe", "inherit"],
    detached: true,
  });
  onTestFailed(() => void process.kill(-(npm.pid ?? 0), "SIGKILL"));
  const ended = once(npm, "exit");
  const lines: string[] = [];
  for await (const line of createInterface({ input: npm.stdout })) {
    lines.push(line);
    const [, address] = /huanka listening on (http:\S+)/.exec(line) ?? [];
    if (address === undefined) continue;
    expect((await fetch(`${address}/healthz`)).status).toBe(200);
    stop(npm.pid ?? 0);
    await ended;
    await expect(fetch(`${address}/healthz`)).rejects.toThrow();
  }
  expect(lines.filter((line) => line.includes('"msg":"stopping"'))).toHaveLength(1);
});
