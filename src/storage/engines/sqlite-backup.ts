// Copies a SQLite database while it is in use, checks such a copy, and puts one back.
import { createHash } from "node:crypto";
import {
  chmodSync,
  closeSync,
  constants,
  copyFileSync,
  existsSync,
  fsyncSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname } from "node:path";
import Database from "better-sqlite3";
import { makeFolder } from "../../base/disk/make-folder.ts";
import { StartError } from "../../base/errors.ts";
import { inspectFile } from "./sqlite-inspect.ts";

const FOLDER_MODE = 0o700;
const FILE_MODE = 0o600;
const CHUNK_BYTES = 1_048_576;
/** All pages in one step: another process's commit would make a copy in pieces begin again, for ever under load. */
const ALL_PAGES = 0x7fff_ffff;

const checksumFile = (file: string): string => `${file}.sha256`;

/**
 * Copies the database at `from` to `to` as it stands at one moment and writes `<to>.sha256`; both mode 0600 and synced.
 * Everything committed before the call is in it. The service goes on meanwhile: WAL readers hold up no writer.
 * Throws StartError when there is no database, or when `to` exists.
 */
export async function backUp(from: string, to: string): Promise<{ bytes: number; sha256: string }> {
  if (!existsSync(from)) throw new StartError(`There is no database at ${from}. Check DATA_DIR.`);
  refuseExisting([to, checksumFile(to)]);
  const partial = `${to}.part`;
  try {
    closeSync(openSync(partial, "w", FILE_MODE));
    chmodSync(partial, FILE_MODE);
    const source = new Database(from, { readonly: true, fileMustExist: true });
    try {
      await source.backup(partial, { progress: () => ALL_PAGES });
    } finally {
      source.close();
    }
    makeOneFile(partial);
    const { bytes, sha256 } = digest(partial);
    // In the form of sha256sum, so that `sha256sum -c` checks it too.
    writeFileSync(checksumFile(to), `${sha256}  ${basename(to)}\n`, {
      mode: FILE_MODE,
      flag: "wx",
      flush: true,
    });
    putInPlace(partial, to);
    return { bytes, sha256 };
  } catch (error) {
    rmSync(partial, { force: true });
    throw error;
  }
}

/** Throws StartError with what is wrong: no checksum, another checksum, or a database that is not sound. */
export function verifyBackup(file: string, expected: string | undefined): { schema: string } {
  const given = expected?.split(/\s/, 1)[0];
  if (given === undefined) {
    throw new StartError(`${checksumFile(file)} is missing: whether ${file} is whole cannot be told.`);
  }
  const { sha256 } = digest(file);
  if (sha256 !== given) {
    throw new StartError(
      `${file} is damaged: its checksum is ${sha256}, written down was ${given}. Use another backup.`,
    );
  }
  const { damage, schemas } = inspectFile(file);
  if (damage.length > 0)
    throw new StartError(`${file} is not a sound database:\n  ${damage.join("\n  ")}\nUse another backup.`);
  return { schema: schemas.at(-1) ?? "none" };
}

/** Copies a verified backup to `to`. Throws StartError when a database, or a side file of one, is there already. */
export function putBack(file: string, to: string): void {
  refuseExisting([to, `${to}-wal`, `${to}-shm`]);
  makeFolder(dirname(to), FOLDER_MODE);
  const partial = `${to}.part`;
  copyFileSync(file, partial, constants.COPYFILE_EXCL);
  chmodSync(partial, FILE_MODE);
  putInPlace(partial, to);
}

function refuseExisting(paths: readonly string[]): void {
  const taken = paths.find((path) => existsSync(path));
  if (taken === undefined) return;
  throw new StartError(`${taken} exists and is not overwritten. Move it away, or choose another place.`);
}

/** Ends the copy's WAL mode, so that it is one file that can be moved and read without side files. */
function makeOneFile(path: string): void {
  const copy = new Database(path);
  try {
    copy.pragma("journal_mode = DELETE");
  } finally {
    copy.close();
  }
}

/** Synced before and after the new name, so that a power cut leaves the whole file or none. */
function putInPlace(partial: string, to: string): void {
  sync(partial);
  renameSync(partial, to);
  if (process.platform !== "win32") sync(dirname(to)); // Windows cannot sync a folder
}

function sync(path: string): void {
  const fd = openSync(path, "r");
  try {
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}

function digest(path: string): { bytes: number; sha256: string } {
  const hash = createHash("sha256");
  const chunk = Buffer.alloc(CHUNK_BYTES);
  const fd = openSync(path, "r");
  try {
    let bytes = 0;
    for (let got = readSync(fd, chunk); got > 0; got = readSync(fd, chunk)) {
      hash.update(chunk.subarray(0, got));
      bytes += got;
    }
    return { bytes, sha256: hash.digest("hex") };
  } finally {
    closeSync(fd);
  }
}
