// Runs a proof in a process group of its own, so that neither its crash nor what it leaves running reaches the others.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import type { Readable } from "node:stream";
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
/** For what it said last to arrive; whoever it left running may keep its output open. */
const LAST_WORDS_MS = 5_000;

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
  const printed: string[] = [];
  const told: string[] = [];
  for (const [stream, pieces] of [
    [child.stdout, printed],
    [child.stderr, printed],
    [child.stdio[OUTCOME], told],
  ] as const)
    (stream as Readable).setEncoding("utf8").on("data", (piece: string) => pieces.push(piece));
  const closed = once(child, "close").catch(() => undefined);
  const exited = once(child, "exit").catch((error: Error) => error);
  const late = sleep(mostSeconds * 1_000, "late" as const, { ref: false });
  const end = await Promise.race([exited, late]);
  endGroup();
  process.off("exit", endGroup);
  const seconds = (performance.now() - began) / 1_000;
  if (end instanceof Error) return { kind: "broke-down", why: end.message, seconds };
  await Promise.race([closed, sleep(LAST_WORDS_MS, undefined, { ref: false })]);
  const last = printed.join("").slice(-LAST_CHARACTERS);
  if (end === "late")
    return { kind: "broke-down", why: `was not done after ${mostSeconds} s: ${last}`, seconds };
  if (told.length > 0) return { ...(JSON.parse(told.join("")) as Told), seconds };
  return { kind: "broke-down", why: `ended without a word (exit ${end[0] ?? end[1]}): ${last}`, seconds };
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
