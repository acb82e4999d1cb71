// `/api/desk/tickets/:id/handoff`: a ticket for another desk, as Bot Framework's EventFactory makes it.
import { z } from "zod";
import { PacketAnswer, TicketPath } from "../../base/desk-wire.ts";
import { ActivityAnswer, listOf } from "../../base/wire-schemas.ts";
import type { DeskApi } from "../../desk/desk-api.ts";
import { defineRoute, type Route } from "../../http/route.ts";
import { type DeskAccess, signedIn } from "./access.ts";

/** The packet is its value, the conversation its attachment. */
const HandoffAnswer = z.looseObject({
  type: z.literal("event"),
  name: z.literal("handoff.initiate"),
  id: z.string(),
  timestamp: z.iso.datetime(),
  conversation: z.strictObject({ id: z.string() }),
  value: PacketAnswer.extend({ reference: z.string() }),
  attachments: listOf(
    z.strictObject({
      name: z.literal("Transcript"),
      contentType: z.literal("application/json"),
      content: z.strictObject({ activities: listOf(ActivityAnswer) }),
    }),
  ),
});

export function handoffRoutes(
  parts: DeskAccess & { readonly api: Pick<DeskApi, "handoff"> },
): readonly Route[] {
  return [
    defineRoute({
      method: "get",
      path: "/api/desk/tickets/:id/handoff",
      says: "Everything another desk needs to go on, as Bot Framework's event handoff.initiate",
      needs: ["session"],
      params: TicketPath,
      output: HandoffAnswer,
      errors: ["not-found"],
      access: (req) => signedIn(req, parts),
      answer: async ({ caller: { actor }, params: { id } }) => ({ ...(await parts.api.handoff(actor, id)) }),
    }),
  ];
}
