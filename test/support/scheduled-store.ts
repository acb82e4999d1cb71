// A conversation store in memory whose every answer comes when a fast-check scheduler lets it, in any order it likes.

import type { Scheduler } from "fast-check";
import type { Activity } from "../../src/base/wire.ts";
import { NOBODY } from "../../src/desk/rules/owner.ts";
import type { ConversationRecord, ConversationStore } from "../../src/storage/conversation-store.ts";
import type { ClientId } from "../../src/storage/turn-commit.ts";

interface Held {
  record: ConversationRecord;
  readonly activities: Activity[];
  readonly clientIds: Map<string, string>;
}

const keyOf = (clientId: ClientId) => JSON.stringify(clientId);

/** What is asked happens at once and whole, as a database does it; only the answers are held back and mixed. */
export function scheduledStore(scheduler: Scheduler): ConversationStore {
  const all = new Map<string, Held>();
  const later = <T>(name: string, value: T): Promise<T> => scheduler.schedule(Promise.resolve(value), name);
  return {
    create({ id, userId, locale, createdAt }) {
      const record = {
        id,
        userId,
        locale,
        content: undefined,
        state: undefined,
        version: 0,
        nextSeq: 0,
        createdAt,
      };
      all.set(id, {
        record: { ...record, lastAt: createdAt, owner: NOBODY },
        activities: [],
        clientIds: new Map(),
      });
      return later("create", undefined);
    },
    find: (id) => later("find", all.get(id)?.record),
    findFor(id, clientId) {
      const held = all.get(id);
      const storedId = held?.clientIds.get(keyOf(clientId));
      return later("findFor", held && { record: held.record, storedId });
    },
    findOfTicket: () => later("findOfTicket", undefined),
    commit(turn) {
      const held = all.get(turn.conversationId);
      const stored = held?.clientIds.get(keyOf(turn.clientActivityId ?? ""));
      if (stored !== undefined) return later("commit", { kind: "duplicate", activityId: stored });
      const last = turn.activities.at(-1);
      if (!held || !last || held.record.version !== turn.expectedVersion)
        return later("commit", { kind: "conflict" });
      held.activities.push(...turn.activities);
      const [first] = turn.activities;
      if (turn.clientActivityId !== undefined && first)
        held.clientIds.set(keyOf(turn.clientActivityId), first.id);
      held.record = {
        ...held.record,
        ...("state" in turn && { state: turn.state }),
        version: turn.expectedVersion + 1,
        nextSeq: held.activities.length,
        lastAt: last.timestamp,
        ...(turn.owner && { owner: turn.owner }),
      };
      return later("commit", { kind: "committed" });
    },
    list: (id, from, limit) => later("list", all.get(id)?.activities.slice(from, from + limit) ?? []),
    watermarks: (ids) =>
      later(
        "watermarks",
        new Map(ids.flatMap((id) => (all.has(id) ? [[id, all.get(id)?.record.nextSeq ?? 0]] : []))),
      ),
    delete: (id) => later("delete", all.delete(id)),
    deleteSilent: (ids) => later("deleteSilent", ids.filter((id) => all.delete(id)).length),
    listIds: () => later("listIds", [...all.keys()]),
  };
}
