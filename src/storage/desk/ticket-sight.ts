// Which tickets somebody sees and in which box, twice over: as conditions of a query, and of rows that were read once for
// several people.
import { type ExpressionBuilder, sql } from "kysely";
import { may, type Role, relationOf } from "../../desk/rules/policy.ts";
import type { Tables } from "../tables/tables.ts";
import type { TicketRecord } from "./ticket-record.ts";

/** Who looks. */
export interface Viewer {
  readonly id: string;
  readonly role: Role;
  /** Ids of the queues that are theirs. */
  readonly queues: readonly string[];
}

export const BOXES = ["waiting", "mine", "colleagues", "pending", "done"] as const;
export type Box = (typeof BOXES)[number];

type Where = ExpressionBuilder<Tables, "tickets">;

/** What the policy says of seeing, as a condition: own, waiting and colleagues' tickets of own queues. */
export function isVisible(row: Where, { id, role, queues }: Viewer) {
  const relations = [
    ...(may(role, "see", "own") ? [row("assignee", "=", id)] : []),
    ...(may(role, "see", "waiting") ? [row("assignee", "is", null)] : []),
    ...(may(role, "see", "colleague")
      ? [row.and([row("assignee", "is not", null), row("assignee", "!=", id)])]
      : []),
  ];
  if (relations.length === 0 || queues.length === 0) return sql<boolean>`1 = 0`;
  return row.and([row("queue_id", "in", queues), row.or(relations)]);
}

/** The same of a row that was read for several viewers. */
export function sees(viewer: Viewer, ticket: Pick<TicketRecord, "queueId" | "assignee">): boolean {
  return may(viewer.role, "see", relationOf(viewer, ticket));
}

export function queuesOf(viewers: readonly Viewer[]): readonly string[] {
  return [...new Set(viewers.flatMap(({ queues }) => queues))];
}

export function isIn(row: Where, box: Box, { id }: Pick<Viewer, "id">) {
  switch (box) {
    case "waiting":
      return row.and([row("status", "=", "open"), row("assignee", "is", null)]);
    case "mine":
      return row.and([row("status", "=", "open"), row("assignee", "=", id)]);
    case "colleagues":
      return row.and([row("status", "=", "open"), row("assignee", "!=", id)]);
    case "pending":
      return row("status", "=", "pending");
    default:
      return row("status", "in", ["solved", "closed"]);
  }
}

/** Likewise. */
export function boxOf({ status, assignee }: Pick<TicketRecord, "status" | "assignee">, { id }: Viewer): Box {
  if (status === "pending") return "pending";
  if (status !== "open") return "done";
  if (assignee === undefined) return "waiting";
  return assignee === id ? "mine" : "colleagues";
}
