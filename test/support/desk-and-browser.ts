// A service whose desk has accounts, and a browser to come in with.
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { parseConfig } from "../../src/base/config.ts";
import { createLog } from "../../src/base/log.ts";
import { type Service, startService } from "../../src/service.ts";
import { openStore } from "../../src/storage/open-store.ts";
import { launchBrowser } from "./browser.ts";
import { aLink } from "./desk-client.ts";
import { freshDataDir } from "./start-process.ts";

export interface DeskAndBrowser {
  readonly service: Service;
  readonly browser: Browser;
  /** The database. */
  readonly file: string;
  /** By which each account is set up, in the accounts' order. */
  readonly links: readonly string[];
}

/** Whoever starts it closes its browser and its service. */
export async function startDeskAndBrowser(
  ...accounts: readonly Parameters<typeof aLink>[1][]
): Promise<DeskAndBrowser> {
  const dataDir = freshDataDir();
  const file = join(dataDir, "huanka.db");
  const store = await openStore(`sqlite:${file}`, createLog("silent"));
  const links: string[] = [];
  for (const account of accounts) links.push(await aLink({ stores: store.desk, dataDir }, account));
  await store.close();
  const config = parseConfig({ PORT: "0", DATA_DIR: dataDir, RATE_LIMIT: "off" });
  const [service, browser] = await Promise.all([startService(config, createLog("silent")), launchBrowser()]);
  return { service, browser, file, links };
}
