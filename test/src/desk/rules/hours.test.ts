// The desk's hours: kinds of days, windows past midnight, exceptions, years that are not known; and how they are written.
import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { addDays, CalendarFields, isWorkingDay, weekdayOf } from "../../../../bot/knowledge/calendar.ts";
import {
  closedNow,
  type Hours,
  isOpen,
  nextOpening,
  openMsBetween,
  type Window,
} from "../../../../src/desk/rules/hours.ts";
import { readHours, writeHours } from "../../../../src/desk/rules/hours-text.ts";

const calendar = new Map(
  [2025, 2026].map((year) => [
    year,
    CalendarFields.parse(parse(readFileSync(`content/calendar/${year}.yml`, "utf8"))),
  ]),
);

const OFFICE: Hours = {
  workday: [
    ["09:00", "12:00"],
    ["13:30", "18:00"],
  ],
  restday: [],
  exceptions: { "2026-12-31": [["10:00", "11:00"]], "2026-11-25": [] },
};
const NIGHT: Hours = { workday: [["22:00", "02:00"]], restday: [], exceptions: {} };
/** A moment of Beijing. */
const at = (time: string) => new Date(`${time.replace(" ", "T")}:00+08:00`).toISOString();
const opens = (hours: Hours, now: string) => nextOpening(calendar, hours, at(now));

describe("a desk with hours", () => {
  it.each([
    ["2026-11-24 09:00", true],
    ["2026-11-24 08:59", false],
    ["2026-11-24 12:00", false],
    ["2026-11-24 13:30", true],
    ["2026-11-24 18:00", false],
    ["2026-09-20 10:00", true], // a Sunday that is worked for the National Day
    ["2026-09-27 10:00", false],
    ["2026-10-01 10:00", false],
    ["2026-11-25 10:00", false], // an exception, though a Wednesday
    ["2026-12-31 10:30", true],
    ["2026-12-31 14:00", false],
  ])("at %s is open: %s", (now, open) => {
    expect(isOpen(calendar, OFFICE, at(now))).toBe(open);
  });

  it.each([
    ["2026-11-24 12:00", "2026-11-24 13:30"],
    ["2026-11-24 18:00", "2026-11-26 09:00"],
    ["2026-09-30 18:00", "2026-10-08 09:00"],
    ["2026-09-19 20:00", "2026-09-20 09:00"],
    ["2026-11-24 10:00", "2026-11-24 10:00"],
  ])("that is asked at %s opens at %s", (now, next) => {
    expect(opens(OFFICE, now)).toEqual({ at: at(next), isSure: true });
  });

  it("keeps a window that goes past midnight to the day it began on", () => {
    expect(isOpen(calendar, NIGHT, at("2026-11-28 01:59"))).toBe(true);
    expect(isOpen(calendar, NIGHT, at("2026-11-28 02:00"))).toBe(false);
    expect(isOpen(calendar, NIGHT, at("2026-11-28 23:00"))).toBe(false);
    expect(opens(NIGHT, "2026-11-28 02:00")).toEqual({ at: at("2026-11-30 22:00"), isSure: true });
  });

  it("counts a year that is not published by weekdays, and promises nothing of it where that matters", () => {
    expect(isOpen(calendar, OFFICE, at("2027-01-04 10:00"))).toBe(true);
    expect(opens(OFFICE, "2026-12-31 11:00")).toEqual({ at: at("2027-01-01 09:00"), isSure: false });
    expect(closedNow(calendar, OFFICE, at("2026-12-31 11:00"))).toEqual({});
    const daily: Hours = { workday: [["09:00", "18:00"]], restday: [["09:00", "18:00"]], exceptions: {} };
    expect(closedNow(calendar, daily, at("2027-01-04 20:00"))).toEqual({ opensAt: at("2027-01-05 09:00") });
  });

  it.each([
    ["2026-11-24 17:50", "2026-11-24 18:30", 10],
    ["2026-11-24 11:30", "2026-11-24 14:00", 60],
    ["2026-11-24 17:50", "2026-11-26 09:50", 60], // a Wednesday off between
    ["2026-09-30 17:55", "2026-10-08 09:05", 10], // the National Day between
    ["2026-10-03 10:00", "2026-10-03 12:00", 0],
    ["2026-11-24 10:00", "2026-11-24 10:00", 0],
  ])("is open from %s to %s for %i minutes", (from, to, minutes) => {
    expect(openMsBetween(calendar, OFFICE, [at(from), at(to)])).toBe(minutes * 60_000);
  });

  it("that has no hours is open all the time", () => {
    expect(openMsBetween(calendar, undefined, [at("2026-10-01 00:00"), at("2026-10-01 01:00")])).toBe(
      3_600_000,
    );
  });

  it("that opens on no day in sight says no day, and one without hours is never closed", () => {
    const never: Hours = { workday: [], restday: [], exceptions: {} };
    expect(closedNow(calendar, never, at("2026-11-24 10:00"))).toEqual({});
    expect(closedNow(calendar, undefined, at("2026-11-24 03:00"))).toBeUndefined();
    expect(closedNow(calendar, OFFICE, at("2026-11-24 10:00"))).toBeUndefined();
  });
});

describe("a counter of minutes", () => {
  const DAYS = 16;
  const time = fc.nat(1_439).map((minute) => new Date(minute * 60_000).toISOString().slice(11, 16));
  const window = fc
    .tuple(time, fc.oneof(time, fc.constant("24:00")))
    .filter(([from, to]) => from !== to) as fc.Arbitrary<Window>;
  const windows = fc.array(window, { maxLength: 2 });
  const day = fc.nat(710).map((offset) => addDays("2025-01-05", offset));
  const minutes = (text: string) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3));

  /** Each minute of some days from one day before the first, set where somebody is there. */
  function counted(hours: Hours, first: string): Uint8Array {
    const open = new Uint8Array((DAYS + 2) * 1_440);
    for (let n = 0; n <= DAYS; n += 1) {
      const date = addDays(first, n - 1);
      const works = isWorkingDay(calendar, date) ?? !"周六周日".includes(weekdayOf(date));
      const windows = hours.exceptions[date] ?? (works ? hours.workday : hours.restday);
      for (const [from, to] of windows) {
        const end = to > from ? minutes(to) : minutes(to) + 1_440;
        open.fill(1, n * 1_440 + minutes(from), n * 1_440 + end);
      }
    }
    return open;
  }

  it("agrees on every moment of two years, whatever the windows", () => {
    const hours = fc.record({
      workday: windows,
      restday: windows,
      exceptions: fc.dictionary(day, windows, { maxKeys: 40 }),
    });
    fc.assert(
      fc.property(hours, day, fc.nat(1_439), fc.nat(), (given, first, minute, over) => {
        const open = counted(given, first);
        const now = new Date(Date.parse(`${first}T00:00:00+08:00`) + minute * 60_000);
        const place = 1_440 + minute;
        expect(isOpen(calendar, given, now.toISOString())).toBe(open[place] === 1);
        const [length, later] = [over % (DAYS * 1_440 - minute), new Date(now)];
        later.setTime(now.getTime() + length * 60_000);
        const counts = open.subarray(place, place + length).reduce((sum, one) => sum + one, 0);
        const between = [now.toISOString(), later.toISOString()] as const;
        expect(openMsBetween(calendar, given, between)).toBe(counts * 60_000);
        const found = open.indexOf(1, place);
        const next = nextOpening(calendar, given, now.toISOString());
        if (found === -1 || found >= (DAYS + 1) * 1_440) return;
        expect(next?.at).toBe(new Date(now.getTime() + (found - place) * 60_000).toISOString());
      }),
      { numRuns: 150 },
    );
  });
});

describe("hours as an admin writes them", () => {
  const text = (changes: Partial<Parameters<typeof readHours>[0]>) => ({
    ...{ workday: "", restday: "", exceptions: "" },
    ...changes,
  });

  it("are read however they are typed, and shown in one form", () => {
    const read = readHours({
      workday: "13:30～18:00、9：00 － 12：00",
      restday: "closed",
      exceptions: "2026-12-31 10:00-11:00\n\n2026-10-01 closed",
    });
    if (read.kind === "refused") throw new Error(read.at);
    const shown = writeHours(read.hours);
    expect(shown).toEqual({
      workday: "09:00-12:00 13:30-18:00",
      restday: "",
      exceptions: "2026-10-01 closed\n2026-12-31 10:00-11:00",
    });
    expect(readHours(shown)).toEqual(read);
  });

  it.each([
    ["workday", "9-18", "time", "9-18"],
    ["workday", "09:00", "window", "09:00"],
    ["workday", "09:00-25:00", "time", "09:00-25:00"],
    ["workday", "24:00-02:00", "time", "24:00-02:00"],
    ["workday", "09:00-09:00", "empty", "09:00-09:00"],
    ["workday", "09:00-12:00 11:00-18:00", "overlap", "09:00-12:00 11:00-18:00"],
    ["restday", "08:00-10:00 22:00-09:00", "overlap", "22:00-09:00 08:00-10:00"],
    ["exceptions", "2026-02-30 closed", "date", "2026-02-30 closed"],
    ["exceptions", "tomorrow closed", "date", "tomorrow closed"],
    ["exceptions", "2026-10-01", "window", "2026-10-01"],
    ["exceptions", "2026-10-01 closed\n2026-10-01 09:00-10:00", "twice", "2026-10-01 09:00-10:00"],
  ] as const)("of %s are refused as %s: %s", (field, typed, problem, words) => {
    expect(readHours(text({ [field]: typed }))).toEqual({ kind: "refused", field, problem, at: words });
  });
});
