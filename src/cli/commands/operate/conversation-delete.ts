// `npm run conversation:delete -- <id>`: deletes a conversation for good; with `--backups <folder>` says which backups
// still hold it. `npm run retention` deletes everything older than the period, also when the job asks for a person.
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { parseConfig } from "../base/config.ts";
import { StartError } from "../base/errors.ts";
import { createLog } from "../base/log.ts";
import { reportAndExit } from "../base/report.ts";
import { holdsConversation } from "../storage/engines/sqlite-inspect.ts";
import { openStore, type Store } from "../storage/open-store.ts";
import { runRetention } from "../storage/retention.ts";

const BACKUPS_OLDER =
  "Backups made earlier still hold it until you delete them; --backups <folder> lists the ones in a folder.";

async function deleteOne(store: Store, id: string, folder: string | undefined): Promise<string> {
  const gone = await store.conversations.delete(id);
  const pending = folder === undefined ? undefined : backupsWith(folder, id);
  if (!gone && !pending?.length) throw new StartError(`There is no conversation ${id}.`);
  return [
    gone ? `Deleted ${id} and everything about it.` : `${id} was deleted before.`,
    ...(pending?.map(
      (file) => `Pending: ${file} still holds it. Delete that backup, or delete again after a restore.`,
    ) ?? [BACKUPS_OLDER]),
  ].join("\n");
}

/** Backups are what our backup command wrote: a file with its checksum beside it. */
function backupsWith(folder: string, id: string): readonly string[] {
  if (!existsSync(folder)) throw new StartError(`There is no folder ${folder}.`);
  return readdirSync(folder)
    .filter((name) => name.endsWith(".sha256"))
    .map((name) => join(folder, name.slice(0, -".sha256".length)))
    .filter((file) => existsSync(file) && holdsConversation(file, id));
}

async function deleteOld(store: Store, days: number): Promise<string> {
  const parts = { ...store, days, clock: () => new Date(), log: createLog("silent") };
  const outcome = await runRetention(parts, { confirmed: true });
  const deleted = outcome.kind === "done" ? outcome.deleted : 0;
  return `Deleted ${deleted} conversations that were silent for more than ${days} days by this machine's clock.`;
}

try {
  const { values, positionals } = parseArgs({
    options: { backups: { type: "string" }, old: { type: "boolean", default: false } },
    allowPositionals: true,
  });
  const config = parseConfig(process.env);
  const [id] = positionals;
  if (id === undefined && !values.old) {
    throw new StartError("Name the conversation: npm run conversation:delete -- <id> [--backups <folder>]");
  }
  const store = await openStore(config.databaseUrl);
  try {
    console.log(
      id === undefined
        ? await deleteOld(store, config.transcriptDays)
        : await deleteOne(store, id, values.backups),
    );
  } finally {
    await store.close();
  }
} catch (error) {
  reportAndExit(error);
}
