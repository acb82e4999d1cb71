// Today's date where merchants are; commands take `--today` instead, so that they can be tried for another day.
import { shanghaiDay } from "../../../bot/knowledge/calendar.ts";

export function today(): string {
  return shanghaiDay(new Date().toISOString());
}
