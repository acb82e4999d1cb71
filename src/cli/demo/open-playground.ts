// What `huanka playground` does: the service with `/api/messages` on loopback, and Microsoft's test client beside it, fetched from
// the package registry for this run.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseConfig } from "../../base/config.ts";
import { createLog } from "../../base/log.ts";
import { ensureBrowserBundles } from "../../build/build-browser.ts";
import { startService } from "../../service.ts";

/** Not among our dependencies: nobody needs it who serves. */
const PLAYGROUND = "@microsoft/m365agentsplayground@0.2.28";

/** Resolves with the client's exit code once it ended, or 0 once it was told to stop. Throws StartError as a start does. */
export async function openPlayground(): Promise<number> {
  await ensureBrowserBundles();
  const dataDir = await mkdtemp(join(tmpdir(), "huanka-playground-"));
  const { LOG_LEVEL = "warn", PORT = "0" } = process.env;
  const given = { ...process.env, DATA_DIR: dataDir, DATABASE_URL: undefined, LOG_LEVEL, PORT };
  const config = parseConfig({ ...given, BOTFRAMEWORK: "playground" });
  const service = await startService(config, createLog(config.logLevel));
  const endpoint = `${service.address}/api/messages`;
  const options = ["--app-endpoint", endpoint, "--channel-id", "emulator", "--disable-telemetry"];
  console.log(
    `The bot listens at ${endpoint}; now Microsoft's client:\n  npx ${PLAYGROUND} ${options.join(" ")}`,
  );
  const client = spawn("npx", ["--yes", PLAYGROUND, ...options], { stdio: "inherit" });
  const stopped = Promise.race([once(process, "SIGINT"), once(process, "SIGTERM")]).then(() => {
    client.kill("SIGTERM");
    return 0;
  });
  const ended = once(client, "exit").then(([code]) => (code as number | null) ?? 0);
  const failed = once(client, "error").then(() => {
    console.error("npx is not here: run the line above where it is.");
    return stopped;
  });
  const code = await Promise.race([stopped, ended, failed]);
  await service.close();
  await rm(dataDir, { recursive: true, force: true });
  return code;
}
