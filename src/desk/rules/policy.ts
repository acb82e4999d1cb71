// Who may do what at the desk: one table, asked by every deed and every query. Pure.

export type Role = "agent" | "lead" | "admin";

export const ACTIONS = [
  "see",
  "take",
  "take-over",
  "say",
  "transfer",
  "release",
  "solve",
  "ask",
  "note",
  "link",
  "staff",
  "audit",
  "queues",
] as const;
export type Action = (typeof ACTIONS)[number];

/** How somebody stands to a ticket. `foreign` is a queue that is not theirs: to them it does not exist. */
export type Relation = "own" | "waiting" | "colleague" | "foreign";

const OWN: readonly Action[] = ["see", "take", "say", "transfer", "release", "solve", "ask", "note", "link"];
const MAY: Readonly<Record<Role, Readonly<Record<Relation, readonly Action[]>>>> = {
  // An agent who takes what a colleague took a moment ago is told who has it.
  agent: { own: OWN, waiting: ["see", "take", "note"], colleague: ["take"], foreign: [] },
  lead: {
    own: OWN,
    waiting: ["see", "take", "note"],
    colleague: ["see", "take", "take-over", "note"],
    foreign: [],
  },
  // Accounts and settings, and no transcript: whoever makes accounts must not be able to read merchants.
  admin: { own: [], waiting: [], colleague: [], foreign: [] },
};
const OF_NO_TICKET: Readonly<Record<Role, readonly Action[]>> = {
  agent: [],
  lead: ["audit"],
  admin: ["staff", "audit", "queues"],
};

/** About a ticket of this relation. */
export function may(role: Role, action: Action, relation: Relation): boolean {
  return MAY[role][relation].includes(action);
}

/** What is about no ticket. */
export function mayAtAll(role: Role, action: Action): boolean {
  return OF_NO_TICKET[role].includes(action);
}

export function relationOf(
  { id, queues }: { readonly id: string; readonly queues: readonly string[] },
  ticket: { readonly queueId: string; readonly assignee: string | undefined },
): Relation {
  if (!queues.includes(ticket.queueId)) return "foreign";
  if (ticket.assignee === undefined) return "waiting";
  return ticket.assignee === id ? "own" : "colleague";
}
