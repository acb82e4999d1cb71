// The content that is served now: loaded at start, reloaded when a file changes, never replaced by a broken tree.
import { type FSWatcher, watch } from "node:fs";
import { ContentError, problemLine } from "../bot/knowledge/content-error.ts";
import type { Knowledge } from "../bot/knowledge/knowledge.ts";
import { loadKnowledge } from "../bot/knowledge/load-knowledge.ts";
import type { Log } from "./base/log.ts";

const SETTLE_MS = 150; // an editor saves in several steps, a checkout in many

export interface ContentSource {
  /** The newest content that passed every check. */
  current(): Knowledge;
  /** Calls back with each new snapshot; answers how to stop. */
  onChange(listener: (knowledge: Knowledge) => void): () => void;
  /** Stops watching; a reload under way is dropped. */
  close(): void;
}

export interface ContentSourceOptions {
  readonly dir: string;
  readonly log: Log;
  readonly locale: string;
}

/**
 * Loads the content and watches its folder. Throws ContentError when it is broken at start. A broken edit later
 * is logged once, each problem with file and line, and the old content goes on serving.
 */
export async function openContent({ dir, log, locale }: ContentSourceOptions): Promise<ContentSource> {
  let knowledge = await loadKnowledge(dir, locale);
  let refused = "";
  let changes = 0;
  let closed = false;
  let timer: NodeJS.Timeout | undefined;
  const listeners = new Set<(knowledge: Knowledge) => void>();

  async function reload(): Promise<void> {
    const changesBefore = changes;
    const result = await loadOrRefuse(dir, locale);
    // A file written while we read means a mixed tree; the timer it started reads again.
    if (closed || changes !== changesBefore) return;
    if ("error" in result) refuse(result.error);
    else accept(result.knowledge);
  }

  function refuse(error: Error): void {
    if (error.message !== refused) logRefusal(log, error);
    refused = error.message;
  }

  function accept(loaded: Knowledge): void {
    const wasRefused = refused !== "";
    refused = "";
    if (loaded.hash === knowledge.hash) {
      if (wasRefused) log.info({ content: loaded.hash }, "content is as it was before the refused edit");
      return;
    }
    knowledge = loaded;
    log.info({ content: loaded.hash }, "content reloaded");
    for (const listener of listeners) listener(loaded);
  }

  const watcher = watchTree(dir, log, () => {
    changes += 1;
    clearTimeout(timer);
    timer = setTimeout(() => void reload(), SETTLE_MS);
  });

  return {
    current: () => knowledge,
    onChange(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    close() {
      closed = true;
      clearTimeout(timer);
      watcher?.close();
      listeners.clear();
    },
  };
}

type Loaded = { readonly knowledge: Knowledge } | { readonly error: Error };

/** A file that vanishes between listing and reading is a broken tree too, until the next change. */
async function loadOrRefuse(dir: string, locale: string): Promise<Loaded> {
  try {
    return { knowledge: await loadKnowledge(dir, locale) };
  } catch (error) {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }
}

function logRefusal(log: Log, error: Error): void {
  const lines = error instanceof ContentError ? error.problems.map(problemLine) : [error.message];
  for (const line of lines) log.error({ problem: line }, "content refused, the old content goes on serving");
}

/** Undefined where the system gives no watcher; the site then serves what it loaded until it restarts. */
function watchTree(dir: string, log: Log, onEvent: () => void): FSWatcher | undefined {
  const giveUp = (error: unknown) =>
    log.warn({ error: String(error) }, "content is not watched: restart after a change");
  try {
    return watch(dir, { recursive: true, persistent: false }, onEvent).on("error", giveUp);
  } catch (error) {
    giveUp(error);
    return undefined;
  }
}
