// What the console reads: the state, what changed since, and one ticket with everything around it.

import type { TicketViews } from "../../desk/ticket-views.ts";
import { defineRoute, type Route } from "../../http/route.ts";
import { EventsAnswer, EventsQuery, StateAnswer, TicketAnswer, TicketPath, TicketQuery } from "./schemas.ts";
import type { StaffAccess } from "./staff-access.ts";

const MS = 1_000;

export function readingRoutes({
  views,
  access,
}: {
  readonly views: TicketViews;
  readonly access: StaffAccess;
}): readonly Route[] {
  return [
    defineRoute({
      method: "get",
      path: "/api/desk/state",
      says: "Where a console begins: who I am, my tickets, and the number to ask for changes from",
      needs: ["staff"],
      output: StateAnswer,
      access,
      answer: ({ caller }) => views.state(caller),
    }),
    defineRoute({
      method: "get",
      path: "/api/desk/events",
      says: "What changed since; waits for a change where it is asked to",
      needs: ["staff"],
      query: EventsQuery,
      output: EventsAnswer,
      access,
      answer({ caller, query: { after, wait }, res }) {
        const gone = new AbortController();
        res.on("close", () => gone.abort());
        return views.events(caller, { after, waitMs: wait * MS, gone: gone.signal });
      },
    }),
    defineRoute({
      method: "get",
      path: "/api/desk/tickets/:ticket",
      says: "A ticket with its packet, its conversation, notes and log",
      needs: ["staff"],
      params: TicketPath,
      query: TicketQuery,
      output: TicketAnswer,
      errors: ["not-found"],
      access,
      answer: ({ caller, params, query }) => views.ticket(caller, params.ticket, query.after),
    }),
  ];
}
