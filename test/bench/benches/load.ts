// A thousand open streams and a hundred messages a second on one core, beside the SDK's echo bot. Prints INVALID and
// ends with 2 when the machine was too busy to be believed; `--seconds 600` is the full run.
import { execFileSync } from "node:child_process";
import { availableParallelism, cpus } from "node:os";
import { cpuMs, residentMb } from "../../support/process-usage.ts";
import { quantile } from "../../support/quantile.ts";
import { readStories } from "../../support/run-story.ts";
import { freshDataDir, startProcess, stopProcess } from "../../support/start-process.ts";
import type { Bench, BenchValues } from "../bench.ts";
import { gather, type Load, type Measured } from "../load/drive.ts";
import { type Control, loadBefore, probe } from "../load/validity.ts";

const MARKS = { ackP95: 50, cpuPerMessage: 4, residentMb: 350 } as const; // ms, ms, MB
const WARM_UP_MS = 10_000; // until then the engine is still compiling
const MEMORY_EVERY_MS = 1_000;
const SERVER_CORE = ["taskset", "-c", "0"];
const GENERATOR_CORE = "1";

interface Run {
  readonly measured: Measured;
  readonly control: Control;
  readonly cpuPerMessage: number;
  readonly idleMb: number;
  readonly residentMb: number;
}

async function measure(load: Load, { program, forMs }: { program: string; forMs: number }): Promise<Run> {
  const before = loadBefore();
  const dir = freshDataDir();
  const server = await startProcess({ DATA_DIR: dir, RATE_LIMIT: "off" }, SERVER_CORE, program);
  const bare = await startProcess({}, SERVER_CORE, "test/bench/load/bare-http.ts");
  const pid = server.child.pid ?? 0;
  const crowd = await gather(server.address, load);
  const memory = [residentMb(pid)];
  const watching = setInterval(() => memory.push(residentMb(pid)), MEMORY_EVERY_MS);
  try {
    await crowd.talk(WARM_UP_MS);
    const cpuBefore = cpuMs(pid);
    const [measured, control] = await Promise.all([
      crowd.talk(forMs),
      probe({ dir, echo: bare.address, forMs, loadBefore: before }),
    ]);
    const cpuPerMessage = (cpuMs(pid) - cpuBefore) / measured.sent;
    return {
      measured,
      control,
      cpuPerMessage,
      idleMb: memory[0] ?? Number.NaN,
      residentMb: Math.max(...memory),
    };
  } finally {
    clearInterval(watching);
    crowd.close();
    await Promise.all([stopProcess(server, "SIGKILL"), stopProcess(bare)]);
  }
}

function report(name: string, { measured, control, ...used }: Run): void {
  const at = (values: readonly number[], share: number) => quantile(values, share).toFixed(1);
  const three = (values: readonly number[]) =>
    `p50 ${at(values, 0.5)}, p95 ${at(values, 0.95)}, p99 ${at(values, 0.99)} ms`;
  console.log(
    [
      `${name}: ${measured.sent} messages, ${measured.errors.length} errors`,
      `  ack            ${three(measured.ackMs)}`,
      `  reply          ${three(measured.replyMs)} at the merchant's socket`,
      `  CPU            ${used.cpuPerMessage.toFixed(2)} ms a message`,
      `  memory         ${used.residentMb.toFixed(0)} MB at most, ${used.idleMb.toFixed(0)} MB with all streams open and silent`,
      `  control        fdatasync p99 ${control.syncP99.toFixed(1)} ms, bare echo p99 ${control.echoP99.toFixed(1)} ms, load before ${control.loadBefore.toFixed(2)}`,
      ...measured.errors.slice(0, 3).map((error) => `  ERROR ${error}`),
    ].join("\n"),
  );
}

function missed({ measured, ...used }: Run): string[] {
  const ackP95 = quantile(measured.ackMs, 0.95);
  return [
    ...(measured.errors.length === 0 ? [] : [`${measured.errors.length} errors`]),
    ...(ackP95 <= MARKS.ackP95 ? [] : [`ack p95 ${ackP95.toFixed(1)} ms > ${MARKS.ackP95}`]),
    ...(used.cpuPerMessage <= MARKS.cpuPerMessage
      ? []
      : [`CPU ${used.cpuPerMessage.toFixed(2)} ms > ${MARKS.cpuPerMessage}`]),
    ...(used.residentMb <= MARKS.residentMb
      ? []
      : [`memory ${used.residentMb.toFixed(0)} MB > ${MARKS.residentMb}`]),
  ];
}

const option = (fallback: string) => ({ type: "string", default: fallback }) as const;

export const bench = {
  name: "load",
  says: "a thousand open streams and a hundred messages a second on one core, beside the SDK's echo bot",
  options: {
    seconds: option("60"),
    sockets: option("1000"),
    rate: option("100"),
    "echo-seconds": option("30"),
  },
  async run(values: BenchValues) {
    const [seconds, echoSeconds, sockets, perSecond] = [
      values.seconds,
      values["echo-seconds"],
      values.sockets,
      values.rate,
    ].map(Number);
    if (!seconds || !echoSeconds || !sockets || !perSecond)
      throw new Error("--seconds, --echo-seconds, --sockets, --rate: numbers above 0");
    if (process.platform !== "linux" || availableParallelism() < 2)
      throw new Error(
        "This measurement needs Linux and two cores: one for the server, one for the merchants.",
      );
    execFileSync("taskset", ["-acp", GENERATOR_CORE, String(process.pid)], { stdio: "ignore" });

    const lines = readStories().flatMap(({ story }) => story.turns.map(({ merchant }) => merchant));
    const load: Load = { sockets, perSecond, lines };
    console.log(
      `${cpus()[0]?.model ?? "unknown"}, Node ${process.version}; ${sockets} streams, ${perSecond} messages a second, server on one core`,
    );
    const ours = await measure(load, { program: "src/main.ts", forMs: seconds * 1_000 });
    report("support bot", ours);
    const echo = await measure(load, {
      program: "test/bench/load/echo-server.ts",
      forMs: echoSeconds * 1_000,
    });
    report("SDK echo bot on the same path", echo);
    console.log(
      `CPU of a turn: ${(ours.cpuPerMessage / echo.cpuPerMessage).toFixed(2)} times the echo bot's`,
    );
    const problems = missed(ours);
    if (ours.control.problems.length > 0) {
      console.log(`INVALID: the machine was too busy to be believed (${ours.control.problems.join("; ")})`);
      for (const problem of problems) console.log(`  otherwise missed: ${problem}`);
      return 2;
    }
    for (const problem of problems) console.log(`MISSED ${problem}`);
    return problems.length === 0 ? 0 : 1;
  },
} satisfies Bench;
