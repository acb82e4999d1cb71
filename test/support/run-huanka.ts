// Runs a command of huanka beside the test, as an operator or a writer would.
import { resolve } from "node:path";
import { runCommand } from "./run-command.ts";

const PROGRAM = resolve(import.meta.dirname, "../../src/cli/huanka.js");

/** `runHuanka(["backup", "write", file], env)`; its code and all that it printed. */
export function runHuanka(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<{ code: number | null; output: string }> {
  return runCommand([PROGRAM, ...args], env);
}
