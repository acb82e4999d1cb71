// Processes that build one thing from a message and end. Not threads: what a thread used stays with the program, measured
// 325 MB resident instead of 172.
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { resolve } from "node:path";

export interface Builders<In, Out> {
  /** Rejects when the process fails, ends without a result because it was stopped, or would begin after that. */
  build(input: In): Promise<Out>;
  /** Stops what is still building. */
  close(): Promise<void>;
}

/** `script`, a file beside this one, answers each message with `answerOnce`. */
export function createBuilders<In extends object, Out>(script: string): Builders<In, Out> {
  const building = new Set<ChildProcess>();
  let isClosed = false;
  // Under `node --watch` a process tells its parent what it imports, and the first message would be no result.
  const { WATCH_REPORT_DEPENDENCIES: _, ...env } = process.env;
  return {
    async build(input) {
      if (isClosed) throw new Error("nothing is built any more");
      const builder = fork(resolve(import.meta.dirname, script), [], {
        execArgv: [],
        env,
        serialization: "advanced",
      });
      building.add(builder);
      try {
        return await resultOf<Out>(builder, input);
      } finally {
        building.delete(builder);
      }
    },
    async close() {
      isClosed = true;
      await Promise.all([...building].map(stop));
    },
  };
}

/** The other side: builds from the one message that comes, sends the result and lets the process end. */
export function answerOnce<In, Out>(build: (input: In) => Out): void {
  process.once("message", (input: In) => {
    process.send?.({ built: build(input) }, () => process.disconnect());
  });
}

async function resultOf<Out>(builder: ChildProcess, input: object): Promise<Out> {
  const ended = once(builder, "exit").then(() => {
    throw new Error("the process ended before it had built anything");
  });
  const message = once(builder, "message");
  builder.send(input);
  const [{ built }]: [{ built: Out }] = (await Promise.race([message, ended])) as [{ built: Out }];
  return built;
}

async function stop(builder: ChildProcess): Promise<void> {
  if (builder.exitCode !== null || builder.signalCode !== null) return;
  const ended = once(builder, "exit");
  builder.kill();
  await ended;
}
