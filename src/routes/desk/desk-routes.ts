// `/api/desk`: the routes of the desk, joined. Nothing of it is kept by anybody, and no other site may read it.
import type { Calendar } from "../../../bot/knowledge/calendar.ts";
import type { Log } from "../../base/log.ts";
import type { Desk } from "../../desk/desk.ts";
import { answerErrors, noStore, notFound } from "../../http/answers.ts";
import { createRouter, type Router } from "../../http/router.ts";
import { sayToStaff } from "../../view/wording.ts";
import type { DeskAccess } from "./access.ts";
import { handoffRoutes } from "./handoff.ts";
import { hoursRoutes } from "./hours.ts";
import { insertRoutes } from "./inserts.ts";
import { linkRoutes } from "./links.ts";
import { sessionRoutes } from "./session.ts";
import { staffRoutes } from "./staff.ts";
import { stateRoutes } from "./state.ts";
import { ticketRoutes } from "./tickets.ts";

export function deskRoutes(parts: {
  readonly desk: Desk;
  readonly config: DeskAccess["config"];
  readonly calendar: () => Calendar;
  readonly clock: () => Date;
  readonly log: Log;
}): Router {
  const { desk, config, calendar, clock, log } = parts;
  const access = { sessions: desk.sessions, config };
  const routes = [
    ...sessionRoutes({ ...access, accounts: desk.accounts, stores: desk.stores, clock }),
    ...stateRoutes({ ...access, api: desk.api }),
    ...ticketRoutes({ ...access, api: desk.api }),
    ...linkRoutes({ ...access, links: desk.links }),
    ...handoffRoutes({ ...access, api: desk.api }),
    ...insertRoutes({ ...access, inserts: desk.inserts }),
    ...staffRoutes({ ...access, accounts: desk.accounts, stores: desk.stores }),
    ...hoursRoutes({ ...access, hours: desk.stores.hours, audit: desk.audit, calendar, clock }),
  ];
  return createRouter(routes, {
    under: "/api/desk",
    first: [noStore],
    slash: "same",
    last: [notFound, answerErrors({ log, say: sayToStaff })],
  });
}
