// Deletes one conversation for good and says where else it may still lie.
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { AppError, StartError } from "../../base/errors.ts";
import { holdsConversation } from "../../storage/engines/sqlite-inspect.ts";
import type { Store } from "../../storage/open-store.ts";

const BACKUPS_OLDER =
  "Backups made earlier still hold it until you delete them; --backups <folder> lists the ones in a folder.";

/** Answers what was done, in words. Throws StartError when there is no such conversation or folder. */
export async function deleteConversation(
  { conversations }: Store,
  id: string,
  backups: string | undefined,
): Promise<string> {
  const gone = await conversations.delete(id).catch((cause: unknown) => {
    if (!(cause instanceof AppError) || cause.code !== "overloaded") throw cause;
    throw new StartError(
      `${id} is not deleted: nothing can be written to the database now (${String(cause.details.message ?? cause.message)}).\nIf its disk is full, free some space, then delete again.`,
      { cause },
    );
  });
  const pending = backups === undefined ? undefined : backupsWith(backups, id);
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
