// The content that is served now: loaded at start, reloaded when a file changes, never replaced by a broken tree.
// Also the older content in which conversations still stand.
import { setTimeout as sleep } from "node:timers/promises";
import type { Knowledge } from "../../bot/knowledge/knowledge.ts";
import { BASE_LOCALE, localeOf } from "../../bot/knowledge/locale.ts";
import { undeclaredSteps } from "../../bot/lint/step-maps.ts";
import { ContentError, problemLine } from "../../bot/reading/content-error.ts";
import type { Log } from "../base/log.ts";
import type { HeadStore } from "../storage/head-store.ts";
import type { SnapshotStore } from "../storage/snapshot-store.ts";
import { type LoadedContent, type ReadApart, readApart } from "./content-apart.ts";
import { createOlder } from "./kept-content.ts";
import { readFolderNow } from "./read-folder-now.ts";
import { createReleases } from "./releases.ts";
import { watchRelease } from "./watch/watch-release.ts";

const SETTLE_MS = 150; // an editor saves in several steps, a checkout in many
/** At the start, of a folder that somebody is changing. */
const MOST_TRIES = 5;

export interface ContentSource {
  /** The newest content that passed every check, in the locale of a language tag, else in zh-CN. */
  current(locale?: string): Knowledge;
  /** The locales that have content, zh-CN first. */
  locales(): readonly string[];
  /** Content of an earlier deploy; undefined when it is not kept any more, or this version cannot read it. */
  snapshot(hash: string): Promise<Knowledge | undefined>;
  /** Of the release that is served; 0 where the folder alone decides. */
  generation(): number;
  /** Whether the folder holds another content than the newest release. */
  isBehind(): boolean;
  /**
   * Resolves when this node serves what it can of the release that a hash belongs to, or of a later one: no conversation
   * goes back to earlier content because another node was first. Never rejects.
   */
  reach(hash: string): Promise<void>;
  /** Whether the folder holds an edit that is not served because it is broken. */
  isRefused(): boolean;
  /** Calls back with each new snapshot of each locale; answers how to stop. */
  onChange(listener: (knowledge: Knowledge) => void): () => void;
  /** Stops watching; a reload under way is dropped. */
  close(): void;
}

export interface ContentSourceOptions {
  readonly dir: string;
  readonly log: Log;
  readonly snapshots: Pick<SnapshotStore, "save" | "load">;
  /** The releases of all nodes; absent where a writer's folder is served as it is. */
  readonly heads?: HeadStore | undefined;
  readonly clock: () => Date;
  /** Makes a content ready that is to be served next: it is served only when that is done. */
  readonly prepare?: (knowledge: Knowledge) => Promise<void>;
  /** Reads content while others are served. */
  readonly readApart?: ReadApart;
}

/**
 * Loads the content of every locale that has a folder and watches it. Throws ContentError when it is broken at start. A
 * broken edit later is logged once, each problem with file and line, and the old content of all locales goes on
 * serving; so is one that takes a step away without saying where merchants who stand there go. Content is kept before
 * anybody is served from it. A folder that holds an earlier release is not served: the newest one is, from the database.
 */
// biome-ignore lint/complexity/noExcessiveLinesPerFunction: a factory; its functions are short and share its state.
export async function openContent(options: ContentSourceOptions): Promise<ContentSource> {
  const { dir, log } = options;
  let changes = 0;
  let served: ReadonlyMap<string, Knowledge> = new Map();
  let refused = "";
  let closed = false;
  let timer: NodeJS.Timeout | undefined;
  const listeners = new Set<(knowledge: Knowledge) => void>();
  // Watched before it is read: what changes meanwhile, is read again.
  const watcher = watchRelease(dir, log, () => {
    changes += 1;
    if (served.size > 0) reloadSoon();
  });
  const started = loadFirst(options, () => changes).then(async (first) => {
    served = byLocale(first);
    await releases.enter(first);
  });
  const older = createOlder(options, current);
  const releases = createReleases(options, { served: () => served, find: older.find, serve });
  await started.catch((error: unknown) => {
    watcher.close();
    throw error;
  });

  function current(tag?: string): Knowledge {
    const knowledge = served.get(localeOf(tag)) ?? served.get(BASE_LOCALE);
    if (!knowledge) throw new Error("zh-CN is not served: the loader must have refused this content");
    return knowledge;
  }

  function reloadSoon(): void {
    clearTimeout(timer);
    timer = setTimeout(() => void reload(), SETTLE_MS);
  }

  async function reload(): Promise<void> {
    const changesBefore = changes;
    const result = await loadOrRefuse(options, served);
    // A file written while we read means a mixed tree; the timer it started reads again.
    if (closed || changes !== changesBefore) return;
    if ("error" in result) refuse(result.error);
    else await accept(result.loaded);
  }

  function refuse(error: Error): void {
    if (error.message !== refused) logRefusal(log, error);
    refused = error.message;
  }

  async function accept(loaded: readonly Knowledge[]): Promise<void> {
    const wasRefused = refused !== "";
    refused = "";
    const before = current().hash;
    await releases.enter(loaded).catch((error: unknown) => {
      log.error({ err: error }, "the content release could not be entered; it is tried again");
    });
    if (wasRefused && current().hash === before)
      log.info({ content: before }, "content is as it was before the refused edit");
  }

  function serve(loaded: readonly Knowledge[]): void {
    const before = served;
    const changed = loaded.filter(({ hash, locale }) => hash !== before.get(locale)?.hash);
    if (closed || (changed.length === 0 && loaded.length === before.size)) return;
    for (const knowledge of before.values()) older.remember(knowledge);
    served = byLocale(loaded.map((one) => (changed.includes(one) ? one : (before.get(one.locale) ?? one))));
    for (const knowledge of changed) {
      log.info({ content: knowledge.hash, locale: knowledge.locale }, "content reloaded");
      for (const listener of listeners) listener(knowledge);
    }
  }

  if (changes > 0) reloadSoon();
  return {
    current,
    locales: () => [...served.keys()],
    generation: releases.generation,
    isBehind: releases.isBehind,
    reach: releases.reach,
    isRefused: () => refused !== "",
    snapshot: async (hash) => [...served.values()].find((one) => one.hash === hash) ?? older.find(hash),
    onChange(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    close() {
      closed = true;
      clearTimeout(timer);
      releases.close();
      watcher.close();
      listeners.clear();
    },
  };
}

/** A folder that changes while it is read may be a mixture that nobody wrote: that is no refusal yet. */
async function loadFirst(options: ContentSourceOptions, changes: () => number): Promise<Knowledge[]> {
  for (let left = MOST_TRIES; ; left -= 1) {
    const before = changes();
    try {
      const loaded = await readFolderNow(options.dir);
      for (const one of loaded) await makeReady(options, one);
      return loaded.map(({ knowledge }) => knowledge);
    } catch (error) {
      await sleep(SETTLE_MS);
      if (changes() === before || left === 0) throw error;
    }
  }
}

/** Content is kept, and made ready, before anybody is served from it. */
async function makeReady(
  { snapshots, clock, prepare }: ContentSourceOptions,
  { tree, knowledge }: LoadedContent,
): Promise<void> {
  await snapshots.save(tree, clock());
  await prepare?.(knowledge);
}

type Loaded = { readonly loaded: readonly Knowledge[] } | { readonly error: Error };

function byLocale(loaded: readonly Knowledge[]): ReadonlyMap<string, Knowledge> {
  return new Map(loaded.map((knowledge) => [knowledge.locale, knowledge]));
}

/** A file that vanishes between listing and reading is a broken tree too, until the next change. */
async function loadOrRefuse(
  options: ContentSourceOptions,
  served: ReadonlyMap<string, Knowledge>,
): Promise<Loaded> {
  try {
    const loaded = await (options.readApart ?? readApart)({ dir: options.dir });
    const lost = loaded.flatMap(({ knowledge }) => {
      const before = served.get(knowledge.locale);
      return before ? undeclaredSteps(before, knowledge) : [];
    });
    if (lost.length > 0) throw new ContentError(lost);
    for (const one of loaded) await makeReady(options, one);
    return { loaded: loaded.map(({ knowledge }) => knowledge) };
  } catch (error) {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }
}

function logRefusal(log: Log, error: Error): void {
  const lines = error instanceof ContentError ? error.problems.map(problemLine) : [error.message];
  for (const line of lines) log.error({ problem: line }, "content refused, the old content goes on serving");
}
