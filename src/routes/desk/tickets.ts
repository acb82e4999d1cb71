// `/api/desk/tickets`: a ticket with its thread, and what can be done about it.
import type { Request } from "express";
import {
  DoneAnswer,
  DraftRequest,
  ListAnswer,
  ListQuery,
  NoteRequest,
  RowAnswer,
  SayAnswer,
  SayRequest,
  SeenRequest,
  TakeNextAnswer,
  ThreadAnswer,
  ThreadQuery,
  TicketAnswer,
  TicketPath,
  TransferRequest,
} from "../../base/desk-wire.ts";
import type { ErrorCode } from "../../base/errors.ts";
import type { DeskApi } from "../../desk/desk-api.ts";
import { defineRoute, type Route } from "../../http/route.ts";
import { type DeskAccess, signedIn } from "./access.ts";

export interface TicketRouteParts extends DeskAccess {
  readonly api: DeskApi;
}

const DONE = { done: true } as const;
const REFUSED: readonly ErrorCode[] = ["not-found", "taken", "not-yours", "not-live", "overloaded"];

// biome-ignore lint/complexity/noExcessiveLinesPerFunction: one value a route, and nothing else.
export function ticketRoutes(parts: TicketRouteParts): readonly Route[] {
  const { api } = parts;
  const about = {
    needs: ["session"],
    params: TicketPath,
    access: (req: Request) => signedIn(req, parts),
  } as const;
  const moves = (
    [
      ["take", "Speaks to the merchant from now on"],
      ["take-over", "Takes it out of a colleague's hands; for a lead"],
      ["hand-back", "Puts the merchant back in line, for any colleague"],
      ["release", "Lets the bot speak; the ticket sleeps and stays yours"],
      ["solve", "It is done: the bot speaks again"],
    ] as const
  ).map(([kind, says]) =>
    defineRoute({
      method: "post",
      path: `/api/desk/tickets/:id/${kind}`,
      says,
      ...about,
      output: RowAnswer,
      errors: REFUSED,
      answer: async ({ caller: { actor }, params: { id } }) => ({
        row: await api.move(actor, id, { kind, by: actor.id }),
      }),
    }),
  );

  return [
    defineRoute({
      method: "get",
      path: "/api/desk/tickets",
      says: "The tickets of one box, most urgent first, a hundred a page",
      needs: ["session"],
      query: ListQuery,
      output: ListAnswer,
      access: about.access,
      errors: ["bad-argument"],
      answer: ({ caller: { actor }, query: { box, after } }) => api.list(actor, box, after),
    }),
    defineRoute({
      method: "post",
      path: "/api/desk/take-next",
      says: "Takes whoever is next; null when nobody waits",
      needs: ["session"],
      output: TakeNextAnswer,
      errors: ["overloaded"],
      access: about.access,
      answer: async ({ caller: { actor } }) => ({ row: await api.takeNext(actor) }),
    }),
    ...moves,
    defineRoute({
      method: "get",
      path: "/api/desk/tickets/:id",
      says: "A ticket, with what is known of the merchant",
      ...about,
      output: TicketAnswer,
      errors: ["not-found"],
      answer: ({ caller: { actor }, params: { id } }) => api.open(actor, id),
    }),
    defineRoute({
      method: "get",
      path: "/api/desk/tickets/:id/messages",
      says: "The thread from a watermark on, as merchants read theirs",
      ...about,
      query: ThreadQuery,
      output: ThreadAnswer,
      errors: ["not-found"],
      answer: ({ caller: { actor }, params: { id }, query: { watermark } }) =>
        api.thread(actor, id, watermark),
    }),
    defineRoute({
      method: "post",
      path: "/api/desk/tickets/:id/messages",
      says: "Says something to the merchant; the same client id is said once",
      ...about,
      body: SayRequest,
      output: SayAnswer,
      errors: [...REFUSED, "guarded"],
      answer: ({ caller: { actor }, params: { id }, body }) => api.say(actor, id, body),
    }),
    defineRoute({
      method: "post",
      path: "/api/desk/tickets/:id/transfer",
      says: "Gives it to a colleague",
      ...about,
      body: TransferRequest,
      output: RowAnswer,
      errors: REFUSED,
      answer: async ({ caller: { actor }, params: { id }, body: { to } }) => ({
        row: await api.move(actor, id, { kind: "transfer", by: actor.id, to }),
      }),
    }),
    defineRoute({
      method: "post",
      path: "/api/desk/tickets/:id/notes",
      says: "Keeps a note that the merchant does not see in the chat",
      ...about,
      body: NoteRequest,
      output: DoneAnswer,
      errors: ["not-found"],
      async answer({ caller: { actor }, params: { id }, body }) {
        await api.note(actor, id, body);
        return DONE;
      },
    }),
    defineRoute({
      method: "post",
      path: "/api/desk/tickets/:id/draft",
      says: "Keeps unsent words, for you alone and on every device",
      ...about,
      body: DraftRequest,
      output: DoneAnswer,
      errors: ["not-found"],
      async answer({ caller: { actor }, params: { id }, body: { text } }) {
        await api.saveDraft(actor, id, text);
        return DONE;
      },
    }),
    defineRoute({
      method: "post",
      path: "/api/desk/tickets/:id/seen",
      says: "You have read up to here",
      ...about,
      body: SeenRequest,
      output: RowAnswer,
      errors: ["not-found"],
      answer: async ({ caller: { actor }, params: { id }, body: { seq } }) => ({
        row: await api.markSeen(actor, id, seq),
      }),
    }),
  ];
}
