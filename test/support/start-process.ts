// Starts the real program as its own process, as an operator would, and stops or kills it.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

const LISTENING = /huanka listening on (http:\S+)/;
/** What `npm start` runs, as one process. */
const START = ["--disable-proto=throw", "src/cli/huanka.js", "start"];

export interface RunningProcess {
  readonly address: string;
  readonly child: ChildProcess;
  /** Milliseconds from the start of the process to its ready line. */
  readonly readyMs: number;
}

export function freshDataDir(): string {
  return mkdtempSync(join(tmpdir(), "huanka-data-"));
}

/**
 * Resolves when the program prints its address; rejects with its output when it ends before.
 * `under` is a command to run it under, such as a tracer; it has to become the program, keeping its process id.
 * `program` may be the file of another one that prints the same line.
 */
export async function startProcess(
  env: Readonly<Record<string, string>>,
  under: readonly string[] = [],
  program?: string,
): Promise<RunningProcess> {
  const started = performance.now();
  const [command = process.execPath, ...args] = [
    ...under,
    process.execPath,
    ...(program === undefined ? START : [program]),
  ];
  const child = spawn(command, args, {
    env: { ...process.env, PORT: "0", LOG_LEVEL: "error", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const output: string[] = [];
  child.stderr.on("data", (chunk: Buffer) => output.push(chunk.toString()));
  for await (const line of createInterface({ input: child.stdout })) {
    output.push(line);
    const address = LISTENING.exec(line)?.[1];
    if (address === undefined) continue;
    child.stdout.resume();
    return { address, child, readyMs: performance.now() - started };
  }
  throw new Error(`the program ended before it was ready:\n${output.join("\n")}`);
}

export async function stopProcess(
  { child }: RunningProcess,
  signal: NodeJS.Signals = "SIGTERM",
): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, "exit");
  child.kill(signal);
  await gone;
}

/** Runs the program to its end and tells how it ended. */
export async function runToEnd(
  env: Readonly<Record<string, string>>,
): Promise<{ code: number | null; output: string }> {
  const child = spawn(process.execPath, START, {
    env: { ...process.env, PORT: "0", LOG_LEVEL: "error", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const output: string[] = [];
  child.stdout.on("data", (chunk: Buffer) => output.push(chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => output.push(chunk.toString()));
  const [code] = (await once(child, "exit")) as [number | null];
  return { code, output: output.join("") };
}
