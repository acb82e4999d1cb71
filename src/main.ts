// `npm start`: builds the browser bundles when they are missing or old, starts the service, stops it on a signal.
import { enableCompileCache } from "node:module";

enableCompileCache();

/** By then the first pages are compiled too. */
const SETTLED_MS = 1_000;
// Whoever read our output may go away; serving goes on.
process.stdout.on("error", () => undefined);

const { reportAndExit } = await import("./base/report.ts");
try {
  await start();
} catch (error) {
  reportAndExit(error);
}

async function start(): Promise<void> {
  const { ensureBrowserBundles } = await import("./build/ensure-browser.ts");
  await ensureBrowserBundles();
  const [{ collectGarbage }, { parseConfig }, { hasFault }, { createLog }, { startService }] =
    await Promise.all([
      import("./base/collect-garbage.ts"),
      import("./base/config.ts"),
      import("./base/fault.ts"),
      import("./base/log.ts"),
      import("./service.ts"),
    ]);
  const config = parseConfig(process.env);
  const log = createLog(config.logLevel);
  const service = await startService(config, log);
  process.stdout.write(`huanka listening on ${service.address}\n`);
  setTimeout(collectGarbage, SETTLED_MS).unref();
  let stopping = false;
  const stop = (signal: NodeJS.Signals) => {
    if (stopping) process.exit(1);
    if (hasFault("abrupt-exit")) process.exit(0);
    stopping = true;
    log.info({ signal }, "stopping");
    service.close().then(() => process.exit(0), reportAndExit);
  };
  process.on("SIGTERM", stop);
  process.on("SIGINT", stop);
}
