// The turn pipeline: mask, one turn at a time, load, run the bot, commit everything at once, wake readers.
import type { ActivityHandler } from "botbuilder-core";
import { toActivity } from "../../bot/bot.ts";
import type { SecretKind } from "../../bot/ports.ts";
import type { Reply } from "../../bot/say/reply.ts";
import { AppError } from "../base/errors.ts";
import type { newId } from "../base/ids.ts";
import type { Log } from "../base/log.ts";
import type { Activity } from "../base/wire.ts";
import type { ConversationRecord, ConversationStore } from "../storage/conversation-store.ts";
import type { Conversations, IncomingActivity } from "./conversations.ts";
import { type Mask, maskActivity } from "./mask-activity.ts";
import { type MaskedPieces, maskPieces } from "./mask-pieces.ts";
import { createReaders } from "./readers.ts";
import { createRecentPieces } from "./recent-pieces.ts";
import {
  activityId,
  joinedActivity,
  toBotActivity,
  toSdkActivity,
  toTyping,
  toUserActivity,
  turnTime,
} from "./stamped-activity.ts";
import { runBotTurn } from "./turn-adapter.ts";
import { createTurnQueue } from "./turn-queue.ts";
import { PAGE_SIZE, parseWatermark } from "./watermark.ts";

/** Another node can win the commit a few times in a row; more often something is broken. */
const COMMIT_ATTEMPTS = 5;
/** Below this a typing sign would only flicker. */
const TYPING_AFTER_MS = 300;
/** Who speaks when neither token nor client named anybody. */
const ANONYMOUS = "merchant";

export interface ConversationParts {
  readonly store: {
    readonly conversations: ConversationStore;
    onCommit(listener: (conversationId: string) => void): () => void;
  };
  readonly bot: ActivityHandler;
  readonly clock: () => Date;
  readonly newId: typeof newId;
  readonly mask: Mask;
  /** What is said when a turn fails: official channels and the offer of a person. */
  readonly apology: (conversation: Pick<ConversationRecord, "locale" | "state">) => Reply;
  readonly log: Log;
  readonly deadlineMs?: number;
}

/** What begins a turn: the merchant joining, or an activity of theirs, already masked. */
type Cause =
  | { readonly kind: "joined"; readonly locale: string | undefined }
  | {
      readonly kind: "posted";
      readonly incoming: IncomingActivity;
      readonly secrets: readonly SecretKind[];
      readonly clientId: string | undefined;
    };

type Attempt =
  | { readonly kind: "done"; readonly activityId: string }
  /** What was loaded is out of date: load and try again. */
  | { readonly kind: "again" };

// biome-ignore lint/complexity/noExcessiveLinesPerFunction: a factory; its functions are short and share its state.
export function createConversations(parts: ConversationParts): Conversations {
  const { clock, log } = parts;
  const store = parts.store.conversations;
  const inOrder = createTurnQueue();
  const readers = createReaders();
  const recent = createRecentPieces(store);
  parts.store.onCommit((id) => readers.wake(id));

  async function getRecord(id: string): Promise<ConversationRecord> {
    const record = await store.find(id);
    if (!record) throw new AppError("conversation-not-found", { conversation: id });
    return record;
  }

  /** Runs the turn on what was loaded and tries to commit it. */
  async function attempt(
    record: ConversationRecord,
    cause: Cause,
    { rewrites, pieces }: Pick<MaskedPieces, "rewrites" | "pieces">,
  ): Promise<Attempt> {
    const turn = await runTurn(parts, record, cause);
    const outcome = await store.commit({
      conversationId: record.id,
      expectedVersion: record.version,
      firstSeq: record.nextSeq,
      clientActivityId: cause.kind === "posted" ? cause.clientId : undefined,
      rewrites,
      ...turn,
    });
    if (outcome.kind === "conflict") return { kind: "again" };
    if (outcome.kind === "duplicate") return { kind: "done", activityId: outcome.activityId };
    recent.keep(record, pieces, turn.activities[0]);
    return { kind: "done", activityId: activityId(record.id, record.nextSeq) };
  }

  async function greet(record: ConversationRecord, locale: string | undefined): Promise<boolean> {
    const { kind } = await attempt(record, { kind: "joined", locale }, { rewrites: [], pieces: [] });
    return kind === "done";
  }

  /** A conversation that nobody started is greeted first, so that a greeting never follows a question. */
  async function postOnce(id: string, cause: Cause & { kind: "posted" }): Promise<Attempt> {
    const [record, stored] = await Promise.all([
      getRecord(id),
      cause.clientId === undefined ? undefined : store.findActivityId(id, cause.clientId),
    ]);
    if (stored !== undefined) return { kind: "done", activityId: stored };
    if (record.version === 0) {
      await greet(record, cause.incoming.locale);
      return { kind: "again" };
    }
    const masked = await maskPieces({ store, recent }, { record, incoming: cause.incoming, now: clock() });
    const secrets = [...new Set([...cause.secrets, ...masked.kinds])];
    return attempt(record, { ...cause, incoming: masked.incoming, secrets }, masked);
  }

  /** Repeats what another node's commit made void; each time on newly loaded state. */
  async function settle(id: string, once: () => Promise<Attempt>): Promise<string> {
    for (let tries = 0; tries < COMMIT_ATTEMPTS; tries += 1) {
      const result = await once();
      if (result.kind === "done") return result.activityId;
    }
    throw new AppError("overloaded", { conversation: id, attempts: COMMIT_ATTEMPTS });
  }

  /** While a turn runs long, open sockets are told that an answer is coming. */
  async function withTyping<T>(id: string, job: () => Promise<T>): Promise<T> {
    const timer = setTimeout(() => readers.wake(id, toTyping(id, clock())), TYPING_AFTER_MS);
    try {
      return await job();
    } finally {
      clearTimeout(timer);
    }
  }

  return {
    async open({ locale, userId }) {
      const id = parts.newId("cnv");
      const createdAt = clock().toISOString();
      const masked = (text: string) => parts.mask(text).text;
      await store.create({
        id,
        locale: masked(locale),
        createdAt,
        ...(userId !== undefined && { userId: masked(userId) }),
      });
      return id;
    },

    start: (id, options = {}) =>
      inOrder(id, async () => {
        const record = await getRecord(id);
        return {
          created:
            record.version === 0 && (await greet(record, options.locale && parts.mask(options.locale).text)),
        };
      }),

    async post(id, activity) {
      const { activity: incoming, kinds: found } = maskActivity(activity, parts.mask);
      if (found.length > 0) log.info({ conversation: id, secrets: found }, "secrets masked");
      const secrets = [...new Set([...found, ...(activity.channelData?.covered ?? [])])];
      const clientId = incoming.channelData?.clientActivityID;
      const cause: Cause & { kind: "posted" } = {
        kind: "posted",
        incoming,
        secrets,
        clientId: typeof clientId === "string" && clientId !== "" ? clientId : undefined,
      };
      const stored = await inOrder(id, () => withTyping(id, () => settle(id, () => postOnce(id, cause))));
      return { activityId: stored };
    },

    async read(id, watermark) {
      const from = parseWatermark(watermark);
      const activities = await store.list(id, from, PAGE_SIZE);
      if (activities.length > 0) return { activities, watermark: String(from + activities.length) };
      const { nextSeq } = await getRecord(id);
      return { activities, watermark: String(Math.min(from, nextSeq)) };
    },

    async watermarks(ids) {
      const found = await store.watermarks(ids);
      return new Map([...found].map(([id, end]) => [id, String(end)]));
    },

    async remove(id) {
      await inOrder(id, async () => {
        recent.forget(id);
        if (!(await store.delete(id))) throw new AppError("conversation-not-found", { conversation: id });
      });
      log.info({ conversation: id }, "conversation deleted");
    },

    subscribe: readers.subscribe,
  };
}

/** One turn as pure data: the activities to store, the state and effects that go with them. */
async function runTurn(parts: ConversationParts, record: ConversationRecord, cause: Cause) {
  const { id: conversationId, nextSeq } = record;
  const now = parts.clock();
  const timeOf = turnTime(now, record.lastAt);
  const stampOf = (index: number) => ({
    conversationId,
    id: activityId(conversationId, nextSeq + index),
    timestamp: timeOf(index),
  });
  const posted = cause.kind === "posted" ? cause : undefined;
  const joinedLocale = cause.kind === "joined" ? cause.locale : undefined;
  const userId = posted?.incoming.from?.id ?? record.userId ?? ANONYMOUS;
  const own: readonly Activity[] = posted
    ? [toUserActivity(posted.incoming, { stamp: stampOf(0), userId, masked: posted.secrets })]
    : [];
  const outcome = await runBotTurn(parts.bot, {
    activity: toSdkActivity(
      own[0] ??
        joinedActivity(conversationId, {
          locale: joinedLocale ?? record.locale,
          userId,
          timestamp: timeOf(0),
        }),
    ),
    state: record.state,
    // The time the turn is stored under, so that it can be replayed.
    now: timeOf(0),
    secrets: posted?.secrets ?? [],
    replyId: (index) => activityId(conversationId, nextSeq + own.length + index),
    ...(parts.deadlineMs !== undefined && { deadlineMs: parts.deadlineMs }),
  });
  if (outcome.kind === "failed")
    parts.log.error({ conversation: conversationId, err: outcome.cause }, "turn failed");
  const said = outcome.kind === "done" ? outcome.replies : [toActivity(parts.apology(record))];
  const replies = said.map((reply, index) =>
    toBotActivity(reply, { stamp: stampOf(own.length + index), userId, replyToId: own[0]?.id }),
  );
  return {
    activities: [...own, ...replies],
    effects: outcome.kind === "done" ? outcome.effects : [],
    ...(outcome.kind === "done" && { state: outcome.state, newContent: outcome.newContent }),
  };
}
