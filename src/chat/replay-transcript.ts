// Runs a stored conversation again and compares what the bot says with what was stored, byte for byte.
import { messageText, pageOf, toActivity } from "../../bot/bot.ts";
import type { Knowledge } from "../../bot/knowledge/knowledge.ts";
import type { DeskView, ReturnedBy, TurnEvent } from "../../bot/ports.ts";
import { compiled } from "../../bot/turn/compiled.ts";
import { neededSnapshot } from "../../bot/turn/older-content.ts";
import { runTurn } from "../../bot/turn/turn.ts";
import { BOT } from "../base/ids.ts";
import type { Activity } from "../base/wire.ts";
import { isNoticeKey } from "./notices.ts";

export interface Difference {
  /** Id of the stored reply; of the merchant's activity where a reply is missing. */
  readonly activity: string;
  readonly stored: string;
  readonly replayed: string;
}

export interface Replay {
  readonly turns: number;
  readonly replies: number;
  /** Of the compared replies, in UTF-8. */
  readonly bytes: number;
  readonly differences: readonly Difference[];
  /** Turns that ended with an apology: what failed then is not run again. */
  readonly failed: number;
  /** Turns from a message on that a later one masked: the words the bot read are not kept, nor what it made of them. */
  readonly unreadable: number;
  /** Turns from one on whose content is not kept any more. */
  readonly withoutContent: number;
}

interface StoredTurn {
  /** A merchant's message, or the event with which the bot speaks again. Undefined: the merchant joined. */
  readonly cause: Activity | undefined;
  readonly replies: readonly Activity[];
}

/** The content snapshots a transcript was spoken from. */
export function contentsOf(activities: readonly Activity[]): ReadonlySet<string> {
  return new Set(activities.flatMap((activity) => contentOf(activity) ?? []));
}

/**
 * Runs a whole transcript, from its first activity on, each turn on the content its replies name. Pure: `snapshot`
 * looks up what was loaded before. Only the bot's own replies are compared; what people wrote is theirs.
 */
export function replayTranscript(
  activities: readonly Activity[],
  snapshot: (hash: string) => Knowledge | undefined,
): Replay {
  const turns = toTurns(activities);
  const differences: Difference[] = [];
  const count = { replies: 0, bytes: 0, failed: 0, unreadable: 0, withoutContent: 0 };
  let state: unknown;
  for (const [index, turn] of turns.entries()) {
    if (turn.replies.some(isApology)) {
      count.failed += 1;
      continue;
    }
    if (turn.cause?.channelData?.maskedLater === true) {
      count.unreadable += turns.length - index;
      break;
    }
    const knowledge = snapshot(contentOf(turn.replies[0]) ?? "");
    const needed = knowledge && neededSnapshot(state, knowledge.hash);
    const older = needed === undefined ? undefined : snapshot(needed);
    if (!knowledge || (needed !== undefined && !older)) {
      count.withoutContent += turns.length - index;
      break;
    }
    const result = runTurn({
      ...compiled(knowledge),
      ...(older && { older: compiled(older) }),
      ...{ state, event: eventOf(turn), now: timeOf(turn), desk: deskOf(turn) },
    });
    state = JSON.parse(JSON.stringify(result.state));
    const stored = turn.replies.map(comparedWords);
    const replayed = result.replies.map((reply) => comparedWords(toActivity(reply)));
    count.replies += stored.length;
    count.bytes += stored.reduce((sum, words) => sum + Buffer.byteLength(words), 0);
    differences.push(...compare(turn, stored, replayed));
  }
  return { turns: turns.length, ...count, differences };
}

function compare(turn: StoredTurn, stored: readonly string[], replayed: readonly string[]): Difference[] {
  return Array.from({ length: Math.max(stored.length, replayed.length) }, (_, index) => ({
    activity: turn.replies[index]?.id ?? turn.cause?.id ?? "",
    stored: stored[index] ?? "",
    replayed: replayed[index] ?? "",
  })).filter((pair) => pair.stored !== pair.replayed);
}

/**
 * A turn is a merchant's message, or the bot's return, with the bot's messages up to the next; replies before any are
 * the greeting. What people say at the desk is nobody's turn.
 */
function toTurns(activities: readonly Activity[]): StoredTurn[] {
  const turns: { cause: Activity | undefined; replies: Activity[] }[] = [];
  for (const activity of activities) {
    if (returnOf(activity) !== undefined) turns.push({ cause: activity, replies: [] });
    if (activity.type !== "message" && activity.type !== "event") continue;
    if (activity.from.role === "user") turns.push({ cause: activity, replies: [] });
    if (activity.from.id !== BOT.id || contentOf(activity) === undefined) continue;
    if (isNoticeKey(activity.channelData?.key)) continue;
    if (turns.length === 0) turns.push({ cause: undefined, replies: [] });
    turns.at(-1)?.replies.push(activity);
  }
  return turns.filter(({ replies }) => replies.length > 0);
}

function eventOf({ cause }: StoredTurn): TurnEvent {
  if (!cause) return { kind: "joined" };
  const by = returnOf(cause);
  if (by !== undefined) return { kind: "returned", by };
  const secrets = cause.channelData?.masked ?? [];
  return { kind: "message", text: messageText(cause), secrets, page: pageOf(cause) };
}

/** Only the server says so: a merchant's client cannot post this event. */
function returnOf({ type, name, channelData }: Activity): ReturnedBy | undefined {
  if (type !== "event" || name !== "handoff.status") return undefined;
  return channelData?.returned as ReturnedBy | undefined;
}

/** What the bot knew of the queue is kept with what it said of it. */
function deskOf({ replies }: StoredTurn): DeskView | undefined {
  return replies.map(({ channelData }) => channelData?.desk as DeskView | undefined).find(Boolean);
}

/** The turn ran at the time of its first activity. */
function timeOf({ cause, replies }: StoredTurn): string {
  return (cause ?? replies[0])?.timestamp ?? "";
}

/** What a merchant sees of a reply and what says why, with the keys in the order they were stored in. */
function comparedWords({ text, textFormat, suggestedActions, channelData }: Partial<Activity>): string;
function comparedWords(activity: ReturnType<typeof toActivity>): string;
function comparedWords({ text, textFormat, suggestedActions, channelData }: Record<string, unknown>): string {
  return JSON.stringify({ text, textFormat, suggestedActions, channelData });
}

function contentOf(activity: Activity | undefined): string | undefined {
  const why = activity?.channelData?.why;
  const content = typeof why === "object" && why !== null && "content" in why ? why.content : undefined;
  return typeof content === "string" ? content : undefined;
}

function isApology({ channelData }: Activity): boolean {
  return channelData?.key === "apology";
}
