// The one format of stories, conversations as YAML. A player needs what the merchant says; what the bot should answer is
// read by the tests, which extend this.
import { z } from "zod";
import { DAY_MS, HOUR_MS } from "../../bot/knowledge/calendar.ts";

const PAUSE = /^(\d+) (hours|days)$/;
const UNIT_MS = { hours: HOUR_MS, days: DAY_MS } as const;

export const ToldTurn = z.looseObject({
  merchant: z.string(),
  /** How long after the turn before it is written, e.g. `3 days`; at once unless said. */
  after: z.string().regex(PAUSE).optional(),
});

export const ToldStory = z.looseObject({ story: z.string(), turns: z.array(ToldTurn).min(1) });
export type ToldStory = z.infer<typeof ToldStory>;

/** A file holds a list of stories. */
export const StoryFile = z.array(ToldStory);

/** Milliseconds in 「3 days」 or 「5 hours」; 0 when nothing is said. */
export function pauseMs(after: string | undefined): number {
  const [, count, unit] = PAUSE.exec(after ?? "") ?? [];
  return unit === "hours" || unit === "days" ? Number(count) * UNIT_MS[unit] : 0;
}
