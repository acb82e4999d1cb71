// The work calendar: holidays, working weekends, years that are not known, and what its files may not say.
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import {
  addDays,
  addWorkingDays,
  type Calendar,
  holidayOn,
  isWorkingDay,
  shanghaiDay,
  weekdayOf,
} from "../../../bot/knowledge/calendar.ts";
import { loadKnowledge } from "../../../bot/load.ts";
import { ContentError, problemLine } from "../../../bot/reading/content-error.ts";
import { aContentTree, type Change } from "../../support/content-tree.ts";
import { realContent } from "../../support/real-content.ts";

let calendar: Calendar;
beforeAll(async () => {
  ({ calendar } = await realContent());
});

describe("a working day", () => {
  it.each([
    ["2026-11-24", true],
    ["2026-11-28", false],
    ["2026-02-14", true], // Saturday before the Spring Festival
    ["2026-09-20", true], // Sunday before the National Day
    ["2026-09-19", false],
    ["2025-01-26", true], // Sunday
    ["2025-09-28", true], // Sunday
    ["2026-02-23", false], // last day of the Spring Festival, a Monday
    ["2026-02-24", true],
    ["2025-10-08", false],
    ["2026-05-09", true],
  ])("%s: %s", (day, works) => {
    expect(isWorkingDay(calendar, day)).toBe(works);
  });

  it("is not known in a year without a notice", () => {
    expect(isWorkingDay(calendar, "2024-12-31")).toBeUndefined();
    expect(isWorkingDay(calendar, "2027-01-04")).toBeUndefined();
  });

  it("is told apart from a holiday by name", () => {
    expect(holidayOn(calendar, "2026-10-05")).toBe("国庆节");
    expect(holidayOn(calendar, "2026-10-10")).toBeUndefined();
  });
});

describe("counting working days", () => {
  it("crosses the end of a year when both years are known", () => {
    expect(addWorkingDays(calendar, "2025-12-30", 2)).toBe("2026-01-04");
  });

  it("says that it does not know when it would have to guess a year", () => {
    expect(addWorkingDays(calendar, "2026-12-30", 1)).toBe("2026-12-31");
    expect(addWorkingDays(calendar, "2026-12-30", 2)).toBeUndefined();
  });

  it("gives the day back for no days", () => {
    expect(addWorkingDays(calendar, "2026-10-03", 0)).toBe("2026-10-03");
  });

  it("agrees with counting each day of the two years by weekday and the notices' lists", () => {
    const days = Array.from({ length: 730 }, (_, offset) => addDays("2025-01-01", offset));
    const off = new Set(
      [...calendar.values()].flatMap(({ holidays }) =>
        holidays.flatMap(({ from, to }) => days.filter((day) => day >= from && day <= to)),
      ),
    );
    const extra = new Set([...calendar.values()].flatMap(({ workdays }) => workdays));
    const works = days.filter((day) => {
      const weekend = "周六周日".includes(weekdayOf(day));
      return extra.has(day) || (!weekend && !off.has(day));
    });
    fc.assert(
      fc.property(fc.nat(729), fc.integer({ min: 1, max: 60 }), (start, count) => {
        const from = days[start] ?? "";
        const expected = works.filter((day) => day > from)[count - 1];
        expect(addWorkingDays(calendar, from, count)).toBe(expected);
      }),
      { numRuns: 500 },
    );
  });
});

describe("the day in Shanghai", () => {
  it.each([
    ["2026-11-24T15:59:59.999Z", "2026-11-24"],
    ["2026-11-24T16:00:00.000Z", "2026-11-25"],
    ["2026-12-31T16:00:00.000Z", "2027-01-01"],
    ["2028-02-28T17:00:00.000Z", "2028-02-29"],
  ])("%s is %s", (timestamp, day) => {
    expect(shanghaiDay(timestamp)).toBe(day);
  });
});

describe("what content may not say about times", () => {
  const YEAR = `title: 国务院办公厅关于2026年部分节假日安排的通知
published: 2025-11-04
grade: multiple_independent
sources: [新华社全文的转载]
verified: 2026-11-24
recheck: 2027-02-23
holidays:
  - { name: 元旦, from: 2026-01-01, to: 2026-01-03 }
  - { name: 国庆节, from: 2026-10-01, to: 2026-10-07 }
workdays: [2026-01-04, 2026-10-10]
`;
  const FILE = "calendar/2026.yml";
  const LAKALA = "providers/lakala.md";

  async function problemsOf(changes: Readonly<Record<string, Change>>): Promise<string[]> {
    const tree = await aContentTree(changes);
    try {
      await loadKnowledge(tree.dir);
      return [];
    } catch (error) {
      if (!(error instanceof ContentError)) throw error;
      return error.problems.map(problemLine);
    } finally {
      await tree.remove();
    }
  }

  it("takes a year whose days keep to it", async () => {
    expect(await problemsOf({ [FILE]: YEAR })).toEqual([]);
  });

  it.each([
    ["2026-10-10]", "2026-10-12]", "10:24 workdays.1: 2026-10-12 is no Saturday or Sunday"],
    ["2026-10-10]", "2026-10-04]", "10:24 workdays.1: 2026-10-04 lies in a holiday"],
    ["2026-10-10]", "2026-01-04]", "10:24 workdays.1: 2026-01-04 is listed twice"],
    ["2026-10-10]", "2027-01-02]", "10:24 workdays.1: 2027-01-02 is not in the year 2026"],
    ["to: 2026-10-07", "to: 2026-09-30", "9:40 holidays.1.to: must not be before from"],
    ["from: 2026-10-01", "from: 2026-01-02", "9:5 holidays.1: overlaps 元旦"],
    ["to: 2026-01-03", "to: 2025-01-03", "8:39 holidays.0.to: must not be before from"],
    ["from: 2026-01-01", "from: 2025-12-31", "8:5 holidays.0: leaves the year 2026"],
    ["from: 2026-10-01", "from: 2026-13-01", "9:24 holidays.1.from: "],
  ])("refuses %s written as %s", async (right, wrong, problem) => {
    const lines = await problemsOf({ [FILE]: YEAR.replace(right, wrong) });
    expect(lines.some((line) => line.startsWith(`${FILE}:${problem}`))).toBe(true);
  });

  const timeline = (fields: string) => (text: string) =>
    text.replace(
      "channels: [hotline",
      `  review-time: { kind: duration, label: 审核时间, value: 最长 5 个工作日, grade: official, sources: [官网], verified: 2026-11-23, recheck: 2027-02-23 }
timeline: ${fields}
channels: [hotline`,
    );

  it("takes a review time whose number stands in the fact", async () => {
    const fields = "{ review: { fact: review-time, longest: { days: 5, of: working } } }";
    expect(await problemsOf({ [LAKALA]: timeline(fields) })).toEqual([]);
  });

  it.each([
    ["{ review: { fact: review-time, longest: { days: 3, of: working } } }", "does not say 「3个工作日」"],
    ["{ review: { fact: review-time, longest: { days: 5, of: calendar } } }", "does not say 「5个自然日」"],
    ["{ review: { fact: nothing, longest: { days: 5, of: working } } }", "there is no fact nothing"],
    ["{ meanwhile: hotline }", "hotline is of kind phone, not rule"],
  ])("refuses the timeline %s", async (fields, problem) => {
    const lines = await problemsOf({ [LAKALA]: timeline(fields) });
    expect(lines.some((line) => line.startsWith(LAKALA) && line.includes(problem))).toBe(true);
  });
});
