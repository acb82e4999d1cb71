// Deletions that were asked for while nothing could be written: kept in room that was taken beforehand, and done later.
import { closeSync, constants, fsyncSync, openSync, readFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import { AppError } from "../base/errors.ts";
import type { Log } from "../base/log.ts";

/** Room for some thousand ids: writing over what is there needs no space, where the disk has none. */
const ROOM = 65_536;
const BLANK = " ";
const TRY_AGAIN_MS = 5_000;
const OWNER_ONLY = 0o600;

export interface PromisedDeletions {
  /**
   * Deletes for good; false when there is no such conversation. Throws AppError `deletion-promised` where nothing can be
   * written now and it will be done later, `deletion-failed` where not even that could be written down.
   */
  remove(conversationId: string): Promise<boolean>;
  /** Deletes what was promised, as far as it is possible now. */
  keep(): Promise<void>;
}

/** `folder`: of this node's own files. `remove`: the store's. */
export function openPromisedDeletions({
  folder,
  remove,
  log,
}: {
  readonly folder: string;
  readonly remove: (conversationId: string) => Promise<boolean>;
  readonly log: Pick<Log, "info" | "warn">;
}): PromisedDeletions {
  const file = join(folder, "deletions.promised");
  const ids = new Set(readIds(file));
  tryToWrite(file, ids);

  function promise(id: string): boolean {
    ids.add(id);
    if (tryToWrite(file, ids)) return true;
    ids.delete(id);
    return false;
  }

  return {
    async remove(id) {
      try {
        return await remove(id);
      } catch (cause) {
        if (!isPassing(cause)) throw cause;
        const code = promise(id) ? "deletion-promised" : "deletion-failed";
        throw new AppError(code, { conversation: id }, cause);
      }
    },
    async keep() {
      for (const id of ids) {
        try {
          await remove(id);
        } catch (cause) {
          if (isPassing(cause)) return;
          log.warn({ conversation: id, err: cause }, "a promised deletion failed; it is tried again");
          continue;
        }
        ids.delete(id);
        tryToWrite(file, ids);
        log.info({ conversation: id }, "conversation deleted, as was promised when nothing could be written");
      }
    },
  };
}

const isPassing = (cause: unknown) => cause instanceof AppError && cause.code === "overloaded";

/** Keeps what was promised at once and then again and again. Answers a function that ends it. */
export function startKeepingPromises(promised: Pick<PromisedDeletions, "keep">): () => Promise<void> {
  let running = promised.keep();
  const timer = setInterval(() => {
    running = running.then(promised.keep);
  }, TRY_AGAIN_MS);
  timer.unref();
  return () => {
    clearInterval(timer);
    return running;
  };
}

function readIds(file: string): readonly string[] {
  try {
    return readFileSync(file, "utf8").split(/\s+/).filter(Boolean);
  } catch {
    // The first start.
    return [];
  }
}

/** Writes all of it over what is there, durably. False when that cannot be done, or when they are too many. */
function tryToWrite(file: string, ids: ReadonlySet<string>): boolean {
  const text = [...ids].map((id) => `${id}\n`).join("");
  if (Buffer.byteLength(text) > ROOM) return false;
  let descriptor: number | undefined;
  try {
    descriptor = openSync(file, constants.O_RDWR | constants.O_CREAT, OWNER_ONLY);
    writeSync(descriptor, text.padEnd(ROOM, BLANK), 0);
    fsyncSync(descriptor);
    return true;
  } catch {
    return false;
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}
