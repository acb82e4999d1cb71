// The hour by which silent conversations are found.

/** `2026-11-30T14` of an ISO time: in the order of times, and the same for all turns within it. */
export function hourOf(time: string): string {
  return time.slice(0, "2026-11-30T14".length);
}
