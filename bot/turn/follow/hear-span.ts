// 「客服说审核要三个工作日，那是哪天」: the day is counted out, and said to be by their word.
import { answerWithin } from "../../dialogs/guide-dialog.ts";
import { shanghaiDay, yearOf } from "../../knowledge/calendar.ts";
import { type IntentId, isRebind } from "../../knowledge/intent.ts";
import { ownWords } from "../../knowledge/own-words.ts";
import { replyText } from "../../knowledge/reply-text.ts";
import { intentOption, option } from "../../say/options.ts";
import { knownChannels, say } from "../../say/say.ts";
import { type Outcome, outcome, type Turn } from "../../say/turn-context.ts";
import { normalise } from "../../text/normalise.ts";
import type { Recognition } from "../../understanding/recognise.ts";
import { endOfSpan, type ToldSpan, toldSpan } from "./told-span.ts";

/** What a time is told of. */
const OF_WAITING: readonly IntentId[] = [
  "faq_when_effective",
  "faq_not_received",
  "faq_settlement_days",
  "faq_best_time",
];
const EFFECTIVE: IntentId = "faq_when_effective";
const MONEY: IntentId = "faq_not_received";

/** Undefined where no time was told, or where the message surely is about something else. */
export function heardSpan(turn: Turn, recognition: Recognition): Outcome | undefined {
  const { knowledge, state } = turn;
  const counted = countedSpan(turn, recognition);
  if (!counted || !isMeant(recognition, counted.span)) return undefined;
  const isMoney = recognition.intent === MONEY;
  const next: Turn = {
    ...turn,
    rule: "span-told/told",
    state: { ...state, misses: 0, lastIntent: isMoney ? MONEY : EFFECTIVE },
  };
  const { recognition: _, ...spoken } = next;
  const options = [
    ...(["faq_confirm_success", "faq_complaint"] as const).flatMap((id) => intentOption(knowledge, id) ?? []),
    option(knowledge, "human"),
  ];
  const { key, params, facts } = counted;
  const channels = knownChannels(next);
  return outcome(
    next.state,
    answerWithin(next, options, (offered) => say(spoken, key, { params, facts, channels, options: offered })),
  );
}

interface Counted {
  readonly key: string;
  readonly params: Readonly<Record<string, string>>;
  readonly facts: readonly string[];
  readonly span: ToldSpan;
}

/** What is to be said of a time that was told; undefined where none was. Content from before has no words for it. */
export function countedSpan(turn: Turn, recognition?: Recognition): Counted | undefined {
  const { knowledge, text, now } = turn;
  if (!knowledge.replies.has("told-span")) return undefined;
  const span = toldSpan(knowledge.rules, recognition?.read ?? normalise(text), shanghaiDay(now));
  if (!span) return undefined;
  const latest = endOfSpan(knowledge, span);
  const dated = recognition?.intent === MONEY ? "told-span-money" : "told-span";
  return {
    key: latest === undefined ? "told-span-unknown" : dated,
    params: paramsOf(turn, span, latest),
    facts: calendarFacts(turn, span, latest),
    span,
  };
}

/** A time that is asked for as a day, or told of a wait; a fraud's 「三天内」 is none. */
function isMeant({ intent, zone }: Recognition, { asksDay }: ToldSpan): boolean {
  if (OF_WAITING.includes(intent)) return intent === EFFECTIVE || asksDay;
  const saysElse =
    zone === "answer" && !intent.startsWith("flow_") && intent !== "acknowledge" && !isRebind(intent);
  return asksDay && !saysElse;
}

function paramsOf({ knowledge }: Turn, { days, of, from }: ToldSpan, latest: string | undefined) {
  const { day } = ownWords(knowledge.locale);
  return {
    span: replyText(knowledge, `told-span.${of}`, { count: String(days) }),
    from: day(from),
    ...(latest === undefined ? { year: String(unknownYear(knowledge, from)) } : { latest: day(latest) }),
  };
}

/** The first year from a day on whose holidays are not known. */
function unknownYear({ calendar }: Turn["knowledge"], from: string): number {
  const year = yearOf(from);
  return calendar.has(year) ? year + 1 : year;
}

/** The calendars that were counted by. */
function calendarFacts({ knowledge }: Turn, { of, from }: ToldSpan, latest = from): readonly string[] {
  if (of !== "working") return [];
  const ids = [yearOf(from), yearOf(latest)].map((year) => `calendar.${year}`);
  return [...new Set(ids)].filter((id) => knowledge.facts.has(id));
}
