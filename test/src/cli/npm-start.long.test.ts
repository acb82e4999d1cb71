// `npm start`, stopped as a supervisor and as a terminal stop it: nothing fails, no server is left behind, and it ends cleanly.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { expect, it, onTestFailed } from "vitest";
import { freshDataDir } from "../../support/start-process.ts";

const COMMANDS = [
  "npm start",
  "npm run demo",
  "npm run -s huanka -- start",
  "npx huanka start",
  "npm run dev",
];
const TO_NPM = [
  ["SIGTERM", COMMANDS],
  ["SIGHUP", COMMANDS],
] as const;
const CASES = [
  ...TO_NPM.flatMap(([signal, commands]) =>
    commands.map((command) => [command, `npm gets a ${signal}`, 1, signal] as const),
  ),
  ["npm start", "the terminal sends a SIGINT to all, and npm hands it on once more", -1, "SIGINT"],
] as const;

it.each(CASES)("leaves no server of %s behind when %s", async (command, _, whom, signal) => {
  const [program = "", ...args] = command.split(" ");
  const npm = spawn(program, args, {
    env: { ...process.env, PORT: "0", DATA_DIR: freshDataDir(), LOG_LEVEL: "info" },
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
  });
  npm.stderr.pipe(process.stderr);
  onTestFailed(() => void process.kill(-(npm.pid ?? 0), "SIGKILL"));
  const ended = once(npm, "exit");
  const lines: string[] = [];
  for await (const line of createInterface({ input: npm.stdout })) {
    lines.push(line);
    const [, address] = /(?:listening on|with the chat) +(http:\S+?)\/?$/.exec(line) ?? [];
    if (address === undefined) continue;
    expect((await fetch(`${address}/healthz`)).status).toBe(200);
    process.kill(whom * (npm.pid ?? 0), signal);
    await ended;
    // Its output ends when the last that could write to it is gone.
  }
  expect(lines.filter((line) => line.includes('"msg":"stopping"'))).toHaveLength(1);
  expect(lines.filter((line) => line.includes('"level":50'))).toEqual([]);
});
