// Tells of every change in a content folder, also where the folder itself is another one from now on.
import { statSync } from "node:fs";
import { join } from "node:path";
import { BASE_LOCALE, LOCALES } from "../../../bot/knowledge/locale.ts";
import { SHARED_FOLDERS } from "../../../bot/reading/source-files.ts";
import type { Log } from "../../base/log.ts";
import { watchTree } from "./watch-tree.ts";

/**
 * A folder whose link is switched, or which is put in place of another, leaves its watcher at the old one: so which
 * folders they are is looked at.
 */
const LOOK_EVERY_MS = 1_000;
const FOLDERS = [".", ...SHARED_FOLDERS, ...LOCALES];

/** No content stands there: between two releases for a moment, and when it stays so, by a slip that is to be told. */
const NOWHERE = "";

/**
 * Watches the folder that `dir` leads to, and another one as soon as that is what stands there. That nothing does any
 * more is an event too, at the second look that finds nothing.
 */
export function watchRelease(dir: string, log: Log, onEvent: () => void): { close(): void } {
  const placeOf = () => {
    const found = FOLDERS.map((name) => statSync(join(dir, name), { throwIfNoEntry: false }));
    const isBetweenReleases = !found[0] || !found[FOLDERS.indexOf(BASE_LOCALE)];
    return isBetweenReleases ? NOWHERE : found.map((stats) => `${stats?.dev}:${stats?.ino}`).join(" ");
  };
  let place = placeOf();
  let seen = place;
  let watcher = watchTree(dir, log, onEvent);
  const looking = setInterval(() => {
    const before = seen;
    seen = placeOf();
    if (seen === place || (seen === NOWHERE && before !== NOWHERE)) return;
    place = seen;
    if (place !== NOWHERE) {
      watcher.close();
      watcher = watchTree(dir, log, onEvent);
    }
    onEvent();
  }, LOOK_EVERY_MS).unref();
  return {
    close() {
      clearInterval(looking);
      watcher.close();
    },
  };
}
