// Times as agents read them: how long somebody has waited, live, and the clock of the day.
import { signal } from "@preact/signals";
import { LOCALE, TEXTS } from "../wording/texts.ts";

const TICK_MS = 15_000;
const MINUTE_MS = 60_000;
const HOUR_MIN = 60;
const DAY_MIN = 1_440;

/** Moves on by itself, so that waiting times on the screen are true. */
export const now = signal(Date.now());
setInterval(() => {
  now.value = Date.now();
}, TICK_MS);

function since(iso: string): string {
  const minutes = Math.floor((now.value - Date.parse(iso)) / MINUTE_MS);
  if (minutes < HOUR_MIN) return TEXTS.minutes(minutes);
  if (minutes < DAY_MIN) return TEXTS.hours(Math.floor(minutes / HOUR_MIN));
  return TEXTS.days(Math.floor(minutes / DAY_MIN));
}

/** How long ago something was. */
export function ago(iso: string): string {
  return now.value - Date.parse(iso) < MINUTE_MS ? TEXTS.justNow : TEXTS.ago(since(iso));
}

export function waited(iso: string): string {
  return now.value - Date.parse(iso) < MINUTE_MS ? TEXTS.waitsNow : TEXTS.waited(since(iso));
}

export function clockOf(at: string | Date): string {
  return new Intl.DateTimeFormat(LOCALE, { hour: "2-digit", minute: "2-digit" }).format(new Date(at));
}

const DAY_AND_CLOCK = { month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit" } as const;

export function dayAndClockOf(at: string): string {
  return new Intl.DateTimeFormat(LOCALE, DAY_AND_CLOCK).format(new Date(at));
}

/** A day by its name, as this agent's calendar has it. */
export function dayOf(at: string): string {
  const options = { month: "long", day: "numeric", weekday: "long" } as const;
  return new Intl.DateTimeFormat(LOCALE, options).format(new Date(at));
}

/** The desk's hours are those of Beijing, wherever an admin sits. */
export function beijingClockOf(at: string): string {
  const options = { ...DAY_AND_CLOCK, timeZone: "Asia/Shanghai" };
  return new Intl.DateTimeFormat(LOCALE, options).format(new Date(at));
}
