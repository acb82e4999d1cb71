// The short form of prove:disk, in a process of its own: it mounts what it needs, as the command does.
import { expect, it } from "vitest";
import { runCommand } from "../support/run-command.ts";

it("refuses posts kindly on a full and on a read-only disk, goes on serving, and recovers by itself", {
  timeout: 90_000,
}, async () => {
  const load = ["--conversations", "5", "--rate", "10", "--full", "2", "--readonly", "2"];
  const { code, output } = await runCommand(["test/prove/disk.ts", ...load], {});
  process.stdout.write(output);
  expect({ code, broken: output.match(/BROKEN.*/g) }).toEqual({ code: 0, broken: null });
});
