// `npm run backup -- <file>`, `backup:verify -- <file>` and `restore -- <file>`: the database of this installation.
import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { parseConfig } from "../base/config.ts";
import { StartError } from "../base/errors.ts";
import { reportAndExit } from "../base/report.ts";
import { backUp, putBack, verifyBackup } from "../storage/engines/sqlite-backup.ts";
import { fileOf } from "../storage/engines/sqlite-file.ts";

type Command = (file: string) => Promise<string> | string;

const COMMANDS: Readonly<Record<string, Command>> = {
  async write(file) {
    const { bytes, sha256 } = await backUp(databasePath(), file);
    return `Backed up to ${file} (${bytes} bytes, sha256 ${sha256}).\nThe key that signs chat tokens is not in it; without the old key, open chats begin anew after a restore.`;
  },
  verify: (file) => `${file} is whole and sound; its schema is ${verify(file).schema}.`,
  restore(file) {
    const to = databasePath();
    verify(file);
    putBack(file, to);
    return `Restored ${file} to ${to}. Start huanka again.`;
  },
};

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

try {
  const [name = "", file] = process.argv.slice(2);
  const command = COMMANDS[name];
  if (!command || file === undefined) {
    throw new StartError(
      "Name the backup file: npm run backup -- <file>, likewise backup:verify and restore.",
    );
  }
  console.log(await command(resolve(file)));
} catch (error) {
  reportAndExit(error);
}
