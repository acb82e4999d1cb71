// Runs one tier of the tests, or some of its files, and tells what it said.
import { stripVTControlCharacters } from "node:util";
import { runCommand } from "../../../support/run-command.ts";
import type { ProofResult } from "../../proof.ts";

const VITEST = "node_modules/vitest/vitest.mjs";
/** Of a failed run; what failed stands at its end. */
const MOST_LINES = 60;
/** After the line that names a failed test; where its error and the place of it stand. */
const LINES_OF_A_FAILURE = 6;

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
  return reportOf(code, output);
}

/**
 * What a run of Vitest that ended with `code` and printed `output` tells. What failed comes first, by name and error: whoever
 * keeps only the beginning of a report still learns it.
 */
export function reportOf(code: number | null, output: string): ProofResult {
  const lines = stripVTControlCharacters(output).trim().split("\n");
  const figures = lines.filter((line) => /^\s+(?:Test Files|Tests) /.test(line)).map((line) => line.trim());
  if (code === 0) return { findings: [], figures };
  const failures = lines.flatMap((line, at) =>
    line.startsWith(" FAIL ")
      ? lines
          .slice(at, at + LINES_OF_A_FAILURE)
          .join("\n")
          .trim()
      : [],
  );
  const end = lines.slice(-MOST_LINES).join("\n");
  return { findings: [...failures, `the tests ended with ${code}:\n${end}`], figures };
}
