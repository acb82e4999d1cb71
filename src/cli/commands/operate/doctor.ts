// `npm run doctor`: checks an installation and says, one line a check, what is wrong and what to do. Changes nothing.
import { type Config, parseConfig } from "../base/config.ts";
import { reportAndExit } from "../base/report.ts";
import {
  checkAddress,
  checkBundles,
  checkClock,
  checkContent,
  checkCopies,
  checkDatabase,
  checkDataDir,
  checkFreeSpace,
  checkPort,
  type Finding,
} from "./doctor-checks.ts";

/** In the order in which an operator would repair. The wrong Node has ended by now in `check-node.js`. */
const CHECKS: Readonly<Record<string, (config: Config) => Finding | Promise<Finding>>> = {
  node: () => ({ level: "ok", text: process.version }),
  clock: (config) => checkClock(config, new Date()),
  "data dir": checkDataDir,
  disk: checkFreeSpace,
  database: checkDatabase,
  copies: (config) => checkCopies(config, new Date()),
  content: checkContent,
  bundles: checkBundles,
  address: checkAddress,
  port: checkPort,
};
const LEVEL_WIDTH = "problem".length;
const NAME_WIDTH = "database".length;

try {
  const config = parseConfig(process.env);
  const counts = { ok: 0, warning: 0, problem: 0 };
  for (const [name, check] of Object.entries(CHECKS)) {
    const { level, text } = await check(config);
    counts[level] += 1;
    console.log(`${level.padEnd(LEVEL_WIDTH)}  ${name.padEnd(NAME_WIDTH)}  ${text}`);
  }
  console.log(`${counts.problem} problems, ${counts.warning} warnings`);
  process.exitCode = counts.problem > 0 ? 1 : 0;
} catch (error) {
  reportAndExit(error);
}
