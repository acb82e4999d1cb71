// `/api/desk/tickets/:id/inserts`: what an agent can put into their words about a ticket.
import { InsertsAnswer, TicketPath } from "../../base/desk-wire.ts";
import { type InsertParts, insertsOf } from "../../desk/inserts.ts";
import { defineRoute, type Route } from "../../http/route.ts";
import { type DeskAccess, signedIn } from "./access.ts";

export function insertRoutes(parts: DeskAccess & { readonly inserts: InsertParts }): readonly Route[] {
  return [
    defineRoute({
      method: "get",
      path: "/api/desk/tickets/:id/inserts",
      says: "Canned replies, pages and steps, in the merchant's language and with their provider's facts",
      needs: ["session"],
      params: TicketPath,
      output: InsertsAnswer,
      errors: ["not-found"],
      access: (req) => signedIn(req, parts),
      answer: ({ caller: { actor }, params: { id } }) => insertsOf(parts.inserts, actor, id),
    }),
  ];
}
