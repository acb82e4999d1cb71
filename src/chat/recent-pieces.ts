// What each merchant wrote last, as it is stored: remembered beside the store while they write, so that not every
// message reads their last sixty activities again.
import type { Activity } from "../base/wire.ts";
import type { ConversationRecord, ConversationStore } from "../storage/conversation-store.ts";

/** A card number digit by digit, each with two replies to it; or in groups of four, each with a dozen. */
const LOOK_BACK = 60;
/** Who was silent longer is read from the store again: what they wrote is not kept in memory. */
const REMEMBERED_MS = 120_000;
/** Twenty times the merchants that one node is meant for. */
const REMEMBERED_MAX = 20_000;

/** A text of the merchant's, masked, with where and when it is stored. */
export interface Piece {
  readonly seq: number;
  /** All of it, or the end of a long one. */
  readonly text: string;
  /** Whether something stands before `text`. */
  readonly isEnd: boolean;
  readonly ms: number;
  /** What a member of staff said right behind it. */
  readonly asked?: string | undefined;
}

export interface RecentPieces {
  /** The merchant's texts among the last sixty activities, oldest first, where they are remembered as of this version. */
  known(record: Version): readonly Piece[] | undefined;
  /** The same, from the store where they are not remembered. */
  read(record: Version): Promise<readonly Piece[]>;
  /** After a commit on `record`: `before` and the first activity of the turn are what the next message is read with. */
  keep(record: Version, before: readonly Piece[] | undefined, first: Activity | undefined): void;
  forget(id: string): void;
}

type Version = Pick<ConversationRecord, "id" | "version" | "nextSeq">;

/** A version that another node moved on is not known here: the version tells, so nothing need be announced. */
export function createRecentPieces(store: Pick<ConversationStore, "list">): RecentPieces {
  const remembered = new Map<string, { version: number; pieces: readonly Piece[]; keptMs: number }>();

  function known({ id, version, nextSeq }: Version): readonly Piece[] | undefined {
    const found = remembered.get(id);
    return found?.version === version ? inView(found.pieces, nextSeq) : undefined;
  }

  /** The map is in order of keeping, so that the silent ones stand first. */
  function forgetSilent(nowMs: number): void {
    for (const [id, { keptMs }] of remembered) {
      if (remembered.size <= REMEMBERED_MAX && nowMs - keptMs < REMEMBERED_MS) return;
      remembered.delete(id);
    }
  }

  return {
    known,
    async read(record) {
      const here = known(record);
      if (here) return here;
      const from = Math.max(0, record.nextSeq - LOOK_BACK);
      const recent = await store.list(record.id, from, LOOK_BACK);
      return recent.flatMap((activity, index) =>
        toPiece(activity, from + index).map((piece) => ({ ...piece, asked: askedBehind(recent, index) })),
      );
    },
    keep(record, before, first) {
      const nowMs = performance.now();
      remembered.delete(record.id);
      if (before) {
        const pieces = [...inView(before, record.nextSeq), ...(first ? toPiece(first, record.nextSeq) : [])];
        remembered.set(record.id, { version: record.version + 1, pieces, keptMs: nowMs });
      }
      forgetSilent(nowMs);
    },
    forget: (id) => void remembered.delete(id),
  };
}

function inView(pieces: readonly Piece[], nextSeq: number): readonly Piece[] {
  return pieces.filter(({ seq }) => seq >= nextSeq - LOOK_BACK);
}

/** How the server names who speaks from the desk. */
const OF_STAFF = "agent:";

/** Of staff, who ask for what they need; the last words before the merchant's next. */
function askedBehind(activities: readonly Activity[], index: number): string | undefined {
  let asked: string | undefined;
  for (const { from, text } of activities.slice(index + 1)) {
    if (from.role === "user") break;
    if (from.id.startsWith(OF_STAFF) && text !== undefined) asked = endOf(text);
  }
  return asked;
}

function toPiece({ from, text, timestamp }: Activity, seq: number): Piece[] {
  if (from.role !== "user" || text === undefined) return [];
  const end = endOf(text);
  return [{ seq, text: end, isEnd: end.length < text.length, ms: Date.parse(timestamp) }];
}

/** A card number in the widest layout, a name before it and one behind. Sixty of them are read in a few milliseconds. */
export const LONGEST_END = 120;
/** A number that the cut would halve is left to whoever reads the whole text. */
const HALVED_AT_START = /^[\p{N}\s\p{P}]+/u;
const HALVED_AT_END = /[\p{N}\s\p{P}]+$/u;
/** Longer rows of such marks are no number. */
const LONGEST_NUMBER = 60;

/** The text, or the end of a long one. */
export function endOf(text: string): string {
  if (text.length <= LONGEST_END) return text;
  const end = text.slice(-LONGEST_END);
  const halved = HALVED_AT_START.exec(end.slice(0, LONGEST_NUMBER))?.[0] ?? "";
  return halved.length < LONGEST_NUMBER ? end.slice(halved.length) : end;
}

/** The text, or the beginning of a long one. */
export function beginningOf(text: string): string {
  if (text.length <= LONGEST_END) return text;
  const beginning = text.slice(0, LONGEST_END);
  const halved = HALVED_AT_END.exec(beginning.slice(-LONGEST_NUMBER))?.[0] ?? "";
  return halved.length < LONGEST_NUMBER ? beginning.slice(0, LONGEST_END - halved.length) : beginning;
}
