// `npm run prove:mutations`: builds in one defect after another and shows that the proof meant for it turns red.
import { spawn } from "node:child_process";
import { once } from "node:events";
import type { Fault } from "../../src/base/fault.ts";

interface Mutation {
  readonly fault: Fault;
  readonly proof: string;
  readonly args: readonly string[];
}

const SHORT_TALK = ["--conversations", "8", "--messages", "5"];

const MUTATIONS: readonly Mutation[] = [
  { fault: "dedupe-off", proof: "idempotency", args: ["--messages", "20", "--copies", "5"] },
  { fault: "ack-before-commit", proof: "sync", args: ["--messages", "20"] },
  { fault: "sync-normal", proof: "sync", args: ["--messages", "20"] },
  { fault: "order-off", proof: "order", args: ["--conversations", "3", "--messages", "30"] },
  { fault: "abrupt-exit", proof: "shutdown", args: ["--posts", "20", "--sockets", "20"] },
  { fault: "no-buffer-limit", proof: "slow-reader", args: ["--clients", "2", "--megabytes", "2"] },
  { fault: "mask-skipped", proof: "canaries", args: ["--canaries", "4"] },
  { fault: "retention-trusts-clock", proof: "delete", args: [] },
  { fault: "notify-only", proof: "nodes", args: ["--phases", "silent", ...SHORT_TALK] },
  {
    fault: "global-serial",
    proof: "nodes",
    args: ["--phases", "hole", "--hole-share", "0.2", ...SHORT_TALK],
  },
  {
    fault: "retention-trusts-clock",
    proof: "clock",
    args: ["--conversations", "3", "--rate", "6", "--seconds", "1", "--quick"],
  },
  {
    fault: "watermark-ignored",
    proof: "reconnect",
    args: ["--clients", "3", "--rate", "10", "--terms", "1", "--kills", "1", "--impatient"],
  },
];

interface Run {
  readonly code: number | null;
  readonly output: string;
}

async function run({ proof, args }: Mutation, fault: Fault | undefined): Promise<Run> {
  const { HUANKA_FAULT: _none, ...clean } = process.env;
  const env = { ...clean, NODE_ENV: "test", ...(fault !== undefined && { HUANKA_FAULT: fault }) };
  const child = spawn(process.execPath, [`test/prove/${proof}.ts`, ...args], {
    env,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const output: string[] = [];
  child.stdout.on("data", (chunk: Buffer) => output.push(chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => output.push(chunk.toString()));
  const [code] = (await once(child, "close")) as [number | null];
  return { code, output: output.join("") };
}

/** A proof that ends because it broke down has proved nothing: red means that it told its figures. */
const isRed = ({ code, output }: Run) => code === 1 && / acked, /.test(output);

let kept = true;
for (const mutation of MUTATIONS) {
  const sound = await run(mutation, undefined);
  const faulty = await run(mutation, mutation.fault);
  const caught = sound.code === 0 && isRed(faulty);
  kept &&= caught;
  console.log(
    `${caught ? "caught" : "MISSED"} ${mutation.fault} by prove:${mutation.proof} ` +
      `(without it ${sound.code === 0 ? "green" : "RED"}, with it ${isRed(faulty) ? "red" : "NOT RED"})`,
  );
  const shown = caught ? faulty.output : `${sound.output}\n${faulty.output}`;
  const [lines, most] = [shown.trim().split("\n"), caught ? 3 : 20];
  for (const line of lines.slice(0, most)) console.log(`    ${line}`);
}
process.exitCode = kept ? 0 : 1;
