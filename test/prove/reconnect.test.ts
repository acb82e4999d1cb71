// The short form of prove:reconnect, in a process of its own: Microsoft's client wants a browser's globals.
import { expect, it } from "vitest";
import { runCommand } from "../support/run-command.ts";

it("tells every client just what it missed after a stop and a kill, and odd clients nothing wrong", {
  timeout: 90_000,
}, async () => {
  const load = ["--clients", "4", "--rate", "10", "--terms", "1", "--kills", "1", "--impatient"];
  const { code, output } = await runCommand(["test/prove/reconnect.ts", ...load], {});
  process.stdout.write(output);
  expect({ code, broken: output.match(/BROKEN.*/g) }).toEqual({ code: 0, broken: null });
});
