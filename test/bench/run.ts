// `huanka bench`: runs the one that is named. A file in the folder benches is a bench.
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { closest } from "../support/closest.ts";
import type { Bench } from "./bench.ts";

const USAGE = "usage: huanka bench <name> [options] | --list";

export function benchNames(): string[] {
  return readdirSync(join(import.meta.dirname, "benches"))
    .filter((name) => name.endsWith(".ts"))
    .map((name) => name.slice(0, -".ts".length))
    .sort();
}

/** Loads no other. Throws for a file that exports no bench. */
export async function loadBench(name: string): Promise<Bench> {
  const url = pathToFileURL(join(import.meta.dirname, "benches", `${name}.ts`)).href;
  const { bench } = (await import(url)) as { bench?: Bench };
  if (typeof bench?.run !== "function") throw new Error(`test/bench/benches/${name}.ts exports no bench`);
  return bench;
}

/** Answers the exit code: that of the bench, or 2 when it was asked for what there is not. */
export async function main([name = "", ...args]: readonly string[]): Promise<number> {
  const names = benchNames();
  if (name === "--list") {
    for (const { name: known, says } of await Promise.all(names.map(loadBench)))
      console.log(`${known.padEnd(14)} ${says}`);
    return 0;
  }
  if (name === "" || name.startsWith("-")) return refuse(`${USAGE}\nnames: ${names.join(", ")}`);
  if (!names.includes(name))
    return refuse(`there is no bench ${name}. Did you mean ${closest(name, names)}?`);
  const bench = await loadBench(name);
  const values = readValues(bench, args);
  return typeof values === "string" ? refuse(values) : bench.run(values);
}

function readValues({ name, says, options = {} }: Bench, args: readonly string[]) {
  const flags = Object.keys(options).map((flag) => ` [--${flag}]`);
  try {
    return parseArgs({ args: [...args], options }).values as Readonly<
      Record<string, string | boolean | undefined>
    >;
  } catch (error) {
    return `${error instanceof Error ? error.message : error}\nusage: huanka bench ${name}${flags.join("")}: ${says}`;
  }
}

function refuse(why: string): number {
  console.error(why);
  return 2;
}

if (import.meta.main) process.exitCode = await main(process.argv.slice(2));
