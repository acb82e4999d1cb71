// The service as a program: builds the browser bundles when they are missing or old, serves, stops on a signal.
import { enableCompileCache } from "node:module";
import type { Config } from "./base/config.ts";
import type { Log } from "./base/log.ts";
import { whenNpmIsGone } from "./base/npm-gone.js";
import type { Service } from "./service.ts";

/** By then the first pages are compiled too. */
const SETTLED_MS = 1_000;
/** npm hands on a Ctrl+C that the terminal has already sent to all: so soon it is the same one again. */
const SAME_SIGNAL_MS = 100;

/** Resolves when it serves. Throws StartError or ContentError with one clear message when it cannot. */
export async function start(): Promise<void> {
  enableCompileCache();
  // Whoever read our output may go away; serving goes on.
  process.stdout.on("error", () => undefined);
  const { ensureBrowserBundles } = await import("./build/build-browser.ts");
  await ensureBrowserBundles();
  const [{ collectGarbage }, { parseConfig }, { createLog }, { startService }] = await Promise.all([
    import("./base/collect-garbage.ts"),
    import("./base/config.ts"),
    import("./base/log.ts"),
    import("./service.ts"),
  ]);
  const config = parseConfig(process.env);
  const log = createLog(config.logLevel);
  const service = await startService(config, log);
  process.stdout.write(`huanka listening on ${service.address}\n`);
  await showSetup(service, config);
  setTimeout(collectGarbage, SETTLED_MS).unref();
  endOnSignals(service, log);
}

/**
 * Whoever starts it by hand for the first time gets the way to the desk. Only on a terminal: elsewhere what is printed is a
 * log, and who reads logs must not be able to come in.
 */
async function showSetup(
  { address, setupLink }: Pick<Service, "address" | "setupLink">,
  { publicOrigin }: Pick<Config, "publicOrigin">,
): Promise<void> {
  const link = process.stdout.isTTY ? await setupLink() : undefined;
  if (link === undefined) return;
  process.stdout.write(
    `Nobody has an account at the desk yet. Set up the first one, within an hour:\n  ${publicOrigin ?? address}/console/setup#${link}\n`,
  );
}

/**
 * The first signal ends the service when all that is under way is done, a second one at once. So does npm's end, where
 * npm started us.
 */
export function endOnSignals(service: { close(): Promise<void> }, log: Pick<Log, "info">): void {
  let stoppingSince: number | undefined;
  const stop = (signal: string) => {
    const now = performance.now();
    if (stoppingSince !== undefined) {
      if (now - stoppingSince > SAME_SIGNAL_MS) process.exit(1);
      return;
    }
    stoppingSince = now;
    log.info({ signal }, "stopping");
    void service.close().then(() => process.exit(0));
  };
  process.on("SIGTERM", stop);
  process.on("SIGINT", stop);
  whenNpmIsGone(() => {
    if (stoppingSince === undefined) stop("npm is gone");
  });
}

if (import.meta.main) await start();
