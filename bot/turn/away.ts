// Whether a merchant was away so long that nothing said before is before their eyes any more.
import type { DialogState } from "../say/state.ts";

/** Twelve hours: a night lies between, and nobody has the step before their eyes any more. */
const AWAY_MS = 12 * 60 * 60 * 1_000;

/** Whether the last turn is long past. A state that does not say when it was left is not. */
export function isAway({ lastAt }: DialogState, now: string): boolean {
  return lastAt !== undefined && Date.parse(now) - Date.parse(lastAt) > AWAY_MS;
}
