// The service in this process, and its database as another process sees it.
import { join } from "node:path";
import { parseConfig } from "../../src/base/config.ts";
import { createLog } from "../../src/base/log.ts";
import { type Service, startService } from "../../src/service.ts";
import type { DeskStores } from "../../src/storage/desk/desk-stores.ts";
import { openStore, type Store } from "../../src/storage/open-store.ts";
import { freshDataDir } from "./start-process.ts";

export interface DeskService {
  readonly service: Service;
  readonly store: Store;
  /** What an invitation is made of. */
  readonly parts: { readonly stores: DeskStores; readonly dataDir: string };
}

export async function startDeskService(): Promise<DeskService> {
  const dataDir = freshDataDir();
  const config = parseConfig({ PORT: "0", DATA_DIR: dataDir, RATE_LIMIT: "off" });
  const service = await startService(config, createLog("silent"));
  const store = await openStore(`sqlite:${join(dataDir, "huanka.db")}`);
  return { service, store, parts: { stores: store.desk, dataDir } };
}
