// Runs one tier of the tests, or some of its files, and tells what it said.
import { stripVTControlCharacters } from "node:util";
import { runCommand } from "../../../support/run-command.ts";
import type { ProofResult } from "../../proof.ts";

const VITEST = "node_modules/vitest/vitest.mjs";
const MOST_LINES = 60; // of a failed run; what failed stands at its end

/** Every file of the tier, or those named of it, as `vitest run --project <tier>`. */
export async function runTier(
  tier: string,
  files: readonly string[] = [],
  env: Readonly<Record<string, string>> = {},
): Promise<ProofResult> {
  return run(["--project", tier, ...files], env);
}

/** Files of the fast tier. */
export async function runFiles(files: readonly string[]): Promise<ProofResult> {
  return run(["--project", "fast", ...files], {});
}

async function run(which: readonly string[], env: Readonly<Record<string, string>>): Promise<ProofResult> {
  // Told as it comes, so that whoever ends a run that hangs can say how far it got.
  const hear = (piece: string) => void process.stdout.write(piece);
  const { code, output } = await runCommand([VITEST, "run", ...which], { CI: "1", ...env }, hear);
  const lines = stripVTControlCharacters(output).trim().split("\n");
  const figures = lines.filter((line) => /^\s+(?:Test Files|Tests) /.test(line)).map((line) => line.trim());
  return {
    findings: code === 0 ? [] : [`the tests ended with ${code}:\n${lines.slice(-MOST_LINES).join("\n")}`],
    figures,
  };
}
