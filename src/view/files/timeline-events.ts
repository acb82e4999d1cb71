// The timeline as calendar events: when to look for the result, and when to look at the first settlement.
import type { Timeline } from "../../../bot/dialogs/timeline.ts";
import { addDays, addWorkingDays } from "../../../bot/knowledge/calendar.ts";
import type { Knowledge } from "../../../bot/knowledge/knowledge.ts";
import type { Provider } from "../../../bot/knowledge/provider.ts";
import { wordsOf } from "../wording.ts";
import type { CalendarEvent } from "./ics.ts";

/**
 * With an official review time: a look on the usual day and on the last one. Without, or where it is not everybody's:
 * one reminder to ask, on the next working day, which promises nothing. Always one to check the first settlement, on the day after.
 */
export function timelineEvents(
  timeline: Timeline,
  { knowledge, provider }: { knowledge: Knowledge; provider: Provider },
): readonly CalendarEvent[] {
  const { submitted } = timeline;
  const { usually, latest } = timeline.partly ? {} : timeline;
  const { colon, events } = wordsOf(knowledge);
  const description = timeline.rows.map(({ title, text }) => `${title}${colon}${text}`).join("\n");
  const next = (day: string) => addWorkingDays(knowledge.calendar, day, 1) ?? addDays(day, 1);
  const event = (id: string, day: string, summary: string): CalendarEvent => ({
    uid: `${provider.id}-${submitted}-${id}@huanka`,
    day,
    summary: `${provider.name}${colon}${summary}`,
    description,
  });
  const asking = next(submitted);
  const looks =
    latest === undefined
      ? [event("ask", asking, events.ask)]
      : [
          ...(usually === undefined || usually >= latest ? [] : [event("usually", usually, events.usually)]),
          event("latest", latest, events.latest),
        ];
  return [...looks, event("settlement", next(latest ?? asking), events.settlement)];
}
