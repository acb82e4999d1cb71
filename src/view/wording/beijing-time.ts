// Times as merchants read them: those of Beijing, which all of China keeps.
const BEIJING = new Intl.DateTimeFormat("sv-SE", {
  timeZone: "Asia/Shanghai",
  dateStyle: "short",
  timeStyle: "short",
});

/** `2026-11-29 17:16` of a UTC timestamp. */
export function beijingTime(timestamp: string): string {
  return BEIJING.format(new Date(timestamp));
}
