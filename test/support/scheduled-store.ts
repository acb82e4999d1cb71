// A conversation store in memory whose every answer comes when a fast-check scheduler lets it, in any order it likes.
import type { Scheduler } from "fast-check";
import type { Activity } from "../../src/base/wire.ts";
import type { ConversationRecord, ConversationStore } from "../../src/storage/conversation-store.ts";

interface Held {
  record: ConversationRecord;
  readonly activities: Activity[];
  readonly clientIds: Map<string, string>;
}

/** What is asked happens at once and whole, as a database does it; only the answers are held back and mixed. */
export function scheduledStore(scheduler: Scheduler): ConversationStore {
  const all = new Map<string, Held>();
  const later = <T>(name: string, value: T): Promise<T> => scheduler.schedule(Promise.resolve(value), name);
  return {
    create({ id, userId, locale, createdAt }) {
      const record = { id, userId, locale, state: undefined, version: 0, nextSeq: 0, createdAt };
      all.set(id, { record: { ...record, lastAt: createdAt }, activities: [], clientIds: new Map() });
      return later("create", undefined);
    },
    find: (id) => later("find", all.get(id)?.record),
    findActivityId: (id, clientId) => later("findActivityId", all.get(id)?.clientIds.get(clientId)),
    commit(turn) {
      const held = all.get(turn.conversationId);
      const stored = held?.clientIds.get(turn.clientActivityId ?? "");
      if (stored !== undefined) return later("commit", { kind: "duplicate", activityId: stored });
      const last = turn.activities.at(-1);
      if (!held || !last || held.record.version !== turn.expectedVersion)
        return later("commit", { kind: "conflict" });
      held.activities.push(...turn.activities);
      const [first] = turn.activities;
      if (turn.clientActivityId !== undefined && first) held.clientIds.set(turn.clientActivityId, first.id);
      held.record = {
        ...held.record,
        ...("state" in turn && { state: turn.state }),
        version: turn.expectedVersion + 1,
        nextSeq: held.activities.length,
        lastAt: last.timestamp,
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
