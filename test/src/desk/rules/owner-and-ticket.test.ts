// Owner and ticket moved together through whatever can happen, in any order: what must always hold, holds.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { DeskEvent } from "../../../../src/desk/rules/desk-event.ts";
import { moveOwner, NOBODY, type OwnerState } from "../../../../src/desk/rules/owner.ts";
import {
  afterAgent,
  afterMerchant,
  isLive,
  isWaiting,
  moveTicket,
  newTicket,
  PRIORITY,
  type TicketState,
  wake,
} from "../../../../src/desk/rules/ticket.ts";

const NOW = "2026-11-29T02:00:00.000Z";
const staff = fc.constantFrom("stf_a", "stf_b", "stf_c");
const happening = fc.oneof(
  fc.constant<DeskEvent>({ kind: "escalate", ticketId: "tkt_1" }),
  staff.map((by): DeskEvent => ({ kind: "take", by })),
  staff.map((by): DeskEvent => ({ kind: "take-over", by })),
  fc.tuple(staff, staff).map(([by, to]): DeskEvent => ({ kind: "transfer", by, to })),
  staff.map((by): DeskEvent => ({ kind: "hand-back", by })),
  staff.map((by): DeskEvent => ({ kind: "release", by })),
  staff.map((by): DeskEvent => ({ kind: "ask", by, until: "2026-11-30T02:00:00.000Z" })),
  staff.map((by): DeskEvent => ({ kind: "solve", by })),
  fc.constantFrom<DeskEvent>(
    { kind: "cancel" },
    { kind: "ask-bot" },
    { kind: "requeue", because: "unseen" },
    { kind: "close" },
  ),
  fc.constantFrom("merchant-wrote" as const, "agent-said" as const, "time-passed" as const),
);

interface Desk {
  readonly owner: OwnerState;
  readonly ticket: TicketState | undefined;
}

/** As the pipeline does: both move or neither; a closed ticket is followed by a new one. */
function step(
  { owner, ticket }: Desk,
  what: DeskEvent | "merchant-wrote" | "agent-said" | "time-passed",
): Desk {
  if (what === "merchant-wrote") return { owner, ticket: ticket && afterMerchant(ticket, owner.owner, NOW) };
  if (what === "agent-said")
    return { owner, ticket: ticket && owner.owner === "person" ? afterAgent(ticket, NOW) : ticket };
  if (what === "time-passed") return { owner, ticket: ticket && wake(ticket) };
  const moved = moveOwner(owner, what, NOW);
  if (moved.kind === "refused") return { owner, ticket };
  if (!ticket || ticket.status === "closed")
    return what.kind === "escalate"
      ? { owner: moved.state, ticket: newTicket(NOW, PRIORITY.usual) }
      : { owner, ticket };
  const result = moveTicket(ticket, what, NOW);
  return result.kind === "refused" ? { owner, ticket } : { owner: moved.state, ticket: result.state };
}

/** What must hold at any time, and does not. */
function unsound({ owner, ticket }: Desk): string[] {
  const rules: Readonly<Record<string, boolean>> = {
    "a person speaks exactly where one is named":
      (owner.owner === "person") === (owner.agentId !== undefined),
    "whoever is not with the bot has a living ticket": owner.owner === "bot" || (!!ticket && isLive(ticket)),
    "who speaks has the ticket": owner.owner !== "person" || ticket?.assignee === owner.agentId,
    "who waits has a ticket that waits": (owner.owner === "waiting") === (!!ticket && isWaiting(ticket)),
    "nobody waits for a ticket that sleeps": ticket?.status !== "pending" || ticket.waitSince === undefined,
    "what is solved says when": ticket?.status !== "solved" || ticket.solvedAt !== undefined,
  };
  return Object.keys(rules).filter((rule) => !rules[rule]);
}

describe("the owner and the ticket", () => {
  it("never leave a thread without somebody, whatever happens in whatever order", () => {
    fc.assert(
      fc.property(fc.array(happening, { maxLength: 40 }), (all) => {
        let desk: Desk = { owner: NOBODY, ticket: undefined };
        for (const one of all) {
          desk = step(desk, one);
          expect(unsound(desk)).toEqual([]);
        }
      }),
      { numRuns: 1_000 },
    );
  });

  it("let exactly one of several who take at once have it", () => {
    const waiting = moveOwner(NOBODY, { kind: "escalate", ticketId: "t" }, NOW);
    if (waiting.kind !== "moved") throw new Error("not moved");
    const first = moveOwner(waiting.state, { kind: "take", by: "stf_a" }, NOW);
    expect(first).toMatchObject({ kind: "moved", handoff: "accepted", state: { agentId: "stf_a" } });
    if (first.kind !== "moved") return;
    expect(moveOwner(first.state, { kind: "take", by: "stf_b" }, NOW)).toEqual({
      kind: "refused",
      because: "taken",
    });
    expect(moveOwner(first.state, { kind: "take", by: "stf_a" }, NOW)).toMatchObject({ because: "already" });
    expect(moveOwner(first.state, { kind: "escalate", ticketId: "t" }, NOW)).toMatchObject({
      because: "taken",
    });
    expect(moveOwner(first.state, { kind: "take-over", by: "stf_b" }, NOW)).toMatchObject({
      state: { agentId: "stf_b" },
    });
  });

  it("keep since when somebody waits through a transfer, and put first whom an agent left alone", () => {
    const ticket = { ...newTicket("2026-11-29T01:00:00.000Z", PRIORITY.usual), assignee: "stf_a" };
    expect(moveTicket(ticket, { kind: "hand-back", by: "stf_a" }, NOW)).toMatchObject({
      state: { waitSince: "2026-11-29T01:00:00.000Z", assignee: undefined, priority: PRIORITY.usual },
    });
    expect(moveTicket(ticket, { kind: "requeue", because: "unseen" }, NOW)).toMatchObject({
      state: { priority: PRIORITY.lost, assignee: undefined },
    });
  });

  it("take a solved ticket up again, and never a closed one", () => {
    const solved = { ...newTicket(NOW, 0), status: "solved" as const, solvedAt: NOW, assignee: "stf_a" };
    expect(moveTicket(solved, { kind: "escalate", ticketId: "t" }, NOW)).toMatchObject({
      state: { status: "open", reopened: 1, assignee: undefined },
    });
    expect(moveTicket(solved, { kind: "take", by: "stf_a" }, NOW)).toMatchObject({
      state: { status: "open", reopened: 1, assignee: "stf_a", waitSince: solved.waitSince },
    });
    expect(moveTicket(solved, { kind: "take", by: "stf_b" }, NOW)).toMatchObject({ because: "not-live" });
    expect(moveTicket(solved, { kind: "take-over", by: "stf_b" }, NOW)).toMatchObject({
      state: { status: "open", assignee: "stf_b" },
    });
    const closed = { ...solved, status: "closed" as const };
    expect(moveTicket(closed, { kind: "escalate", ticketId: "t" }, NOW)).toMatchObject({
      because: "not-live",
    });
  });
});
