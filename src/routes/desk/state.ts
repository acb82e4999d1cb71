// `/api/desk/state`, `/events` and `/find`: what somebody has before their eyes, what is news to it, and what is not there.
import type { Request } from "express";
import { EventsAnswer, EventsQuery, FindQuery, FoundAnswer, StateAnswer } from "../../base/desk-wire.ts";
import type { DeskApi } from "../../desk/desk-api.ts";
import { defineRoute, type Route } from "../../http/route.ts";
import { type DeskAccess, signedIn } from "./access.ts";

export function stateRoutes(parts: DeskAccess & { readonly api: DeskApi }): readonly Route[] {
  const { api, sessions } = parts;
  const access = (req: Request) => signedIn(req, parts);
  return [
    defineRoute({
      method: "get",
      path: "/api/desk/state",
      says: "Everything before your eyes, with the number that events go on from",
      needs: ["session"],
      output: StateAnswer,
      access,
      answer: async ({ caller }) => ({
        ...(await api.state(caller.actor)),
        me: {
          ...{ id: caller.staff.id, login: caller.staff.login, name: caller.staff.name },
          ...{ role: caller.staff.role, availability: caller.staff.availability },
          elevated: sessions.isElevated(caller),
        },
      }),
    }),
    defineRoute({
      method: "get",
      path: "/api/desk/events",
      says: "What changed after a number, waiting for it if nothing did",
      needs: ["session"],
      query: EventsQuery,
      output: EventsAnswer,
      access,
      async answer({ caller, query: { after, wait }, req }) {
        await api.news(after, wait);
        // Rights may have ended while we waited: asked again before anything is told.
        const { actor } = wait > 0 ? await access(req) : caller;
        return api.events(actor, after);
      },
    }),
    defineRoute({
      method: "get",
      path: "/api/desk/find",
      says: "The ticket of a reference; null for what is not yours to see as for what there is not",
      needs: ["session"],
      query: FindQuery,
      output: FoundAnswer,
      access,
      errors: ["bad-argument"],
      answer: async ({ caller, query: { reference } }) => ({ row: await api.find(caller.actor, reference) }),
    }),
  ];
}
