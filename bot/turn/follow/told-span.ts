// 「客服说审核三个工作日，今天礼拜二」: how long the merchant was told that it takes, and from which day it counts.
import { addDays, addWorkingDays } from "../../knowledge/calendar.ts";
import type { Knowledge } from "../../knowledge/knowledge.ts";
import { firstHeard, type Rule, type Rules } from "../../rules/heard-rules.ts";
import { greaterNumber, weekdayIn } from "../../text/numbers.ts";

export interface ToldSpan {
  readonly days: number;
  readonly of: "working" | "calendar";
  /** The day in Shanghai from which it counts; it does not count itself. */
  readonly from: string;
  /** Asked as a day, 「那是哪天」. */
  readonly asksDay: boolean;
}

/** A longer time is none that anybody was told a card is reviewed in. */
const LONGEST = 60;
const WEEK = 7;

/** Undefined where no time was told, where it is over, or where the merchant only guesses; `today` is the day in Shanghai. */
export function toldSpan(rules: Rules, normalised: string, today: string): ToldSpan | undefined {
  const unit = firstHeard(rules, "span", normalised);
  const isTold = firstHeard(rules, "span-told", normalised) !== undefined;
  if (!unit || !isTold || firstHeard(rules, "span-over", normalised)) return undefined;
  const count = Math.max(...unit.found(normalised).map(({ words }) => greaterNumber(words)));
  const days = unit.about === "weeks" ? count * WEEK : count;
  if (!(days > 0 && days <= LONGEST)) return undefined;
  const asksDay = firstHeard(rules, "span-asks", normalised) !== undefined;
  const of = unit.about === "working" ? "working" : "calendar";
  return { days, of, asksDay, from: fromDay(rules, normalised, today) };
}

/** The last day of it; undefined where the calendar of a year on the way is not known. */
export function endOfSpan({ calendar }: Knowledge, { days, of, from }: ToldSpan): string | undefined {
  return of === "working" ? addWorkingDays(calendar, from, days) : addDays(from, days);
}

/** The day it was handed in where that is said, else today; a weekday that they call today's is believed. */
function fromDay(rules: Rules, text: string, clock: string): string {
  const todays = weekdayHeard(firstHeard(rules, "span-today", text), text);
  const today = todays === undefined ? clock : nearest(clock, todays);
  const since = firstHeard(rules, "span-from", text);
  if (since === undefined) return today;
  const weekday = weekdayHeard(since, text);
  if (weekday === undefined) return addDays(today, -Number(since.about));
  return addDays(today, -((dayOf(today) - weekday + WEEK) % WEEK));
}

function nearest(clock: string, weekday: number): string {
  const ahead = (weekday - dayOf(clock) + WEEK) % WEEK;
  return addDays(clock, ahead > WEEK / 2 ? ahead - WEEK : ahead);
}

function dayOf(date: string): number {
  return new Date(date).getUTCDay();
}

function weekdayHeard(rule: Rule | undefined, text: string): number | undefined {
  return weekdayIn(rule?.found(text)[0]?.words ?? "");
}
