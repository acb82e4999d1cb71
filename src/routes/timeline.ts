// The settlement timeline of a provider, as a page and as a calendar file. Both depend on the day, so neither is kept.
import type { Response } from "express";
import { z } from "zod";
import { settlementTimeline } from "../../bot/dialogs/timeline.ts";
import { shanghaiDay } from "../../bot/knowledge/calendar.ts";
import type { Provider } from "../../bot/knowledge/provider.ts";
import { AppError } from "../base/errors.ts";
import { sendEncoded } from "../http/encoded.ts";
import { defineRoute } from "../http/route.ts";
import { createRouter, type Router } from "../http/router.ts";
import type { Snapshot } from "../pages/site.ts";
import { timelinePage } from "../pages/timeline.ts";
import { icsFile } from "../view/ics.ts";
import { timelineEvents } from "../view/timeline-events.ts";
import { wordsOf } from "../view/wording.ts";
import { page } from "./pages.ts";

const TimelineQuery = z.object({
  submitted: z.iso
    .date()
    .regex(/^20\d\d-/, "a day of this century")
    .optional()
    .describe("Day in Shanghai on which the change is handed in; today when absent"),
});

/** Of one locale. */
export function timelineRoutes(parts: {
  readonly snapshot: () => Snapshot;
  readonly clock: () => Date;
  readonly prefix: string;
}): Router {
  const { snapshot, clock, prefix } = parts;
  const today = () => shanghaiDay(clock().toISOString());
  const asked = {
    method: "get",
    params: z.object({ provider: z.string() }),
    query: TimelineQuery,
    errors: ["not-found"],
  } as const;
  const routes = [
    defineRoute({
      ...asked,
      path: "/providers/:provider/timeline",
      says: "When money comes to which card",
      answers: page("Day by day"),
      answer({ params, query: { submitted = today() }, req, res }) {
        const site = snapshot();
        const shown = timelinePage({ provider: getProvider(site, params.provider), submitted }, site);
        sendEncoded(req, res, site.render(shown), "no-store");
      },
    }),
    defineRoute({
      ...asked,
      path: "/providers/:provider/timeline.ics",
      says: "The same for a phone's calendar",
      answers: { 200: { says: "A calendar file", types: ["text/calendar"] } },
      answer({ params, query: { submitted = today() }, res }) {
        const { knowledge } = snapshot();
        const provider = getProvider(snapshot(), params.provider);
        const timeline = settlementTimeline(knowledge, { provider, submitted });
        const events = timelineEvents(timeline, { knowledge, provider });
        const name = wordsOf(knowledge).events.calendar(provider.name);
        sendIcs(res, icsFile(name, events, clock().toISOString()), provider.id);
      },
    }),
  ];
  return createRouter(routes, { prefix, slash: "detour" });
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
