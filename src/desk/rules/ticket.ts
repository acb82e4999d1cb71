// The life of a ticket: open, pending, solved, closed, and since when somebody waits for a person's words. Pure.
import type { DeskEvent, Refusal } from "./desk-event.ts";
import type { Owner } from "./owner.ts";

export type TicketStatus = "open" | "pending" | "solved" | "closed";

/** What the rules look at; the rest of a ticket does not decide anything. */
export interface TicketState {
  readonly status: TicketStatus;
  /** An open ticket without one waits in its queue. */
  readonly assignee: string | undefined;
  readonly priority: number;
  readonly waitSince: string | undefined;
  readonly firstReplyAt: string | undefined;
  readonly pendingUntil: string | undefined;
  readonly solvedAt: string | undefined;
  readonly closedAt: string | undefined;
  readonly reopened: number;
}

/** Whom to help first; among equals who waits longest. */
export const PRIORITY = { usual: 0, scam: 1, lost: 2 } as const;

const DAY_MS = 24 * 3_600_000;
/** A ticket sleeps no longer than this. */
export const LONGEST_PENDING_MS = 14 * DAY_MS;
/** Solved this long ago, it is closed: what comes then is another matter. */
export const CLOSED_AFTER_MS = 7 * DAY_MS;

export type TicketMove =
  | { readonly kind: "moved"; readonly state: TicketState }
  | { readonly kind: "refused"; readonly because: Refusal };

export function isLive({ status }: Pick<TicketState, "status">): boolean {
  return status === "open" || status === "pending";
}

export function isWaiting({ status, assignee }: Pick<TicketState, "status" | "assignee">): boolean {
  return status === "open" && assignee === undefined;
}

/** A ticket as it begins: somebody waits from now on. */
export function newTicket(now: string, priority: number): TicketState {
  return {
    status: "open",
    assignee: undefined,
    priority,
    waitSince: now,
    firstReplyAt: undefined,
    pendingUntil: undefined,
    solvedAt: undefined,
    closedAt: undefined,
    reopened: 0,
  };
}

/**
 * The ticket after an event at the desk. A closed one is never moved; a solved one only by who says it is not: the merchant,
 * the person who solved it, or a lead in their place.
 */
export function moveTicket(state: TicketState, event: DeskEvent, now: string): TicketMove {
  if (state.status === "closed") return refused("not-live");
  if (state.status === "solved") return moveSolved(state, event, now);
  const awake = { ...state, status: "open", pendingUntil: undefined } as const;
  const waiting = { ...awake, assignee: undefined, waitSince: state.waitSince ?? now };
  switch (event.kind) {
    case "escalate":
    case "hand-back":
      return moved(waiting);
    case "requeue":
      return moved({ ...waiting, priority: PRIORITY.lost });
    case "take":
    case "take-over":
      return moved({ ...awake, assignee: event.by });
    case "transfer":
      return moved({ ...awake, assignee: event.to });
    case "release":
      return moved({ ...awake, status: "pending", waitSince: undefined, pendingUntil: latest(now) });
    case "ask":
      return moved({ ...state, status: "pending", waitSince: undefined, pendingUntil: event.until });
    case "ask-bot":
      return moved(awake);
    case "solve":
    case "cancel":
      return moved({ ...awake, status: "solved", waitSince: undefined, solvedAt: now });
    case "close":
      return moved({ ...awake, status: "closed", waitSince: undefined, closedAt: now });
    default:
      return event satisfies never;
  }
}

function moveSolved(state: TicketState, event: DeskEvent, now: string): TicketMove {
  const again = { ...state, status: "open", solvedAt: undefined, reopened: state.reopened + 1 } as const;
  switch (event.kind) {
    case "close":
      return moved({ ...state, status: "closed", closedAt: now });
    case "escalate":
      return moved({ ...again, assignee: undefined, waitSince: now });
    case "take":
      return event.by === state.assignee ? moved(again) : refused("not-live");
    case "take-over":
      return moved({ ...again, assignee: event.by });
    default:
      return refused("not-live");
  }
}

/** The merchant wrote. Only words that wait for a person start the clock, and wake what slept for them. */
export function afterMerchant(state: TicketState, owner: Owner, now: string): TicketState {
  if (!isLive(state) || owner === "bot") return state;
  return { ...state, status: "open", pendingUntil: undefined, waitSince: state.waitSince ?? now };
}

/** A person answered: nobody waits any more. */
export function afterAgent(state: TicketState, now: string): TicketState {
  return { ...state, waitSince: undefined, firstReplyAt: state.firstReplyAt ?? now };
}

/** It slept long enough. */
export function wake(state: TicketState): TicketState {
  return state.status === "pending" ? { ...state, status: "open", pendingUntil: undefined } : state;
}

/** The end of the longest sleep that begins now. */
export function latest(now: string): string {
  return new Date(Date.parse(now) + LONGEST_PENDING_MS).toISOString();
}

function moved(state: TicketState): TicketMove {
  return { kind: "moved", state };
}

function refused(because: Refusal): TicketMove {
  return { kind: "refused", because };
}
