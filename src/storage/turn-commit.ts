// Writes one turn: activities, escalations and new state in one durable batch, guarded by the version.
import type { CompiledQuery, Kysely } from "kysely";
import type { Effect } from "../../bot/ports.ts";
import { AppError } from "../base/errors.ts";
import { newId } from "../base/ids.ts";
import type { Activity } from "../base/wire.ts";
import type { OwnerState } from "../desk/rules/owner.ts";
import type { Engine, GuardedQuery } from "./engines/engine.ts";
import { hourOf } from "./rows/hour-of.ts";
import { type RowContext, toBody } from "./rows/short-row.ts";
import { toStateText } from "./rows/short-state.ts";
import type { ConversationStatements } from "./statements/conversation-statements.ts";
import type { Tables } from "./tables/tables.ts";

/** The idempotency key of a merchant's client, or that of a member of staff; neither can ever be the other's. */
export type ClientId = string | { readonly staff: string; readonly id: string };

/** One turn's whole effect: the merchant's activity, the replies, the new state and the effects. */
export interface TurnCommit {
  readonly conversationId: string;
  readonly expectedVersion: number;
  /** In order; the first has sequence `firstSeq`, each id is already `<conversation>|<sequence>`. */
  readonly firstSeq: number;
  readonly activities: readonly Activity[];
  /** The conversation as the turn found it, which its rows need not say again. Absent: they say it all. */
  readonly found?: Pick<RowContext, "userId" | "content"> | undefined;
  /** Idempotency key of the first activity, if its client sent one. */
  readonly clientActivityId: ClientId | undefined;
  /** The bot's new state. Absent: the turn failed, and the state before it stays. */
  readonly state?: unknown;
  readonly effects: readonly Effect[];
  /** The content snapshot of this turn, where it is another than that of the turn before. */
  readonly newContent?: string | undefined;
  /** Earlier activities stored anew under their sequence: a later message showed that they held part of a secret. */
  readonly rewrites?: readonly { readonly seq: number; readonly activity: Activity }[];
  /** Who speaks from now on, where that changes. */
  readonly owner?: OwnerState | undefined;
  /** What the desk writes with it, in its lock order: after the conversation, ticket before clock. */
  readonly desk?: readonly GuardedQuery[] | undefined;
}

export type CommitOutcome =
  | { readonly kind: "committed" }
  /** Somebody else committed first: load again and run the turn again. */
  | { readonly kind: "conflict" }
  /** The same client id is stored already; its turn has run. */
  | { readonly kind: "duplicate"; readonly activityId: string };

interface CommitParts {
  readonly db: Kysely<Tables>;
  readonly statements: ConversationStatements;
  readonly engine: Pick<Engine, "commitBatch">;
  /** Whether rows are written in their short form. */
  readonly isShort: boolean;
  /** The activity stored under a client id, if any. */
  readonly storedId: (conversationId: string, clientActivityId: ClientId) => Promise<string | undefined>;
}

/**
 * Commits a turn of at least one activity. A client id that is stored already answers `duplicate` also when
 * the version has moved on, so that a repeated message runs no second turn. Throws AppError `overloaded`
 * when the database cannot write now; the outcome is then unknown and a repeat with the same client id decides.
 */
export async function commitTurn(
  { db, statements, engine, isShort, storedId }: CommitParts,
  turn: TurnCommit,
): Promise<CommitOutcome> {
  const outcome = await engine.commitBatch(
    toBatch({ db, statements }, turn, isShort ? turn.found : undefined),
  );
  if (outcome === "committed") return { kind: "committed" };
  const activityId =
    turn.clientActivityId === undefined
      ? undefined
      : await storedId(turn.conversationId, turn.clientActivityId);
  if (activityId !== undefined) return { kind: "duplicate", activityId };
  // A ticket's reference that is taken is drawn again, as anything that changed meanwhile.
  if (outcome === "conflict" || turn.desk) return { kind: "conflict" };
  throw new AppError("internal", { conversationId: turn.conversationId, constraint: outcome.constraint });
}

function toBatch(
  { db, statements }: Pick<CommitParts, "db" | "statements">,
  turn: TurnCommit,
  found: TurnCommit["found"],
): GuardedQuery[] {
  const last = turn.activities.at(-1);
  if (!last) throw new AppError("internal", { conversationId: turn.conversationId, turn: "no activities" });
  // The guard goes first: on PostgreSQL it takes the row lock that orders the commits of a conversation.
  const guard = moved(statements, turn, { last, found });
  const activities = statements.insert(rowsOf(turn, found));
  const escalations = turn.effects.map((effect) =>
    db
      .insertInto("escalations")
      .values({
        id: newId("esc"),
        conversation_id: turn.conversationId,
        seq: turn.firstSeq,
        reason: effect.reason,
        provider: effect.provider ?? null,
        step: effect.step ?? null,
        created_at: last.timestamp,
      })
      .compile(),
  );
  const uses =
    turn.newContent === undefined
      ? []
      : [
          db
            .insertInto("content_uses")
            .values({ conversation_id: turn.conversationId, seq: turn.firstSeq, hash: turn.newContent })
            .compile(),
        ];
  const rewrites = (turn.rewrites ?? []).map(({ seq, activity }) =>
    db
      .updateTable("activities")
      .set({ body: bodyOf(activity, { conversationId: turn.conversationId, seq, found, ...SAID_IN_FULL }) })
      .where("conversation_id", "=", turn.conversationId)
      .where("seq", "=", seq)
      .compile(),
  );
  const single = [...rewrites, ...escalations, ...uses].map((query) => ({ query, rows: 1 }));
  const own = [{ query: guard, rows: 1 }, { query: activities, rows: turn.activities.length }, ...single];
  return [...own, ...(turn.desk ?? [])];
}

/** The statement that moves the conversation on, where nobody else did. */
function moved(
  statements: ConversationStatements,
  turn: TurnCommit,
  { last, found }: { readonly last: Activity; readonly found: TurnCommit["found"] },
): CompiledQuery {
  const values = {
    id: turn.conversationId,
    version: turn.expectedVersion,
    nextVersion: turn.expectedVersion + 1,
    firstSeq: turn.firstSeq,
    nextSeq: turn.firstSeq + turn.activities.length,
    lastAt: last.timestamp,
    lastHour: hourOf(last.timestamp),
  };
  const state = "state" in turn && { state: stateOf(turn, found) };
  if (turn.owner)
    return statements
      .guard(values)
      .set({ ...state, ...ownerColumns(turn.owner) })
      .compile();
  return state ? statements.moveState({ ...values, ...state }) : statements.move(values);
}

function stateOf({ state, newContent }: TurnCommit, found: TurnCommit["found"]): string | null {
  return found ? toStateText(state, newContent ?? found.content) : (JSON.stringify(state) ?? null);
}

/** A row that is stored anew was written under other circumstances, so that it says them all. */
const SAID_IN_FULL = { clientActivityId: undefined, content: undefined };

function rowsOf(turn: TurnCommit, found: TurnCommit["found"]) {
  const { conversationId, firstSeq, clientActivityId } = turn;
  const content = turn.newContent ?? found?.content;
  return turn.activities.map((activity, index) => {
    const key = index === 0 ? clientActivityId : undefined;
    const told = { clientActivityId: typeof key === "string" ? key : undefined, content };
    return {
      conversation_id: conversationId,
      seq: firstSeq + index,
      client_activity_id: key === undefined ? null : toClientKey(key),
      body: bodyOf(activity, { conversationId, seq: firstSeq + index, found, ...told }),
    };
  });
}

/** Without `found` the whole activity, which every version can read. */
function bodyOf(
  activity: Activity,
  { found, ...of }: Pick<TurnCommit, "found"> & Omit<RowContext, "userId">,
): string {
  return found ? toBody(activity, { ...of, userId: found.userId }) : JSON.stringify(activity);
}

function ownerColumns({ owner, agentId, since, ticketId }: OwnerState) {
  return {
    owner,
    agent_id: agentId ?? null,
    owner_since: since ?? null,
    ticket_id: ticketId ?? null,
  };
}

/**
 * A client's idempotency key as the database keeps it. Escapes what a text column cannot hold, as JSON does: PostgreSQL refuses NUL, and both engines would
 * make two lone surrogates equal. Plain ids stay as they are. An agent's begins with a bare quote, which no escaped
 * text holds, so that no merchant can take its place.
 */
export function toClientKey(clientActivityId: ClientId): string {
  if (typeof clientActivityId === "string") return JSON.stringify(clientActivityId).slice(1, -1);
  return `"${clientActivityId.staff}"${toClientKey(clientActivityId.id)}`;
}

/** What a merchant's client sent, read back from its key; of staff nobody's rows say it. */
export function fromClientKey(key: string): string {
  return JSON.parse(`"${key.startsWith('"') ? "" : key}"`) as string;
}
