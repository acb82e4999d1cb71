// `/api/desk/tickets/:id/link` and `/unlink`: tickets about one matter, side by side for whoever answers them.
import { DoneAnswer, LinkTicketRequest, TicketPath } from "../../base/desk-wire.ts";
import type { Links } from "../../desk/links.ts";
import { defineRoute, type Route } from "../../http/route.ts";
import { type DeskAccess, signedIn } from "./access.ts";

export function linkRoutes(parts: DeskAccess & { readonly links: Links }): readonly Route[] {
  return [
    defineRoute({
      method: "post",
      path: "/api/desk/tickets/:id/link",
      says: "Binds it to another ticket of yours; their merchants see nothing of each other",
      needs: ["session"],
      params: TicketPath,
      body: LinkTicketRequest,
      output: DoneAnswer,
      errors: ["not-found", "not-yours", "bad-argument", "overloaded"],
      access: (req) => signedIn(req, parts),
      async answer({ caller: { actor }, params: { id }, body: { reference } }) {
        await parts.links.link(actor, id, reference);
        return { done: true } as const;
      },
    }),
    defineRoute({
      method: "post",
      path: "/api/desk/tickets/:id/unlink",
      says: "Takes it out of what it was bound to; the others stay bound",
      needs: ["session"],
      params: TicketPath,
      output: DoneAnswer,
      errors: ["not-found", "not-yours", "overloaded"],
      access: (req) => signedIn(req, parts),
      async answer({ caller: { actor }, params: { id } }) {
        await parts.links.unlink(actor, id);
        return { done: true } as const;
      },
    }),
  ];
}
