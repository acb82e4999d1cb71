// The turn pipeline: mask, one turn at a time, load, run the bot, commit everything at once, wake readers.
import { languageOf } from "../../bot/text/language.ts";
import { SHORT_TEXT } from "../../bot/text/short.ts";
import { AppError } from "../base/errors.ts";
import { activityId, type newId } from "../base/ids.ts";
import { createMeters, type Meters } from "../base/meters.ts";
import { createTurnQueue } from "../base/turn-queue.ts";
import type { ConversationRecord, ConversationStore } from "../storage/conversation-store.ts";
import type { Via } from "../storage/engines/engine.ts";
import type { ClientId } from "../storage/turn-commit.ts";
import { withoutForgeries } from "./client-keys.ts";
import type { Conversations, Deed } from "./conversations.ts";
import { type Mask, maskActivity } from "./mask-activity.ts";
import { type MaskedPieces, maskPieces } from "./mask-pieces.ts";
import { createReaders } from "./readers.ts";
import { createRecentPieces } from "./recent-pieces.ts";
import { type Cause, deedActivities, runTurn, type TurnParts } from "./run-turn.ts";
import { toTyping, turnTime } from "./stamped-activity.ts";
import { DUPLICATE, type ToldTurn, tellTurn, timed } from "./told-turns.ts";
import { MOST_ACTIVITIES, PAGE_SIZE, parseWatermark } from "./watermark.ts";

/** Another node can win the commit a few times in a row; more often something is broken. */
const COMMIT_ATTEMPTS = 5;
/** Below this a typing sign would only flicker. */
const TYPING_AFTER_MS = 300;

export interface ConversationParts extends TurnParts {
  readonly store: {
    readonly conversations: ConversationStore;
    onCommit(listener: (conversationId: string, via?: Via) => void): () => void;
  };
  readonly newId: typeof newId;
  /** Deletes for good, or promises to; the store's own where nothing is promised. */
  readonly remove?: ConversationStore["delete"];
  readonly mask: Mask;
  /** Where turns are counted; in the terminal nowhere. */
  readonly meters?: Meters;
}

type Attempt =
  | { readonly kind: "done"; readonly activityId: string; readonly turn?: Done }
  /** What was loaded is out of date: load and try again. */
  | { readonly kind: "again" };

/** A turn that is durable now, or was before. */
type Done = { readonly seq: number; readonly locale: string; readonly told: ToldTurn };

// biome-ignore lint/complexity/noExcessiveLinesPerFunction: a factory; its functions are short and share its state.
export function createConversations(parts: ConversationParts): Conversations {
  const { clock, log, meters = createMeters() } = parts;
  const store = parts.store.conversations;
  const { remove = store.delete } = parts;
  const inOrder = createTurnQueue();
  const readers = createReaders();
  const recent = createRecentPieces(store);
  parts.store.onCommit((id, via) => readers.wake(id, undefined, via));
  meters.show("huanka_turns_waiting", inOrder.waiting);

  async function getRecord(id: string): Promise<ConversationRecord> {
    const record = await store.find(id);
    if (!record) throw new AppError("conversation-not-found", { conversation: id });
    return record;
  }

  /** The conversation as it is now, and what is stored already under the client's id: one look. */
  async function load(id: string, clientId: ClientId | undefined) {
    if (clientId === undefined) return { record: await getRecord(id), storedId: undefined };
    const found = await store.findFor(id, clientId);
    if (!found) throw new AppError("conversation-not-found", { conversation: id });
    return found;
  }

  function conflict(): Attempt {
    meters.count("huanka_conflicts_total", {});
    return { kind: "again" };
  }

  /** Runs the turn on what was loaded and tries to commit it. */
  async function attempt(
    record: ConversationRecord,
    cause: Cause,
    { rewrites, pieces }: Pick<MaskedPieces, "rewrites" | "pieces">,
  ): Promise<Attempt> {
    const { told, ...turn } = await timed(meters, "bot", () => runTurn(parts, record, cause, rewrites));
    const outcome = await timed(meters, "commit", () =>
      store.commit({
        conversationId: record.id,
        expectedVersion: record.version,
        firstSeq: record.nextSeq,
        found: record,
        clientActivityId: cause.kind === "posted" ? cause.clientId : undefined,
        rewrites,
        ...turn,
      }),
    );
    if (outcome.kind === "conflict") return conflict();
    const done = { seq: record.nextSeq, locale: record.locale };
    if (outcome.kind === "duplicate")
      return { kind: "done", activityId: outcome.activityId, turn: { ...done, told: DUPLICATE } };
    recent.keep(record, pieces, turn.activities[0]);
    return { kind: "done", activityId: activityId(record.id, record.nextSeq), turn: { ...done, told } };
  }

  async function greet(record: ConversationRecord, locale: string | undefined): Promise<boolean> {
    const { kind } = await attempt(record, { kind: "joined", locale }, { rewrites: [], pieces: [] });
    return kind === "done";
  }

  /** A conversation that nobody started is greeted first, in the language of its message, so that a greeting never follows a question. */
  async function postOnce(id: string, cause: Cause & { kind: "posted" }): Promise<Attempt> {
    const { record, storedId } = await timed(meters, "load", () => load(id, cause.clientId));
    if (storedId !== undefined) {
      const turn = { seq: record.nextSeq, locale: record.locale, told: DUPLICATE };
      return { kind: "done", activityId: storedId, turn };
    }
    if (record.nextSeq >= MOST_ACTIVITIES) throw new AppError("conversation-full", { conversation: id });
    if (record.version === 0) {
      const { text = "", locale } = cause.incoming;
      await greet(record, languageOf(text.slice(0, SHORT_TEXT)) ?? locale);
      return { kind: "again" };
    }
    const masked = await maskPieces({ store, recent }, { record, incoming: cause.incoming, now: clock() });
    const secrets = [...new Set([...cause.secrets, ...masked.kinds])];
    return attempt(record, { ...cause, incoming: masked.incoming, secrets }, masked);
  }

  /** What a member of staff or the desk does, on what was found or is loaded now: decided, said and written like a turn. */
  async function actOnce(id: string, { clientId, found, plan }: Deed): Promise<Attempt> {
    const { record, storedId } = found ?? (await load(id, clientId));
    if (storedId !== undefined) return { kind: "done", activityId: storedId };
    const { returned, say, owner, queries } = await plan(record, turnTime(clock(), record.lastAt)(0));
    const turn =
      returned === undefined
        ? { activities: deedActivities(parts, record, say), effects: [] }
        : await runTurn(parts, record, { kind: "returned", by: returned, say });
    const outcome = await store.commit({
      ...{
        conversationId: record.id,
        expectedVersion: record.version,
        firstSeq: record.nextSeq,
        found: record,
      },
      ...turn,
      ...{ clientActivityId: clientId, owner, desk: queries },
    });
    if (outcome.kind === "conflict") return conflict();
    if (outcome.kind === "duplicate") return { kind: "done", activityId: outcome.activityId };
    return { kind: "done", activityId: activityId(record.id, record.nextSeq) };
  }

  /** Repeats what another node's commit made void; each time on newly loaded state. */
  async function settle(id: string, once: () => Promise<Attempt>): Promise<Attempt & { kind: "done" }> {
    for (let tries = 0; tries < COMMIT_ATTEMPTS; tries += 1) {
      const result = await once();
      if (result.kind === "done") return result;
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
      const { activity: incoming, kinds: found } = maskActivity(withoutForgeries(activity), parts.mask);
      if (found.length > 0) log.info({ conversation: id, secrets: found }, "secrets masked");
      const secrets = [...new Set([...found, ...(activity.channelData?.covered ?? [])])];
      const clientId = incoming.channelData?.clientActivityID;
      const cause: Cause & { kind: "posted" } = {
        kind: "posted",
        incoming,
        secrets,
        clientId: typeof clientId === "string" && clientId !== "" ? clientId : undefined,
      };
      for (const kind of secrets) meters.count("huanka_secrets_masked_total", { kind });
      const began = performance.now();
      const done = await timed(meters, "all", () =>
        inOrder(id, () => {
          meters.time("huanka_turn_seconds", { stage: "queue" }, (performance.now() - began) / 1_000);
          return withTyping(id, () => settle(id, () => postOnce(id, cause)));
        }),
      );
      if (done.turn)
        tellTurn({ meters, log }, { conversation: id, ms: performance.now() - began, ...done.turn });
      return { activityId: done.activityId };
    },

    async act(id, deed) {
      const { found, ...anew } = deed;
      const first = inOrder.isFree(id) && found ? [deed] : [];
      const { activityId } = await inOrder(id, () => settle(id, () => actOnce(id, first.pop() ?? anew)));
      return { activityId };
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
        if (!(await remove(id))) throw new AppError("conversation-not-found", { conversation: id });
      });
      log.info({ conversation: id }, "conversation deleted");
    },

    showTyping: (id, from) => readers.wake(id, toTyping(id, clock(), from)),
    subscribe: readers.subscribe,
  };
}
