// What staff do about tickets. Each deed is decided on the row as it is; who came too late is told who was quicker.
import type { RequestHandler } from "express";
import type { z } from "zod";
import type { Actor, Deeds } from "../../desk/deeds.ts";
import { takeNext } from "../../desk/take-next.ts";
import type { Written } from "../../desk/written.ts";
import { jsonOnly, readJson } from "../../http/bodies.ts";
import { defineRoute, type Route } from "../../http/route.ts";
import type { TicketStore } from "../../storage/desk/ticket-store.ts";
import {
  DraftBody,
  MessageBody,
  NextAnswer,
  NoteBody,
  NotedAnswer,
  SaidAnswer,
  TakeBody,
  TicketPath,
  TransferBody,
} from "./schemas.ts";
import type { StaffAccess } from "./staff-access.ts";

/** A question to a merchant who does not answer is taken up again after so many days. */
const ASKED_DAYS = 3;
const DAY_MS = 86_400_000;

export interface DoingParts {
  readonly deeds: Deeds;
  readonly written: Written;
  readonly tickets: Pick<TicketStore, "list">;
  readonly access: StaffAccess;
  readonly clock: () => Date;
  /** Refuses what another site's page sends. */
  readonly ownPagesOnly: RequestHandler;
}

// biome-ignore lint/complexity/noExcessiveLinesPerFunction: one value a route, and nothing else.
export function doingRoutes(parts: DoingParts): readonly Route[] {
  const { deeds, written, tickets, access, clock, ownPagesOnly } = parts;
  const reading = [ownPagesOnly, jsonOnly, readJson];
  const common = { needs: ["staff"], errors: ["not-found"], access, reading } as const;

  /** A deed that answers nothing but that it is done. */
  function move<Body>(deed: {
    readonly name: string;
    readonly says: string;
    readonly body?: z.ZodType<Body>;
    run(actor: Actor, ticket: string, body: Body): Promise<void>;
  }): Route {
    return defineRoute({
      ...common,
      method: "post",
      path: `/api/desk/tickets/:ticket/${deed.name}`,
      says: deed.says,
      params: TicketPath,
      ...(deed.body && { body: deed.body }),
      answers: { 204: { says: "It is done" } },
      errors: ["not-found", "taken", "not-yours", "not-live", "overloaded"],
      async answer({ caller, params, body, res }) {
        await deed.run(caller, params.ticket, body);
        res.status(204).end();
      },
    });
  }

  return [
    defineRoute({
      ...common,
      method: "post",
      path: "/api/desk/next",
      says: "Takes the merchant who should be answered first; no ticket when nobody waits",
      output: NextAnswer,
      errors: ["overloaded"],
      async answer({ caller }) {
        const ticket = await takeNext({ tickets, deeds }, caller);
        return ticket === undefined ? {} : { ticket };
      },
    }),
    move({
      name: "take",
      says: "Takes a ticket: from now on this person speaks, and the bot is silent",
      body: TakeBody,
      run: (by, ticket, { over }) => deeds.move(by, ticket, { kind: over ? "take-over" : "take", by: by.id }),
    }),
    move({
      name: "transfer",
      says: "Gives it to a colleague",
      body: TransferBody,
      run: (by, ticket, { to }) => deeds.move(by, ticket, { kind: "transfer", by: by.id, to }),
    }),
    move({
      name: "hand-back",
      says: "Puts it back into the line, for whoever is free",
      run: (by, ticket) => deeds.move(by, ticket, { kind: "hand-back", by: by.id }),
    }),
    move({
      name: "release",
      says: "Lets the bot speak again; the ticket stays theirs",
      run: (by, ticket) => deeds.move(by, ticket, { kind: "release", by: by.id }),
    }),
    move({
      name: "solve",
      says: "It is solved, and the bot speaks again",
      run: (by, ticket) => deeds.move(by, ticket, { kind: "solve", by: by.id }),
    }),
    move({
      name: "draft",
      says: "Keeps what was written and not sent; an empty text forgets it",
      body: DraftBody,
      run: (by, ticket, { text }) => written.draft(by, ticket, text),
    }),
    defineRoute({
      ...common,
      method: "post",
      path: "/api/desk/tickets/:ticket/messages",
      says: "Says something to the merchant",
      params: TicketPath,
      body: MessageBody,
      output: SaidAnswer,
      errors: ["not-found", "not-yours", "not-live", "guarded", "overloaded"],
      answer: ({ caller, params, body: { text, clientId, ask } }) =>
        deeds.say(caller, params.ticket, {
          ...{ text, clientId },
          ...(ask && { pendingUntil: new Date(clock().getTime() + ASKED_DAYS * DAY_MS).toISOString() }),
        }),
    }),
    defineRoute({
      ...common,
      method: "post",
      path: "/api/desk/tickets/:ticket/notes",
      says: "Writes a note that the merchant does not see",
      params: TicketPath,
      body: NoteBody,
      output: NotedAnswer,
      answer: ({ caller, params, body }) => written.note(caller, params.ticket, body),
    }),
  ];
}
