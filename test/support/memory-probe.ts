// Loaded into a program before its own code: on SIGUSR2 it collects garbage and writes down what is still held.
import { writeFileSync } from "node:fs";
import { isMainThread } from "node:worker_threads";

/** What one round frees by finalisers goes in the next. */
const ROUNDS = 3;

if (isMainThread) {
  process.on("SIGUSR2", () => {
    for (let round = 0; round < ROUNDS; round += 1) globalThis.gc?.();
    const held = {
      heapBytes: process.memoryUsage().heapUsed,
      resources: process.getActiveResourcesInfo().length,
    };
    writeFileSync(process.env.HUANKA_MEMORY_FILE ?? "", JSON.stringify(held));
  });
}
