// A watermark is the count of durable activities a reader has seen, as a decimal string.

/** Activities in one answer to a reader; a full page means: read on. */
export const PAGE_SIZE = 200;

/** More digits than any conversation has activities; keeps the number exact. */
const LONGEST = 15;

/** Beyond every end: reads nothing and is answered with the real end. */
export const BEYOND_THE_END = "9".repeat(LONGEST);

/** The sequence to read from. Anything that is no count (absent, empty, garbage) reads from the start. */
export function parseWatermark(watermark: string | undefined): number {
  if (watermark === undefined || watermark.length > LONGEST) return 0;
  return /^\d+$/.test(watermark) ? Number(watermark) : 0;
}

/** What a conversation may hold: days of asking, and what can be handed out whole at once. */
export const MOST_ACTIVITIES = 2_000;
/** From here on it is said that there is not much room left. */
export const NEARLY_FULL = MOST_ACTIVITIES - 60;
