// `/api/desk/staff` and `/api/desk/audit`: accounts, for admins, and what was done, for leads too.
import type { Request } from "express";
import { DoneAnswer, TicketPath } from "../../base/desk-wire.ts";
import {
  AuditAnswer,
  AuditQuery,
  InviteAnswer,
  InviteRequest,
  LinkAnswer,
  RoleRequest,
  StaffAnswer,
  StatusRequest,
} from "../../base/staff-wire.ts";
import type { Accounts } from "../../desk/accounts.ts";
import { defineRoute, type Route } from "../../http/route.ts";
import type { DeskStores } from "../../storage/desk/desk-stores.ts";
import { type DeskAccess, signedInFor } from "./access.ts";

export interface StaffRouteParts extends DeskAccess {
  readonly accounts: Accounts;
  readonly stores: Pick<DeskStores, "staff" | "audit" | "tickets">;
}

const PAGE = 200;

// biome-ignore lint/complexity/noExcessiveLinesPerFunction: one value a route, and nothing else.
export function staffRoutes(parts: StaffRouteParts): readonly Route[] {
  const { accounts, stores } = parts;
  const needs = ["session"] as const;
  const admin = (req: Request) => signedInFor(req, parts, "staff");
  const provedAdmin = (req: Request) => signedInFor(req, parts, "staff", { proved: true });
  return [
    defineRoute({
      method: "get",
      path: "/api/desk/staff",
      says: "All accounts",
      needs,
      output: StaffAnswer,
      access: admin,
      answer: async () => ({
        staff: (await stores.staff.list()).map(({ id, login, name, role, status, seenAt }) => ({
          ...{ id, login, name, role, status },
          seenAt: seenAt ?? null,
        })),
      }),
    }),
    defineRoute({
      method: "post",
      path: "/api/desk/staff",
      says: "A new account, and the link with which its owner comes in",
      needs,
      body: InviteRequest,
      output: InviteAnswer,
      access: provedAdmin,
      answer: ({ caller, body }) => accounts.invite(caller.staff.id, body),
    }),
    defineRoute({
      method: "post",
      path: "/api/desk/staff/:id/status",
      says: "Disables an account at once, or enables it again",
      needs,
      params: TicketPath,
      body: StatusRequest,
      output: DoneAnswer,
      errors: ["not-found", "overloaded"],
      access: provedAdmin,
      async answer({ caller, params: { id }, body: { status } }) {
        await accounts.setStatus(caller.staff.id, id, status);
        return { done: true } as const;
      },
    }),
    defineRoute({
      method: "post",
      path: "/api/desk/staff/:id/role",
      says: "Gives an account another role; its owner signs in again",
      needs,
      params: TicketPath,
      body: RoleRequest,
      output: DoneAnswer,
      errors: ["not-found", "overloaded"],
      access: provedAdmin,
      async answer({ caller, params: { id }, body: { role } }) {
        await accounts.setRole(caller.staff.id, id, role);
        return { done: true } as const;
      },
    }),
    defineRoute({
      method: "post",
      path: "/api/desk/staff/:id/link",
      says: "A link with which the account's owner sets password and app anew; an earlier one stops working",
      needs,
      params: TicketPath,
      output: LinkAnswer,
      errors: ["not-found"],
      access: provedAdmin,
      answer: async ({ caller, params: { id } }) => ({ link: await accounts.relinkId(caller.staff.id, id) }),
    }),
    defineRoute({
      method: "get",
      path: "/api/desk/audit",
      says: "What was done, from an entry on, or back from the last one",
      needs,
      query: AuditQuery,
      output: AuditAnswer,
      access: (req) => signedInFor(req, parts, "audit", { proved: true }),
      async answer({ query: { after, before } }) {
        const { audit, staff, tickets } = stores;
        const rows = await (before === undefined ? audit.list(after, PAGE) : audit.listBack(before, PAGE));
        const names = new Map((await staff.list()).map(({ id, name }) => [id, name]));
        const references = await tickets.referencesOf([...new Set(rows.map(({ object }) => object))]);
        const entries = rows.map(({ seq, at, actor, action, object, data }) => ({
          ...{ seq, at, actor, action, object, data: JSON.parse(data) },
          who: names.get(actor) ?? null,
          what: references.get(object) ?? names.get(object) ?? null,
        }));
        return { entries };
      },
    }),
  ];
}
