// `/api/chat/ticket`: the merchant's own ticket, as the chat shows it beside what is said.
import type { Request } from "express";
import { z } from "zod";
import {
  CorrectRequest,
  PacketOfMerchantAnswer,
  TicketCodeAnswer,
  TicketOfMerchantAnswer,
} from "../../base/wire-schemas.ts";
import type { PacketSide } from "../../desk/corrections.ts";
import type { MerchantSide } from "../../desk/merchant-side.ts";
import { defineRoute, type Route } from "../../http/route.ts";

const WishRequest = z.object({ wish: z.enum(["cancel", "ask-bot"]) });

export function chatTicketRoutes(parts: {
  readonly desk: MerchantSide & PacketSide;
  /** The conversation of the token. */
  readonly own: (req: Request) => Promise<string>;
}): readonly Route[] {
  const { desk, own } = parts;
  const needs = ["token"] as const;
  return [
    defineRoute({
      method: "get",
      path: "/api/chat/ticket",
      says: "The ticket that the token's conversation was last about, or null",
      needs,
      output: z.strictObject({ ticket: TicketOfMerchantAnswer.nullable() }),
      access: own,
      answer: async ({ caller }) => ({ ticket: (await desk.of(caller)) ?? null }),
    }),
    defineRoute({
      method: "post",
      path: "/api/chat/ticket",
      says: "The merchant waits no more, or has something to ask the bot first",
      needs,
      body: WishRequest,
      output: z.strictObject({ ticket: TicketOfMerchantAnswer.nullable() }),
      errors: ["not-live", "not-found", "conversation-not-found", "rate-limited", "overloaded"],
      access: own,
      async answer({ caller, body: { wish } }) {
        await desk.wish(caller, wish);
        return { ticket: (await desk.of(caller)) ?? null };
      },
    }),
    defineRoute({
      method: "get",
      path: "/api/chat/ticket/packet",
      says: "What an agent sees of the merchant, or null while none has to do with them",
      needs,
      output: z.strictObject({ packet: PacketOfMerchantAnswer.nullable() }),
      access: own,
      answer: async ({ caller }) => ({ packet: (await desk.packetOf(caller)) ?? null }),
    }),
    defineRoute({
      method: "post",
      path: "/api/chat/ticket/packet",
      says: "What the merchant puts right of it, line by line; the agent sees both",
      needs,
      body: CorrectRequest,
      output: z.strictObject({ packet: PacketOfMerchantAnswer }),
      errors: ["not-live", "rate-limited", "overloaded"],
      access: own,
      answer: async ({ caller, body: { corrected } }) => ({
        packet: await desk.correct(caller, corrected),
      }),
    }),
    defineRoute({
      method: "post",
      path: "/api/chat/ticket/code",
      says: "A code with which the ticket is looked up at /ticket; an earlier one stops working",
      needs,
      output: TicketCodeAnswer,
      errors: ["not-live", "rate-limited"],
      access: own,
      answer: ({ caller }) => desk.giveCode(caller),
    }),
  ];
}
