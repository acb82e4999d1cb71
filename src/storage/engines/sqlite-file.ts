// Where the SQLite file lives: makes its folder and file private, and explains to the operator what is wrong.
import { chmodSync, closeSync, openSync, statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { makeFolder } from "../../base/disk/make-folder.ts";
import { AppError, StartError } from "../../base/errors.ts";

export const MEMORY = ":memory:";
const FOLDER_MODE = 0o700;
const FILE_MODE = 0o600;

/** What a `sqlite:` URL names: a path, or `:memory:`. */
export function fileOf(databaseUrl: string): string {
  return databaseUrl.replace(/^sqlite:(\/\/)?/, "");
}

/**
 * The absolute path in a `sqlite:` URL; `sqlite::memory:` keeps nothing and is for trials.
 * Makes the folder (mode 0700) and the file (mode 0600; SQLite gives its side files the same).
 * Throws StartError with the path when that cannot be done, or when the file has a second name.
 */
export function prepareFile(databaseUrl: string): string {
  const name = fileOf(databaseUrl);
  if (name === MEMORY) return MEMORY;
  const path = resolve(name);
  try {
    makeFolder(dirname(path), FOLDER_MODE);
    closeSync(openSync(path, "a", FILE_MODE));
    chmodSync(path, FILE_MODE);
  } catch (error) {
    throw new StartError(
      `The database ${path} cannot be written: ${error instanceof Error ? error.message : String(error)}\n` +
        "Give the user that runs huanka write access to the folder, or set DATA_DIR to another one.",
      { cause: error },
    );
  }
  refuseSecondName(path);
  return path;
}

/**
 * SQLite keeps its log and its locks beside the name it was given: by a second name of the same file, what was committed
 * last is not there, and two writers spoil it. No path leads from one name to the other.
 */
function refuseSecondName(path: string): void {
  const { nlink } = statSync(path);
  if (nlink <= 1) return;
  throw new StartError(
    `The database ${path} has ${nlink} names (hard links); messages can be lost where more than one is used.\n` +
      `Find the others with: find / -xdev -samefile ${path}; delete them. For a copy use: npx huanka backup`,
  );
}

/** The sentence an operator needs when SQLite could not open `path`. */
export function explainOpening(path: string, error: unknown): StartError {
  const { code, message } = error instanceof AppError ? error.details : { code: "", message: String(error) };
  return new StartError(
    `The database ${path} cannot be used: ${message} (${code})\n${adviceFor(String(code))}`,
    { cause: error },
  );
}

function adviceFor(code: string): string {
  if (code.startsWith("SQLITE_BUSY")) {
    return "Another process holds it. Stop that process (an older huanka, a backup, a shell), then start again.";
  }
  if (code.startsWith("SQLITE_NOTADB") || code.startsWith("SQLITE_CORRUPT")) {
    return "It is not a sound SQLite database. Move the file away and restore a backup, or set DATA_DIR to another folder.";
  }
  if (code.startsWith("SQLITE_FULL")) return "The disk is full. Free some space, then start again.";
  return "Give the user that runs huanka write access to the file and its folder, or set DATA_DIR to another folder.";
}
