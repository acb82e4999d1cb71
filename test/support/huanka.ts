// Runs `huanka …` to its end as its own process, as somebody types it.
import { spawnSync } from "node:child_process";
import { PATIENCE_MS } from "./patience.ts";

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** One that waits for something else is ended, and its code is null. */
export function huanka(
  args: readonly string[],
  {
    input = "",
    env = {},
    flags = [],
  }: { input?: string; env?: Readonly<Record<string, string>>; flags?: readonly string[] } = {},
): Ended {
  const { status, stdout, stderr } = spawnSync(process.execPath, [...flags, "src/cli/huanka.js", ...args], {
    input,
    env: { ...process.env, ...env },
    encoding: "utf8",
    timeout: PATIENCE_MS,
  });
  return { code: status, stdout, stderr };
}
