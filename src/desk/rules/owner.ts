// Who speaks to a merchant: the bot, the bot while they wait for a person, or a person. Pure.
import type { DeskEvent, Refusal } from "./desk-event.ts";

export type Owner = "bot" | "waiting" | "person";

/** Stored in the conversation's row, so that who speaks is compared and swapped with every turn. */
export interface OwnerState {
  readonly owner: Owner;
  /** Set exactly while a person speaks. */
  readonly agentId: string | undefined;
  /** Since when; absent before the first change. */
  readonly since: string | undefined;
  /** The ticket it was last about. */
  readonly ticketId: string | undefined;
}

/** The state that Bot Framework's `handoff.status` tells of. */
export type HandoffState = "accepted" | "completed" | "failed";

export type OwnerMove =
  | { readonly kind: "moved"; readonly state: OwnerState; readonly handoff: HandoffState | undefined }
  | { readonly kind: "refused"; readonly because: Refusal };

export const NOBODY: OwnerState = { owner: "bot", agentId: undefined, since: undefined, ticketId: undefined };

/**
 * The owner after an event. Nobody is ever taken over silently: of several who take at once, the second finds a person
 * there and is told who. The ticket's own rules are asked beside these; both have to agree.
 */
export function moveOwner(state: OwnerState, event: DeskEvent, now: string): OwnerMove {
  const to: Moving["to"] = (owner, handoff, changes = {}) => ({
    kind: "moved",
    state: { ...state, owner, agentId: undefined, since: now, ...changes },
    handoff,
  });
  const moving: Moving = { state, to, person: (agentId) => to("person", "accepted", { agentId }) };
  return state.owner === "person" ? underPerson(event, moving) : withoutPerson(event, moving);
}

interface Moving {
  readonly state: OwnerState;
  readonly to: (owner: Owner, handoff?: HandoffState, changes?: Partial<OwnerState>) => OwnerMove;
  readonly person: (agentId: string) => OwnerMove;
}

function withoutPerson(event: DeskEvent, { state, to, person }: Moving): OwnerMove {
  switch (event.kind) {
    case "escalate":
      return to("waiting", undefined, { ticketId: event.ticketId });
    case "take":
    case "take-over":
      return person(event.by);
    case "cancel":
      return state.owner === "waiting" ? to("bot", "completed") : refused("not-waiting");
    case "close":
      return to("bot", state.owner === "waiting" ? "completed" : undefined);
    default:
      return refused("not-yours");
  }
}

function underPerson(event: DeskEvent, moving: Moving): OwnerMove {
  const { state, to, person } = moving;
  switch (event.kind) {
    case "escalate":
      return refused("taken");
    case "take":
      return refused(state.agentId === event.by ? "already" : "taken");
    case "take-over":
      return state.agentId === event.by ? refused("already") : person(event.by);
    case "cancel":
      return refused("not-waiting");
    case "close":
    case "ask-bot":
      return to("bot", "completed");
    case "requeue":
      return to("waiting", "failed");
    default:
      return state.agentId === event.by ? ofSpeaker(event, moving) : refused("not-yours");
  }
}

/** What only the person who speaks can do. */
function ofSpeaker(
  event: Extract<DeskEvent, { kind: "transfer" | "hand-back" | "release" | "ask" | "solve" }>,
  { state, to, person }: Moving,
): OwnerMove {
  switch (event.kind) {
    case "transfer":
      return event.to === event.by ? refused("already") : person(event.to);
    case "hand-back":
      return to("waiting", "failed");
    case "ask":
      return { kind: "moved", state, handoff: undefined };
    case "release":
    case "solve":
      return to("bot", "completed");
    default:
      return event satisfies never;
  }
}

function refused(because: Refusal): OwnerMove {
  return { kind: "refused", because };
}
