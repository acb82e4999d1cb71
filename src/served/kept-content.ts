// The older content in which conversations still stand, and the content that other nodes released.
import type { Knowledge } from "../../bot/knowledge/knowledge.ts";
import { LOCALES } from "../../bot/knowledge/locale.ts";
import { ContentError } from "../../bot/reading/content-error.ts";
import type { Log } from "../base/log.ts";
import type { SnapshotStore } from "../storage/snapshot-store.ts";
import { type ReadApart, readApart } from "./content-apart.ts";

/** Deploys within which most open conversations began; an older one is read from the database again. */
const OLDER_IN_MEMORY = 4 * LOCALES.length;

/** The last few contents served, and what the database still has of earlier ones. */
export function createOlder(
  {
    snapshots,
    log,
    readApart: read = readApart,
  }: {
    readonly snapshots: Pick<SnapshotStore, "load">;
    readonly log: Log;
    readonly readApart?: ReadApart;
  },
  current: (locale: string) => Knowledge,
) {
  const recent = new Map<string, Promise<Knowledge | undefined>>();

  async function load(hash: string): Promise<Knowledge | undefined> {
    const kept = await snapshots.load(hash);
    if (!kept) return undefined;
    try {
      const [loaded] = await read({ kept });
      if (!loaded) return undefined;
      const { knowledge } = loaded;
      // A matter whose rules were still code then is heard by those of today.
      return { ...knowledge, rules: new Map([...current(knowledge.locale).rules, ...knowledge.rules]) };
    } catch (error) {
      if (!(error instanceof ContentError)) throw error;
      log.warn({ content: hash, problem: error.problems[0]?.problem }, "kept content is not read any more");
      return undefined;
    }
  }

  /** The last asked for are the last to go. */
  function keep(hash: string, found: Promise<Knowledge | undefined>): void {
    recent.delete(hash);
    recent.set(hash, found);
    const [oldest] = recent.keys();
    if (recent.size > OLDER_IN_MEMORY && oldest !== undefined) recent.delete(oldest);
  }

  return {
    remember: (knowledge: Knowledge) => keep(knowledge.hash, Promise.resolve(knowledge)),
    find(hash: string): Promise<Knowledge | undefined> {
      const found = recent.get(hash) ?? load(hash);
      keep(hash, found);
      // A database that could not answer is asked again.
      found.catch(() => recent.delete(hash));
      return found;
    },
  };
}
