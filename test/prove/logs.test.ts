// The short form of prove:logs, in a process of its own: it mounts what it needs, as the command does.
import { expect, it } from "vitest";
import { runCommand } from "../support/run-command.ts";

it("goes on serving when nobody takes the log, and counts the lines that were lost", {
  timeout: 90_000,
}, async () => {
  const load = ["--noise", "4000", "--messages", "10"];
  const { code, output } = await runCommand(["test/prove/logs.ts", ...load], {});
  process.stdout.write(output);
  expect({ code, broken: output.match(/BROKEN.*/g) }).toEqual({ code: 0, broken: null });
});
