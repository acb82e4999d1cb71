// What a turn came to, for metrics and the log: never what was said, only which rule said it and how long it took.
import type { Effect } from "../../bot/ports.ts";
import type { Log } from "../base/log.ts";
import type { Meters } from "../base/meters.ts";
import type { LabelsOf } from "../base/metric-table.ts";
import type { Activity, BotChannelData } from "../base/wire.ts";

type TurnOutcome = LabelsOf<"huanka_turns_total">["outcome"];
type Stage = LabelsOf<"huanka_turn_seconds">["stage"];

export interface ToldTurn {
  readonly outcome: TurnOutcome;
  readonly rule?: string | undefined;
  readonly content?: string | undefined;
  /** Why people were called or offered, and whether nothing was understood. */
  readonly reasons: readonly Effect["reason"][];
  readonly isMissed: boolean;
}

/** Replies that say that there is no answer. */
const MISSED = ["not-understood", "out-of-scope", "other-question"];
const ASKED_BACK = "did-you-mean";
const CUT = /ERR_SCRIPT_EXECUTION_TIMEOUT|the bot's turn took longer/;

export function toldTurn({
  failure,
  effects,
  replies,
}: {
  /** What the bot threw; absent when it answered. */
  readonly failure?: unknown;
  readonly effects: readonly Effect[];
  readonly replies: readonly Activity[];
}): ToldTurn {
  const [said] = replies.flatMap(({ channelData }) => (channelData as Partial<BotChannelData>)?.why ?? []);
  const reasons = effects.map(({ reason }) => reason);
  const isMissed = MISSED.includes(said?.reply ?? "") || reasons.includes("two-misses");
  return { outcome: outcomeOf(), rule: said?.rule, content: said?.content, reasons, isMissed };

  function outcomeOf(): TurnOutcome {
    if (failure !== undefined) return CUT.test(codeAndMessage(failure)) ? "cut" : "failed";
    if (reasons.length > 0) return "escalated";
    if (isMissed) return "out_of_scope";
    return said?.reply === ASKED_BACK ? "clarified" : "answered";
  }
}

/** A message while a person speaks: no bot ran. */
export const SILENT: ToldTurn = { outcome: "silent", reasons: [], isMissed: false };
export const DUPLICATE: ToldTurn = { outcome: "duplicate", reasons: [], isMissed: false };

function codeAndMessage(cause: unknown): string {
  return cause instanceof Error ? `${"code" in cause ? cause.code : ""} ${cause.message}` : String(cause);
}

/** Seconds of a stage, whether or not it succeeded. */
export async function timed<T>(meters: Meters, stage: Stage, job: () => Promise<T>): Promise<T> {
  const began = performance.now();
  try {
    return await job();
  } finally {
    meters.time("huanka_turn_seconds", { stage }, (performance.now() - began) / 1_000);
  }
}

/** Counts a turn that is durable, and gives it its line in the log. */
export function tellTurn(
  { meters, log }: { readonly meters: Meters; readonly log: Pick<Log, "info"> },
  {
    conversation,
    seq,
    locale,
    ms,
    told,
  }: { conversation: string; seq: number; locale: string; ms: number; told: ToldTurn },
): void {
  const { outcome, rule, content, reasons, isMissed } = told;
  meters.count("huanka_turns_total", { outcome });
  for (const reason of reasons) meters.count("huanka_escalations_total", { reason });
  if (isMissed) meters.count("huanka_unanswered_total", { locale: locale.startsWith("en") ? "en" : "zh-CN" });
  log.info({ conversation, seq, outcome, rule, ms: Math.round(ms * 10) / 10, content }, "turn");
}
