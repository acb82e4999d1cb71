// The settlement timeline of a provider, as a page and as a calendar file. Both depend on the day, so neither is kept.
import { type Response, Router } from "express";
import { z } from "zod";
import { settlementTimeline } from "../../bot/dialogs/timeline.ts";
import { shanghaiDay } from "../../bot/knowledge/calendar.ts";
import type { Provider } from "../../bot/knowledge/provider.ts";
import { AppError } from "../base/errors.ts";
import { checked } from "../http/checked.ts";
import { sendEncoded } from "../http/encoded.ts";
import type { Snapshot } from "../pages/site.ts";
import { timelinePage } from "../pages/timeline.ts";
import { icsFile } from "../view/ics.ts";
import { timelineEvents } from "../view/timeline-events.ts";
import { wordsOf } from "../view/wording.ts";

export const TimelineQuery = z.object({
  /** Day in Shanghai on which the change is handed in; today when absent. */
  submitted: z.iso
    .date()
    .regex(/^20\d\d-/, "a day of this century")
    .optional(),
});

/** Mounted at /providers, before the pages. Other paths go on to them. */
export function timelineRouter(parts: { snapshot: () => Snapshot; clock: () => Date }): Router {
  const { snapshot, clock } = parts;
  const router = Router({ strict: true, caseSensitive: true });
  const dayOf = (query: unknown) =>
    checked(TimelineQuery, query).submitted ?? shanghaiDay(clock().toISOString());
  router.get("/:id/timeline", (req, res) => {
    const site = snapshot();
    const page = timelinePage(
      { provider: getProvider(site, req.params.id), submitted: dayOf(req.query) },
      site,
    );
    sendEncoded(req, res, site.render(page), "no-store");
  });
  router.get("/:id/timeline.ics", (req, res) => {
    const { knowledge } = snapshot();
    const provider = getProvider(snapshot(), req.params.id);
    const timeline = settlementTimeline(knowledge, { provider, submitted: dayOf(req.query) });
    const events = timelineEvents(timeline, { knowledge, provider });
    sendIcs(
      res,
      icsFile(wordsOf(knowledge).events.calendar(provider.name), events, clock().toISOString()),
      provider.id,
    );
  });
  return router;
}

function sendIcs(res: Response, file: string, name: string): void {
  res.set({
    "Content-Type": "text/calendar; charset=utf-8",
    "Content-Disposition": `attachment; filename="huanka-${name}.ics"`,
    "Cache-Control": "no-store",
  });
  res.send(file);
}

function getProvider({ knowledge }: Snapshot, id: string): Provider {
  const provider = knowledge.providers.get(id);
  if (!provider) throw new AppError("not-found");
  return provider;
}
