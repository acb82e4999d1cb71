// When people are at the desk: windows by the kind of day, and when it opens next. Times are those of Beijing. Pure.
import {
  addDays,
  type Calendar,
  isWeekend,
  isWorkingDay,
  shanghaiDay,
  shanghaiStart,
} from "../../../bot/knowledge/calendar.ts";

/** `["09:00", "18:00"]`. One that ends no later than it begins ends on the next day; `24:00` ends with its own. */
export type Window = readonly [from: string, to: string];

export interface Hours {
  readonly workday: readonly Window[];
  readonly restday: readonly Window[];
  /** By day: what holds on it whatever kind it is. None at all is closed. */
  readonly exceptions: Readonly<Record<string, readonly Window[]>>;
}

export interface Opening {
  /** UTC timestamp. */
  readonly at: string;
  /** False where a day on the way there is of a year whose holidays are not published, and is only taken for its weekday. */
  readonly isSure: boolean;
}

const MINUTE_MS = 60_000;
const DAY_MINUTES = 1_440;
/** No holiday is so long: a desk that is closed for longer has told nobody when it comes back. */
const LOOK_AHEAD_DAYS = 31;

/** A window belongs to the day it begins on, also for what of it lies after midnight. */
export function isOpen(calendar: Calendar, hours: Hours, now: string): boolean {
  const today = shanghaiDay(now);
  const ms = Date.parse(now);
  return [addDays(today, -1), today].some((day) =>
    spansOf(day, windowsOn(calendar, hours, day).windows).some(({ from, to }) => from <= ms && ms < to),
  );
}

/** The first moment from now on at which it is open: now, if it is. Undefined where none is in sight. */
export function nextOpening(calendar: Calendar, hours: Hours, now: string): Opening | undefined {
  if (isOpen(calendar, hours, now)) return { at: now, isSure: true };
  const ms = Date.parse(now);
  let isSure = true;
  for (let ahead = 0, day = shanghaiDay(now); ahead <= LOOK_AHEAD_DAYS; ahead += 1, day = addDays(day, 1)) {
    const { windows, isKnown } = windowsOn(calendar, hours, day);
    isSure &&= isKnown;
    const starts = spansOf(day, windows).flatMap(({ from }) => (from >= ms ? [from] : []));
    if (starts.length > 0) return { at: new Date(Math.min(...starts)).toISOString(), isSure };
  }
  return undefined;
}

/**
 * What is said of a desk that is closed now: when it opens, and nothing of it where that could only be guessed. Undefined
 * while it is open, and for a desk that has no hours.
 */
export function closedNow(
  calendar: Calendar,
  hours: Hours | undefined,
  now: string,
): { readonly opensAt?: string } | undefined {
  if (!hours || isOpen(calendar, hours, now)) return undefined;
  const opening = nextOpening(calendar, hours, now);
  return opening?.isSure ? { opensAt: opening.at } : {};
}

/**
 * Of the time between two moments, what lies within the desk's hours; all of it for a desk that has none. Nobody is late
 * while nobody is to be there.
 */
export function openMsBetween(
  calendar: Calendar,
  hours: Hours | undefined,
  [from, to]: readonly [from: string, to: string],
): number {
  const [first, last] = [Date.parse(from), Date.parse(to)];
  if (!hours) return Math.max(0, last - first);
  const spans: { from: number; to: number }[] = [];
  for (let day = addDays(shanghaiDay(from), -1); day <= shanghaiDay(to); day = addDays(day, 1))
    spans.push(...spansOf(day, windowsOn(calendar, hours, day).windows));
  let [open, counted] = [0, first];
  for (const span of spans.sort((a, b) => a.from - b.from)) {
    const [begins, ends] = [Math.max(span.from, counted), Math.min(span.to, last)];
    if (ends <= begins) continue;
    open += ends - begins;
    counted = ends;
  }
  return open;
}

/** Exceptions win. A year that is not published counts by weekdays, and it is not known where that makes a difference. */
function windowsOn(
  calendar: Calendar,
  { workday, restday, exceptions }: Hours,
  day: string,
): { windows: readonly Window[]; isKnown: boolean } {
  const exception = exceptions[day];
  if (exception) return { windows: exception, isKnown: true };
  const works = isWorkingDay(calendar, day);
  const windows = (works ?? !isWeekend(day)) ? workday : restday;
  return { windows, isKnown: works !== undefined || JSON.stringify(workday) === JSON.stringify(restday) };
}

function spansOf(day: string, windows: readonly Window[]): readonly { from: number; to: number }[] {
  const start = Date.parse(shanghaiStart(day));
  return windows.map(([opens, closes]) => {
    const [from, to] = [minuteOf(opens), minuteOf(closes)];
    return {
      from: start + from * MINUTE_MS,
      to: start + (to > from ? to : to + DAY_MINUTES) * MINUTE_MS,
    };
  });
}

/** Of the day: `09:30` is 570. */
export function minuteOf(time: string): number {
  const [hour = "", minute = ""] = time.split(":");
  return Number(hour) * 60 + Number(minute);
}
