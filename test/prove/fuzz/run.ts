// `huanka fuzz`: tries everything on fresh seeds for some minutes; prints a seed that breaks a promise, to be played again.
import { randomInt } from "node:crypto";
import { parseArgs } from "node:util";
import { withFuzzed } from "./all.ts";
import { type Fuzzed, tryFuzzed } from "./fuzzed.ts";

const USAGE = "usage: huanka fuzz [--minutes 5] | --seed <seed> [--only <part>]";
/** Of R18's runs in each round, which is one seed: some seconds. */
const SHARE = 0.01;
const LARGEST_SEED = 2 ** 31 - 1;
const MINUTE_MS = 60_000;

/** Answers the exit code: 1 when a promise broke, 2 when it was asked for what it does not understand. */
export async function main(argv: readonly string[]): Promise<number> {
  const asked = parse(argv);
  if (typeof asked === "string") {
    console.error(asked);
    return 2;
  }
  const { seed, only, minutes } = asked;
  return withFuzzed(only, async (all) => {
    const endMs = performance.now() + minutes * MINUTE_MS;
    let [runs, rounds] = [0, 0];
    do {
      const outcome = await playRound(all, seed ?? randomInt(LARGEST_SEED));
      runs += outcome.runs;
      rounds += 1;
      for (const line of outcome.broken) console.log(line);
      if (outcome.broken.length > 0) return 1;
    } while (seed === undefined && performance.now() < endMs);
    console.log(`${runs} inputs on ${rounds} seeds: every promise kept`);
    return 0;
  });
}

/** Every part on one seed, also after one that broke; answers what to print of those that did. */
export async function playRound(
  all: readonly Fuzzed[],
  seed: number,
): Promise<{ runs: number; broken: readonly string[] }> {
  let runs = 0;
  const broken: string[] = [];
  for (const fuzzed of all) {
    const result = await tryFuzzed(fuzzed, { share: SHARE, seed });
    runs += result.runs;
    if (result.broken === undefined) continue;
    broken.push(
      `BROKEN ${result.name}: ${result.broken}`,
      `  again: huanka fuzz --seed ${seed} --only ${JSON.stringify(result.name)}`,
    );
  }
  return { runs, broken };
}

function parse(
  argv: readonly string[],
): { minutes: number; seed: number | undefined; only: string } | string {
  try {
    const { values } = parseArgs({
      args: [...argv],
      options: {
        minutes: { type: "string", default: "5" },
        seed: { type: "string" },
        only: { type: "string", default: "" },
        help: { type: "boolean", short: "h", default: false },
      },
    });
    const minutes = Number(values.minutes);
    const seed = values.seed === undefined ? undefined : Number(values.seed);
    if (values.help || !(minutes > 0) || (seed !== undefined && !Number.isSafeInteger(seed))) return USAGE;
    return { minutes, seed, only: values.only };
  } catch (error) {
    return `${error instanceof Error ? error.message : error}\n${USAGE}`;
  }
}

if (import.meta.main) process.exitCode = await main(process.argv.slice(2));
