// Runs a command of ours to its end, as an operator would.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";

/** For what it printed last to arrive; whoever it left running would keep its output open for ever. */
const LAST_WORDS_MS = 2_000;

/** `hear` is told every piece of output as it comes. */
export async function runCommand(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  hear: (piece: string) => void = () => undefined,
): Promise<{ code: number | null; output: string }> {
  const child = spawn(process.execPath, [...args], {
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const output: string[] = [];
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (chunk: Buffer) => {
      output.push(chunk.toString());
      hear(chunk.toString());
    });
  const closed = once(child, "close");
  const [code] = (await once(child, "exit")) as [number | null];
  await Promise.race([closed, sleep(LAST_WORDS_MS, undefined, { ref: false })]);
  for (const stream of [child.stdout, child.stderr]) stream.destroy();
  return { code, output: output.join("") };
}
