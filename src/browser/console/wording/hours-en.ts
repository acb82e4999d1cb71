// The words of the desk's hours, in English.
import type { ZH_HOURS } from "./hours-zh-cn.ts";

export const EN_HOURS: typeof ZH_HOURS = {
  title: "Opening hours",
  whoSets: "Beijing time. Admins set it.",
  unset: "Not set: merchants always read their place in the queue.",
  open: "The desk is open now.",
  opens: (time) => `The desk is closed now; merchants read that it opens ${time}, Beijing time.`,
  guessed: (time) =>
    `The desk is closed now and opens ${time}, Beijing time, by weekday. The holidays of that year are not published, so merchants are told no time.`,
  never: "The desk is closed now and does not open within a month, so merchants are told no time.",
  fields: { workday: "Workdays", restday: "Days off", exceptions: "Exceptions" },
  hints: {
    workday:
      "Beijing time, such as 09:00-12:00 13:30-18:00; past midnight too, such as 22:00-02:00. Weekends that China works on are workdays.",
    restday: "Weekends and public holidays. Write “closed” where nobody is there.",
    exceptions: "One day a line, such as 2026-12-31 09:00-12:00 or 2026-12-31 closed. They win.",
  },
  closed: "closed",
  save: "Save the hours",
  saved: "Saved.",
  problems: {
    window: (at) => `“${at}” is no window; write it as 09:00-18:00.`,
    time: (at) => `“${at}” has a time that no clock shows; from 00:00 to 24:00.`,
    empty: (at) => `“${at}” ends when it begins; a whole day is 00:00-24:00.`,
    overlap: (at) => `“${at}” overlap; make them one.`,
    date: (at) => `“${at}” has to begin with a date, such as 2026-12-31.`,
    twice: (at) => `“${at}” is a day that stands there twice; leave one line.`,
  },
};
