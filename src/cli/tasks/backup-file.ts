// Backups of the database of this installation: what the three commands of `huanka backup` do.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { parseConfig } from "../../base/config.ts";
import { StartError } from "../../base/errors.ts";
import { LAST_BACKUP } from "../../served/process-meters.ts";
import { backUp, putBack, verifyBackup } from "../../storage/engines/sqlite-backup.ts";
import { fileOf } from "../../storage/engines/sqlite-file.ts";

/** Each answers what it did, in words. Throws StartError: no such file, damaged, never written over. */
export async function writeBackup(name: string): Promise<string> {
  const file = resolve(name);
  const path = databasePath();
  const { bytes, sha256 } = await backUp(path, file);
  writeFileSync(join(dirname(path), LAST_BACKUP), `${file}\n`, { mode: 0o600 });
  return `Backed up to ${file} (${bytes} bytes, sha256 ${sha256}).\nThe key that signs chat tokens is not in it; without the old key, open chats begin anew after a restore.`;
}

export function checkBackup(name: string): string {
  const file = resolve(name);
  return `${file} is whole and sound; its schema is ${verify(file).schema}.`;
}

export function restoreBackup(name: string): string {
  const [file, to] = [resolve(name), databasePath()];
  verify(file);
  putBack(file, to);
  return `Restored ${file} to ${to}. Start huanka again.`;
}

function verify(file: string): { schema: string } {
  if (!existsSync(file)) throw new StartError(`There is no file ${file}.`);
  const sum = `${file}.sha256`;
  return verifyBackup(file, existsSync(sum) ? readFileSync(sum, "utf8") : undefined);
}

function databasePath(): string {
  const { databaseUrl } = parseConfig(process.env);
  if (databaseUrl.startsWith("sqlite:")) return resolve(fileOf(databaseUrl));
  throw new StartError(
    "This installation keeps its data in PostgreSQL: back it up with pg_dump and put it back with pg_restore.",
  );
}
