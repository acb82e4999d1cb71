// Preloaded into the real program: tells, in a file, each computation that runs within a limit to its time.
import { appendFileSync } from "node:fs";
import { Script } from "node:vm";

const run = Script.prototype.runInThisContext;
Script.prototype.runInThisContext = function runInThisContext(options) {
  if (options?.timeout !== undefined) appendFileSync(process.env.COUNT_LIMITED ?? "", ".");
  return run.call(this, options);
};
