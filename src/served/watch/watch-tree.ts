// Tells of every change in a folder and the folders in it. Node's own watcher of a tree tells what is written to a file by
// whatever name, and forgets a file that was put in place of another, as most editors save; so each folder is watched, too.
import { type Dirent, type FSWatcher, readdirSync, statSync, watch } from "node:fs";
import { join } from "node:path";
import type { Log } from "../../base/log.ts";

/**
 * Folders that come are watched, too, also through a link; those whose name begins with a dot hold no content. Where the
 * system gives no watcher, the site serves what it loaded until it restarts, and the log says so.
 */
export function watchTree(dir: string, log: Log, onEvent: () => void): { close(): void } {
  const watchers = new Map<string, FSWatcher>();
  const giveUp = (error: unknown) =>
    log.warn({ error: String(error) }, "content is not watched: restart after a change");

  function watchFiles(): FSWatcher | undefined {
    try {
      return watch(dir, { recursive: true, persistent: false }, onEvent).on("error", giveUp);
    } catch (error) {
      giveUp(error);
      return undefined;
    }
  }

  /** What a folder is, not only where: one that was put in place of another is watched anew. */
  function look(): void {
    const folders = foldersIn(dir);
    for (const [key, watcher] of watchers) {
      if (folders.has(key)) continue;
      watcher.close();
      watchers.delete(key);
    }
    for (const [key, folder] of folders) if (!watchers.has(key)) watchFolder(key, folder);
  }

  function watchFolder(key: string, folder: string): void {
    try {
      watchers.set(key, watch(folder, { persistent: false }, changed).on("error", giveUp));
    } catch (error) {
      if (statSync(folder, { throwIfNoEntry: false })) giveUp(error);
    }
  }

  function changed(): void {
    look();
    onEvent();
  }

  const files = watchFiles();
  look();
  return {
    close() {
      files?.close();
      for (const watcher of watchers.values()) watcher.close();
      watchers.clear();
    },
  };
}

/** By what they are, so that none is watched twice and a circle of links ends; nothing for what went meanwhile. */
function foldersIn(dir: string, found: Map<string, string> = new Map()): Map<string, string> {
  const stats = statSync(dir, { throwIfNoEntry: false });
  if (!stats?.isDirectory()) return found;
  const key = `${stats.dev}:${stats.ino}`;
  if (found.has(key)) return found;
  found.set(key, dir);
  for (const entry of entriesOf(dir)) {
    if (!entry.name.startsWith(".") && (entry.isDirectory() || entry.isSymbolicLink()))
      foldersIn(join(dir, entry.name), found);
  }
  return found;
}

function entriesOf(dir: string): Dirent[] {
  try {
    return readdirSync(dir, { withFileTypes: true });
  } catch {
    return [];
  }
}
