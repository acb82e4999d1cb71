// The work calendar of China: public holidays and working weekends by year, and counting with them.
// Days are `YYYY-MM-DD` in Asia/Shanghai; nothing here asks what day it is.
import { z } from "zod";
import { Grade } from "./fact.ts";

export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;
/** China has kept UTC+8 all year since 1992. */
const SHANGHAI_OFFSET_MS = 8 * HOUR_MS;
const WEEKDAYS = "日一二三四五六";

const day = z.iso.date();
const Holiday = z
  .strictObject({ name: z.string().min(1), from: day, to: day })
  .refine(({ from, to }) => from <= to, { path: ["to"], message: "must not be before from" });

/** `content/calendar/<year>.yml`: the State Council's notice for one year, as data. */
export const CalendarFields = z
  .strictObject({
    /** The notice's title, shown as what the counting rests on. */
    title: z.string().min(1),
    published: day,
    grade: Grade,
    sources: z.array(z.string().min(1)).min(1),
    verified: day,
    recheck: day,
    /** First and last day off, both included, weekends in between too. */
    holidays: z.array(Holiday).min(1),
    /** Saturdays and Sundays on which offices work. */
    workdays: z.array(day),
  })
  .superRefine(({ holidays, workdays }, context) => {
    for (const [index, one] of workdays.entries()) {
      const complain = (message: string) =>
        context.addIssue({ code: "custom", path: ["workdays", index], message });
      if (!isWeekend(one)) complain(`${one} is no Saturday or Sunday, so it is a working day anyway`);
      if (holidays.some((holiday) => contains(holiday, one))) complain(`${one} lies in a holiday`);
      if (workdays.indexOf(one) !== index) complain(`${one} is listed twice`);
    }
    for (const [index, holiday] of holidays.entries()) {
      const other = holidays.slice(0, index).find(({ from, to }) => from <= holiday.to && to >= holiday.from);
      if (!other) continue;
      context.addIssue({ code: "custom", path: ["holidays", index], message: `overlaps ${other.name}` });
    }
  });
export type CalendarFields = z.infer<typeof CalendarFields>;

/** By year. A year that is not in it has not been published or found yet: nothing is assumed about it. */
export type Calendar = ReadonlyMap<number, CalendarFields>;

/** Whether offices work on a day, or undefined for a year whose arrangement is not known. */
export function isWorkingDay(calendar: Calendar, date: string): boolean | undefined {
  const year = calendar.get(yearOf(date));
  if (!year) return undefined;
  if (year.workdays.includes(date)) return true;
  return !isWeekend(date) && !year.holidays.some((holiday) => contains(holiday, date));
}

/**
 * The `count`-th working day after a day; the day itself does not count, so 0 gives it back. Undefined when the
 * way there leads through a year that is not known.
 */
export function addWorkingDays(calendar: Calendar, from: string, count: number): string | undefined {
  let date = from;
  for (let left = count; left > 0; ) {
    date = addDays(date, 1);
    const works = isWorkingDay(calendar, date);
    if (works === undefined) return undefined;
    if (works) left -= 1;
  }
  return date;
}

/** The holiday a day lies in, if it is one. */
export function holidayOn(calendar: Calendar, date: string): string | undefined {
  return calendar.get(yearOf(date))?.holidays.find((holiday) => contains(holiday, date))?.name;
}

export function addDays(date: string, count: number): string {
  return isoDay(Date.parse(date) + count * DAY_MS);
}

export function yearOf(date: string): number {
  return Number(date.slice(0, 4));
}

/** 「周二」. */
export function weekdayOf(date: string): string {
  return `周${WEEKDAYS[new Date(date).getUTCDay()]}`;
}

/** The day in Shanghai at a UTC timestamp. */
export function shanghaiDay(timestamp: string): string {
  return isoDay(Date.parse(timestamp) + SHANGHAI_OFFSET_MS);
}

/** 「09:00」 in Shanghai. */
export function shanghaiTime(timestamp: string): string {
  return new Date(Date.parse(timestamp) + SHANGHAI_OFFSET_MS).toISOString().slice(11, 16);
}

/** The UTC timestamp at which a day begins in Shanghai. */
export function shanghaiStart(date: string): string {
  return new Date(Date.parse(date) - SHANGHAI_OFFSET_MS).toISOString();
}

function isoDay(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}

export function isWeekend(date: string): boolean {
  return [0, 6].includes(new Date(date).getUTCDay());
}

function contains({ from, to }: { from: string; to: string }, date: string): boolean {
  return from <= date && date <= to;
}
