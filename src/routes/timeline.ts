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
import { icsFile } from "../view/files/ics.ts";
import { timelineEvents } from "../view/files/timeline-events.ts";
import { wordsOf } from "../view/wording.ts";
import { page } from "./pages.ts";
import { lastOne, typedDay } from "./typed-query.ts";

const TimelineQuery = z.object({
  submitted: lastOne.describe(
    "Day in Shanghai on which the change is handed in, `2026-11-29`; today when absent",
  ),
});

/** Of one locale. */
export function timelineRoutes(parts: {
  readonly snapshot: () => Snapshot;
  readonly clock: () => Date;
  readonly prefix: string;
}): Router {
  const { snapshot, clock, prefix } = parts;
  const today = () => shanghaiDay(clock().toISOString());
  const dayOf = (typed: string) => (typed.trim() === "" ? today() : typedDay(typed));
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
      answer({ params, query, req, res }) {
        const site = snapshot();
        const provider = getProvider(site, params.provider);
        const submitted = dayOf(query.submitted);
        const asked = { provider, submitted: submitted ?? today(), isUnread: submitted === undefined };
        const shown = timelinePage(asked, site);
        if (asked.isUnread) res.status(400);
        sendEncoded(req, res, site.render(shown), "no-store");
      },
    }),
    defineRoute({
      ...asked,
      path: "/providers/:provider/timeline.ics",
      says: "The same for a phone's calendar",
      answers: { 200: { says: "A calendar file", types: ["text/calendar"] } },
      answer({ params, query, res }) {
        const { knowledge } = snapshot();
        const provider = getProvider(snapshot(), params.provider);
        const submitted = dayOf(query.submitted);
        if (submitted === undefined)
          throw new AppError("bad-argument", { problems: ["submitted: is no day"] });
        const timeline = settlementTimeline(knowledge, { provider, submitted });
        const events = timelineEvents(timeline, { knowledge, provider });
        const name = wordsOf(knowledge).events.calendar(provider.name);
        sendIcs(res, icsFile(name, events, clock().toISOString()), provider.id);
      },
    }),
  ];
  return createRouter(routes, { prefix });
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
