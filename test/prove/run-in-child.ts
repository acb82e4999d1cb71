// Runs a proof in a process group of its own, so that neither its crash nor what it leaves running reaches the others.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import type { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import type { ProofOptions, ProofResult } from "./proof.ts";

/** What a child tells of its proof. */
export type Told =
  | ({ readonly kind: "done" } & ProofResult)
  | { readonly kind: "broke-down"; readonly why: string };

export type Outcome = Told & { readonly seconds: number };

export interface ChildRun {
  readonly name: string;
  readonly options: ProofOptions;
  /** The tree whose proof is run; by default this one. */
  readonly root?: string;
  /** A command to run it under. */
  readonly under?: readonly string[];
  /** Whoever is not done by then never is. */
  readonly mostSeconds: number;
}

const CHILD = "test/prove/child.ts";
const OUTCOME = 3;
/** Of what a child printed, shown when it told nothing. */
const LAST_CHARACTERS = 2_000;

export async function runInChild({
  name,
  options,
  root,
  under = [],
  mostSeconds,
}: ChildRun): Promise<Outcome> {
  const began = performance.now();
  const [command = process.execPath, ...args] = [
    ...under,
    process.execPath,
    CHILD,
    name,
    JSON.stringify(options),
  ];
  const child = spawn(command, args, {
    cwd: root ?? process.cwd(),
    detached: true,
    stdio: ["ignore", "pipe", "pipe", "pipe"],
  });
  const endGroup = () => killGroup(child);
  process.once("exit", endGroup);
  const [stdout, stderr, told] = [child.stdout, child.stderr, child.stdio[OUTCOME] as Readable].map(
    async (stream) => text(stream as Readable).catch(() => ""),
  );
  const exited = once(child, "exit").catch((error: Error) => error);
  const late = sleep(mostSeconds * 1_000, "late" as const, { ref: false });
  const end = await Promise.race([exited, late]);
  endGroup();
  process.off("exit", endGroup);
  const seconds = (performance.now() - began) / 1_000;
  if (end === "late") return { kind: "broke-down", why: `was not done after ${mostSeconds} s`, seconds };
  if (end instanceof Error) return { kind: "broke-down", why: end.message, seconds };
  const outcome = (await told) ?? "";
  if (outcome !== "") return { ...(JSON.parse(outcome) as Told), seconds };
  const printed = `${await stdout}${await stderr}`.slice(-LAST_CHARACTERS);
  return { kind: "broke-down", why: `ended without a word (exit ${end[0] ?? end[1]}): ${printed}`, seconds };
}

/** The child and all that it started and left. */
function killGroup({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, "SIGKILL");
  } catch {
    // Nothing of it is left.
  }
}
