// Where a program of this machine stands.
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

interface Wanted {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Of the environment, by which somebody says where it stands. */
  readonly variable: string;
  readonly names: readonly string[];
  readonly fixed: readonly string[];
  /** What to install. */
  readonly otherwise: string;
}

/** Its path. @throws with a sentence that says what to install, or that the variable names no program. */
export function findProgram({ env, variable, names, fixed, otherwise }: Wanted): string {
  const named = env[variable];
  if (named) {
    if (isExecutable(named)) return named;
    throw new Error(`${variable} names ${named}, which is not a program that can be run.`);
  }
  const folders = (env.PATH ?? "").split(delimiter);
  const candidates = [...fixed, ...folders.flatMap((folder) => names.map((name) => join(folder, name)))];
  const found = candidates.find(isExecutable);
  if (found) return found;
  throw new Error(otherwise);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
