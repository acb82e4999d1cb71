// Which of the lists a ticket stands in, and in what order: whoever has waited longest comes first.
import type { TicketRow } from "../../../base/desk-wire.ts";

export const BOXES = ["waiting", "mine", "colleagues", "pending", "done"] as const;
export type Box = (typeof BOXES)[number];

export function boxOf({ status, assignee }: TicketRow, me: string): Box {
  if (status === "pending") return "pending";
  if (status !== "open") return "done";
  if (!assignee) return "waiting";
  return assignee.id === me ? "mine" : "colleagues";
}

export function inOrder(rows: readonly TicketRow[], box: Box): readonly TicketRow[] {
  if (box === "done") return [...rows].sort((a, b) => b.updatedAt.localeCompare(a.updatedAt));
  return [...rows].sort(
    (a, b) => b.priority - a.priority || waiting(a).localeCompare(waiting(b)) || a.id.localeCompare(b.id),
  );
}

/** Those whom nobody keeps waiting come after those who wait. */
function waiting({ waitSince, updatedAt }: TicketRow): string {
  return waitSince ?? `9${updatedAt}`;
}
