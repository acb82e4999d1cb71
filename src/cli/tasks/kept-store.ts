// The store of this installation, opened for one command and closed again.
import { existsSync } from "node:fs";
import { type Config, parseConfig } from "../../base/config.ts";
import { openStore, type Store } from "../../storage/open-store.ts";

/** Undefined, and nothing is made, where nothing is kept: a writer's machine has no database. */
export async function openKept(databaseUrl: string): Promise<Store | undefined> {
  const path = /^sqlite:(?:\/\/)?(.*)$/.exec(databaseUrl)?.[1];
  return path !== undefined && !existsSync(path) ? undefined : openStore(databaseUrl);
}

/** Runs something on the store of the environment's configuration. Throws StartError when it cannot be opened. */
export async function withStore<T>(use: (store: Store, config: Config) => Promise<T>): Promise<T> {
  const config = parseConfig(process.env);
  const store = await openStore(config.databaseUrl, undefined, undefined, config.databaseWake);
  try {
    return await use(store, config);
  } finally {
    await store.close();
  }
}
