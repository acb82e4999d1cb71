// Deletes transcripts that are older than promised, and refuses when it is the clock that has moved.
import { DAY_MS, HOUR_MS } from "../../bot/knowledge/calendar.ts";
import type { Log } from "../base/log.ts";
import type { ConversationStore } from "./conversation-store.ts";
import type { RetentionStore } from "./retention-store.ts";
import type { SnapshotStore } from "./snapshot-store.ts";

/** The job runs every hour; a longer pause is a clock that jumped, or a service that stood still. */
const LONGEST_PAUSE_MS = 6 * HOUR_MS;
/** More at once is a wrong clock sooner than old age. */
const MOST_SHARE = 0.2;
const PAGE = 100;
/** Every node asks each hour; one that another node has just had is not run again. */
const MOST_OFTEN_MS = HOUR_MS / 2;

export interface RetentionParts {
  readonly retention: RetentionStore;
  readonly conversations: Pick<ConversationStore, "deleteSilent">;
  readonly clock: () => Date;
  readonly log: Log;
  /** Transcripts live this long after the last activity. */
  readonly days: number;
}

export type RetentionOutcome =
  | { readonly kind: "done"; readonly deleted: number }
  /** Another node had this run. */
  | { readonly kind: "skipped" }
  /** Nothing was deleted. */
  | { readonly kind: "refused"; readonly because: "first-run" | "clock-jumped" | "too-many" };

/**
 * One run of all nodes together. Refuses without an earlier run, when that was more than six hours ago or in the future, and when more than
 * a fifth of all conversations would go; `confirmed` by an operator, it does not ask about pauses and shares.
 */
export async function runRetention(
  parts: RetentionParts,
  { confirmed = false }: { confirmed?: boolean } = {},
): Promise<RetentionOutcome> {
  const { retention, conversations, clock, log, days } = parts;
  const now = clock();
  const claimed = await retention.claim(now, confirmed ? now : new Date(now.getTime() - MOST_OFTEN_MS));
  if (!claimed && !confirmed) return { kind: "skipped" };
  const previous = claimed?.previous;
  const before = new Date(now.getTime() - days * DAY_MS).toISOString();
  const all = await retention.all();
  const most = Math.floor(all * MOST_SHARE);
  const old = await retention.old(before, most + 1);
  const doubt = confirmed ? undefined : doubtOf({ now, previous, all, old });
  if (doubt !== undefined) {
    if (old > 0) log.warn({ because: doubt, old, all, days }, "retention deleted nothing");
    // Before the first run nothing can be late.
    if (old === 0 || doubt === "first-run") await retention.noteDone(now);
    return { kind: "refused", because: doubt };
  }
  let deleted = 0;
  for (let ids = await retention.listOld(before, PAGE); ids.length > 0; ) {
    const gone = await conversations.deleteSilent(ids, before);
    deleted += gone;
    ids = gone > 0 ? await retention.listOld(before, PAGE) : [];
  }
  await retention.noteDone(now);
  if (deleted > 0) log.info({ deleted, days }, "old conversations deleted");
  return { kind: "done", deleted };
}

function doubtOf({
  now,
  previous,
  all,
  old,
}: {
  now: Date;
  previous: Date | undefined;
  all: number;
  old: number;
}) {
  if (previous === undefined) return "first-run";
  const pauseMs = now.getTime() - previous.getTime();
  if (pauseMs < 0 || pauseMs > LONGEST_PAUSE_MS) return "clock-jumped";
  return old > all * MOST_SHARE ? "too-many" : undefined;
}

/** One run, and where the clock is beyond doubt, also drops the content that no conversation needs any more. */
export async function runCleanup(
  parts: RetentionParts & { readonly snapshots: Pick<SnapshotStore, "deleteUnused"> },
): Promise<void> {
  try {
    const { kind } = await runRetention(parts);
    if (kind === "done") await parts.snapshots.deleteUnused(parts.clock());
  } catch (cause) {
    parts.log.error({ err: cause }, "retention failed");
  }
}

/** How many seconds the work of an hour is late: what the job could not or would not do is not forgotten. */
export async function retentionOverdue(
  retention: Pick<RetentionStore, "lastDone">,
  now: Date,
): Promise<number> {
  const done = await retention.lastDone();
  return done ? Math.max(0, now.getTime() - done.getTime() - HOUR_MS) / 1_000 : 0;
}

/** Cleans up at once and then every hour. Answers a function that ends it, once the run under way is done. */
export function startRetention(parts: Parameters<typeof runCleanup>[0]): () => Promise<void> {
  let running = runCleanup(parts);
  const timer = setInterval(() => {
    running = runCleanup(parts);
  }, HOUR_MS);
  timer.unref();
  return () => {
    clearInterval(timer);
    return running;
  };
}
