// One turn as pure data, before anything is stored: what is said, the new state, the effects, and what the desk makes
// of them. While a person speaks to the merchant no bot runs here at all.
import { toActivity } from "../../bot/bot.ts";
import { callsPerson } from "../../bot/dialogs/escalation.ts";
import type { DeskView, Effect, ReturnedBy, SecretKind } from "../../bot/ports.ts";
import type { Reply } from "../../bot/say/reply.ts";
import type { ActivityHandler } from "../../bot/sdk.ts";
import { ANONYMOUS, activityId } from "../base/ids.ts";
import type { Log } from "../base/log.ts";
import type { Activity } from "../base/wire.ts";
import type { Placed } from "../desk/rules/packet.ts";
import type { ConversationRecord } from "../storage/conversation-store.ts";
import type { TurnCommit } from "../storage/turn-commit.ts";
import type { DeskActivity, IncomingActivity, NoticeKey } from "./conversations.ts";
import type { DeskInTurns } from "./desk-in-turns.ts";
import {
  joinedActivity,
  type Stamp,
  toBotActivity,
  toDeskActivity,
  toSdkActivity,
  toUserActivity,
  turnTime,
} from "./stamped-activity.ts";
import { SILENT, type ToldTurn, toldTurn } from "./told-turns.ts";
import { runBotTurn, type TurnOutcome } from "./turn-adapter.ts";
import { NEARLY_FULL } from "./watermark.ts";

export interface TurnParts {
  readonly bot: ActivityHandler;
  readonly clock: () => Date;
  /** What is said when a turn fails: official channels and the offer of a person. */
  readonly apology: (conversation: Pick<ConversationRecord, "locale" | "state">) => Reply;
  /** What the service says outside any turn. */
  readonly notice: (
    key: NoticeKey,
    conversation: Pick<ConversationRecord, "locale" | "state">,
  ) => Reply | undefined;
  /** Makes the content that is served no older than the given one, as far as this node can. */
  readonly reach?: (hash: string) => Promise<void>;
  readonly log: Log;
  readonly deadlineMs?: number;
  /** Absent where no people answer, as in the terminal. */
  readonly desk?: DeskInTurns | undefined;
}

/** What begins a turn: the merchant joining, an activity of theirs, already masked, or a person who has finished. */
export type Cause =
  | { readonly kind: "joined"; readonly locale: string | undefined }
  | {
      readonly kind: "posted";
      readonly incoming: IncomingActivity;
      readonly secrets: readonly SecretKind[];
      readonly clientId: string | undefined;
    }
  | { readonly kind: "returned"; readonly by: ReturnedBy; readonly say: readonly DeskActivity[] };

type Turn = Pick<TurnCommit, "activities" | "effects" | "state" | "newContent" | "owner" | "desk"> & {
  readonly told: ToldTurn;
};

/** One turn as it goes; all its times are counted from one moment, under which it is also replayed. */
interface Going {
  readonly record: ConversationRecord;
  readonly cause: Cause;
  readonly stamp: (index: number) => Stamp;
  /** What began it, as it will be stored. */
  readonly own: readonly Activity[];
}

export async function runTurn(
  parts: TurnParts,
  record: ConversationRecord,
  cause: Cause,
  rewrites: readonly Placed[] = [],
): Promise<Turn> {
  // Before the turn's own time begins: content is read in a second or two.
  if (record.content !== undefined) await parts.reach?.(record.content);
  const stamp = stamps(record, parts.clock());
  const going: Going = { record, cause, stamp, own: ownActivities(record, cause, stamp) };
  const isSilent = record.owner.owner === "person" && cause.kind !== "returned";
  const { view, ...said } = isSilent
    ? { activities: going.own, effects: [], told: SILENT, view: undefined }
    : await spoken(parts, going);
  const turn = { ...said, activities: withNotice(parts, going, said.activities) };
  // A return is written by whoever decided it.
  if (!parts.desk || cause.kind === "returned") return turn;
  const written = await parts.desk.written({
    ...{ record, rewrites, view, effects: turn.effects },
    placed: turn.activities.map((activity, index) => ({ seq: record.nextSeq + index, activity })),
    state: "state" in turn ? turn.state : record.state,
    at: turn.activities.at(-1)?.timestamp ?? record.lastAt,
  });
  return { ...turn, ...written };
}

/** A conversation that becomes too long is told so once, whoever speaks in it. */
function withNotice(
  { notice }: Pick<TurnParts, "notice">,
  { record, stamp }: Going,
  activities: readonly Activity[],
): readonly Activity[] {
  const end = record.nextSeq + activities.length;
  if (record.nextSeq >= NEARLY_FULL || end < NEARLY_FULL) return activities;
  const said = notice("notice.nearly-full", record);
  if (!said) return activities;
  const told = { stamp: stamp(activities.length), userId: userOf(record), replyToId: undefined };
  return [...activities, toBotActivity(toActivity(said), told)];
}

/** What the desk says, with the server's own fields. */
export function deedActivities(
  { clock }: Pick<TurnParts, "clock">,
  record: ConversationRecord,
  say: readonly DeskActivity[],
): readonly Activity[] {
  return said(record, say, stamps(record, clock()));
}

type Spoken = Omit<Turn, "owner" | "desk"> & { readonly view: DeskView | undefined };

/**
 * The bot's own turn. Where it calls a person, it runs again knowing the place in the queue: a turn is pure, and only
 * those few cost twice.
 */
async function spoken(parts: TurnParts, going: Going): Promise<Spoken> {
  const { record, stamp } = going;
  const at = stamp(0).timestamp;
  const viewFor = (effects: readonly Effect[]) => parts.desk?.viewFor(record, { effects, at });
  const known = record.owner.owner === "waiting" ? await viewFor([]) : undefined;
  const first = await runOnce(parts, going, known);
  const calls = first.kind === "done" && first.effects.some(callsPerson) ? first.effects : undefined;
  const view = known ?? (calls && (await viewFor(calls)));
  const outcome = view && !known ? await runOnce(parts, going, view) : first;
  return toTurn(parts, going, outcome, view);
}

function runOnce(parts: TurnParts, going: Going, desk: DeskView | undefined): Promise<TurnOutcome> {
  const { record, cause, own, stamp } = going;
  const { timestamp } = stamp(0);
  const locale = (cause.kind === "joined" ? cause.locale : undefined) ?? record.locale;
  return runBotTurn(parts.bot, {
    activity: toSdkActivity(
      own[0] ?? joinedActivity(record.id, { locale, userId: userOf(record), timestamp }),
    ),
    state: record.state,
    // The time the turn is stored under, so that it can be replayed.
    now: timestamp,
    secrets: cause.kind === "posted" ? cause.secrets : [],
    desk,
    ...(cause.kind === "returned" && { returned: cause.by }),
    replyId: (index) => activityId(record.id, record.nextSeq + own.length + index),
    ...(parts.deadlineMs !== undefined && { deadlineMs: parts.deadlineMs }),
  });
}

function toTurn(
  parts: TurnParts,
  { record, cause, own, stamp }: Going,
  outcome: TurnOutcome,
  view: DeskView | undefined,
): Spoken {
  if (outcome.kind === "failed")
    parts.log.error({ conversation: record.id, err: outcome.cause }, "turn failed");
  const replied = outcome.kind === "done" ? outcome.replies : [toActivity(parts.apology(record))];
  const userId = (cause.kind === "posted" ? own[0]?.from.id : undefined) ?? userOf(record);
  const replies = replied.map((reply, index) =>
    toBotActivity(reply, { stamp: stamp(own.length + index), userId, replyToId: own[0]?.id }),
  );
  const effects = outcome.kind === "done" ? outcome.effects : [];
  const failure = outcome.kind === "failed" ? { failure: outcome.cause } : {};
  return {
    activities: [...own, ...replies],
    effects,
    told: toldTurn({ ...failure, effects, replies }),
    ...(outcome.kind === "done" && { state: outcome.state, newContent: outcome.newContent }),
    view,
  };
}

function ownActivities(record: ConversationRecord, cause: Cause, stamp: Going["stamp"]): readonly Activity[] {
  if (cause.kind === "joined") return [];
  if (cause.kind === "returned") return said(record, cause.say, stamp);
  const { incoming, secrets } = cause;
  const userId = incoming.from?.id ?? userOf(record);
  return [toUserActivity(incoming, { stamp: stamp(0), userId, masked: secrets })];
}

function said(record: ConversationRecord, say: readonly DeskActivity[], stamp: Going["stamp"]) {
  return say.map((one, index) => toDeskActivity(one, { stamp: stamp(index), userId: userOf(record) }));
}

function userOf({ userId }: ConversationRecord): string {
  return userId ?? ANONYMOUS;
}

function stamps({ id, nextSeq, lastAt }: ConversationRecord, now: Date): Going["stamp"] {
  const timeOf = turnTime(now, lastAt);
  return (index) => ({
    conversationId: id,
    id: activityId(id, nextSeq + index),
    timestamp: timeOf(index),
  });
}
