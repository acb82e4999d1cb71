// Hours as an admin writes them, and as they are shown again: 「09:00-12:00 13:30-18:00」, exceptions one day a line. Pure.
import { type Hours, minuteOf, type Window } from "./hours.ts";

/** `closed` stands for a day without windows. */
export interface HoursText {
  readonly workday: string;
  readonly restday: string;
  /** `2026-12-31 09:00-12:00`, `2026-10-01 closed`. */
  readonly exceptions: string;
}

export type HoursProblem =
  /** It is no window: two times with a dash between. */
  | "window"
  /** A time that no clock shows. */
  | "time"
  /** It ends when it begins. */
  | "empty"
  | "overlap"
  /** A line that begins with no day of the calendar. */
  | "date"
  | "twice";

export type HoursRead =
  | { readonly kind: "read"; readonly hours: Hours }
  | {
      readonly kind: "refused";
      readonly field: keyof HoursText;
      readonly problem: HoursProblem;
      readonly at: string;
    };

const CLOSED = "closed";
const TIME = /^(?:[01]?\d|2[0-3]):[0-5]\d$|^24:00$/;
const DAY_MINUTES = 1_440;

class Refusal extends Error {
  readonly problem: HoursProblem;
  readonly at: string;

  constructor(problem: HoursProblem, at: string) {
    super(`${problem}: ${at}`);
    this.problem = problem;
    this.at = at;
  }
}

/** Reads all three fields, or names the first thing in them that cannot be and the words it stands in. */
export function readHours(text: HoursText): HoursRead {
  const read = { workday: readWindows, restday: readWindows, exceptions: readExceptions };
  const hours: Partial<Record<keyof HoursText, unknown>> = {};
  for (const field of ["workday", "restday", "exceptions"] as const) {
    try {
      hours[field] = read[field](text[field].normalize("NFKC"));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return { kind: "refused", field, problem: error.problem, at: error.at };
    }
  }
  return { kind: "read", hours: hours as unknown as Hours };
}

export function writeHours({ workday, restday, exceptions }: Hours): HoursText {
  return {
    workday: writeWindows(workday),
    restday: writeWindows(restday),
    exceptions: Object.entries(exceptions)
      .sort(([one], [other]) => one.localeCompare(other))
      .map(([day, windows]) => `${day} ${windows.length === 0 ? CLOSED : writeWindows(windows)}`)
      .join("\n"),
  };
}

function writeWindows(windows: readonly Window[]): string {
  return windows.map((window) => window.join("-")).join(" ");
}

function readExceptions(text: string): Hours["exceptions"] {
  const days = new Map<string, readonly Window[]>();
  for (const line of text.split("\n").map((one) => one.trim())) {
    if (line === "") continue;
    const [day = "", ...rest] = line.split(/\s+/);
    if (!isDay(day)) throw new Refusal("date", line);
    if (days.has(day)) throw new Refusal("twice", line);
    if (rest.length === 0) throw new Refusal("window", line);
    days.set(day, readWindows(rest.join(" ")));
  }
  return Object.fromEntries(days);
}

function readWindows(text: string): readonly Window[] {
  const typed = text
    .split(/[-~–—]/)
    .map((one) => one.trim())
    .join("-")
    .split(/[\s,、;]+/)
    .filter((one) => one !== "");
  if (typed.every((one) => one === CLOSED)) return [];
  const windows = typed.map(readWindow).sort(([one], [other]) => one.localeCompare(other));
  windows.forEach((window, index) => {
    const next = windows[index + 1] ?? windows[0];
    if (next && next !== window && overlaps(window, next, index === windows.length - 1))
      throw new Refusal("overlap", `${window.join("-")} ${next.join("-")}`);
  });
  return windows;
}

function readWindow(typed: string): Window {
  const times = typed.split("-");
  const [from = "", to = ""] = times;
  if (times.length !== 2 || from === "" || to === "") throw new Refusal("window", typed);
  if (!TIME.test(from) || !TIME.test(to) || minuteOf(from) === DAY_MINUTES) throw new Refusal("time", typed);
  if (from === to) throw new Refusal("empty", typed);
  return [from.padStart(5, "0"), to.padStart(5, "0")];
}

/** Of windows in order of their beginning; the last one may reach into the first of the next day. */
function overlaps([from, to]: Window, [next]: Window, isLast: boolean): boolean {
  const crosses = minuteOf(to) <= minuteOf(from);
  const end = minuteOf(to) + (crosses ? DAY_MINUTES : 0);
  return end > minuteOf(next) + (isLast ? DAY_MINUTES : 0);
}

function isDay(text: string): boolean {
  return (
    /^\d{4}-\d{2}-\d{2}$/.test(text) && new Date(`${text}T00:00:00Z`).toJSON()?.startsWith(text) === true
  );
}
