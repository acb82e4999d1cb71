// What `huanka doctor` does: checks an installation and says, one line a check, what is wrong and what to do. Changes nothing.
import type { Config } from "../../base/config.ts";
import { checkAddress, checkTrusted } from "./doctor-addresses.ts";
import {
  checkBundles,
  checkClock,
  checkContent,
  checkCopies,
  checkDataDir,
  checkFreeSpace,
  checkPort,
  type Finding,
} from "./doctor-checks.ts";
import { checkDatabase } from "./doctor-database.ts";
import { checkRelease } from "./doctor-release.ts";

/** The wrong Node has ended by now in `huanka.js`. */
const CHECKS: Readonly<Record<string, (config: Config) => Finding | Promise<Finding>>> = {
  node: () => ({ level: "ok", text: process.version }),
  clock: (config) => checkClock(config, new Date()),
  "data dir": checkDataDir,
  disk: checkFreeSpace,
  database: checkDatabase,
  copies: (config) => checkCopies(config, new Date()),
  content: checkContent,
  release: checkRelease,
  bundles: checkBundles,
  address: checkAddress,
  sites: checkTrusted,
  port: checkPort,
};
const LEVEL_WIDTH = "problem".length;
const NAME_WIDTH = "database".length;

/** Prints one line a check, in the order in which an operator would repair. Answers how many problems there are. */
export async function runDoctor(config: Config): Promise<number> {
  const counts = { ok: 0, warning: 0, problem: 0 };
  for (const [name, check] of Object.entries(CHECKS)) {
    const { level, text } = await check(config);
    counts[level] += 1;
    console.log(`${level.padEnd(LEVEL_WIDTH)}  ${name.padEnd(NAME_WIDTH)}  ${text}`);
  }
  console.log(`${counts.problem} problems, ${counts.warning} warnings`);
  return counts.problem;
}
