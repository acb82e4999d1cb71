// Tickets about one matter, bound for the person who answers them all. Their conversations stay apart: nothing proves that
// both are one merchant's, so neither is told of the other.
import { AppError } from "../base/errors.ts";
import { newId } from "../base/ids.ts";
import type { DeskStores } from "../storage/desk/desk-stores.ts";
import type { TicketRecord } from "../storage/desk/ticket-record.ts";
import type { Audit } from "./audit.ts";
import type { Actor } from "./deeds.ts";
import { may, relationOf } from "./rules/policy.ts";
import { readReference } from "./rules/reference.ts";

export interface Links {
  /**
   * Binds two tickets that are both in the actor's hands. Audited. Throws AppError `not-found`, also for what is not
   * theirs to see, `not-yours` for one in nobody's or another's hands, `bad-argument` for the ticket itself, and
   * `overloaded`.
   */
  link(actor: Actor, id: string, reference: string): Promise<void>;
  /** Takes one of theirs out of what it was bound to; the others stay bound. Audited. Throws as `link` does. */
  unlink(actor: Actor, id: string): Promise<void>;
}

export function createLinks(parts: {
  readonly stores: Pick<DeskStores, "tickets" | "sweep" | "staff">;
  readonly audit: Audit;
  readonly clock: () => Date;
}): Links {
  const { audit, clock } = parts;
  const { tickets, sweep, staff } = parts.stores;

  async function refuse(actor: Actor, id: string, error: AppError): Promise<never> {
    await audit.note({ actor: actor.id, action: "refused", object: id, data: { deed: "link" } });
    throw error;
  }

  async function assertOwn(actor: Actor, ticket: TicketRecord): Promise<void> {
    if (may(actor.role, "link", relationOf(actor, ticket))) return;
    const name = ticket.assignee && (await staff.find(ticket.assignee))?.name;
    await refuse(actor, ticket.id, new AppError("not-yours", name ? { told: { name } } : {}));
  }

  /** Whatever was bound to either is bound to both. The bond's name is nobody's, so that it outlives each ticket. */
  async function bind(actor: Actor, one: TicketRecord, other: TicketRecord): Promise<boolean> {
    const link = one.link ?? other.link ?? newId("lnk");
    const bound =
      other.link === undefined || other.link === link ? [other] : await tickets.inLink(other.link);
    const at = clock().toISOString();
    const now = [one, ...bound].map((ticket) => ({
      ...{ ...ticket, link, updatedAt: at, version: ticket.version + 1 },
    }));
    return sweep.change(now, { actor: actor.id, kind: "link" });
  }

  async function seen(actor: Actor, id: string, ticket: TicketRecord | undefined): Promise<TicketRecord> {
    return ticket ?? refuse(actor, id, new AppError("not-found", { ticket: id }));
  }

  return {
    async link(actor, id, reference) {
      const one = await seen(actor, id, await tickets.find(actor, id));
      const named = await tickets.findReference(actor, readReference(reference) ?? "");
      const other = await seen(actor, id, named);
      if (one.id === other.id) throw new AppError("bad-argument", { told: { link: "itself" } });
      for (const ticket of [one, other]) await assertOwn(actor, ticket);
      if (one.link !== undefined && one.link === other.link) return;
      await audit.note({ actor: actor.id, action: "link", object: id, data: { to: other.id } });
      if (!(await bind(actor, one, other))) throw new AppError("overloaded", { ticket: id });
    },

    async unlink(actor, id) {
      const one = await seen(actor, id, await tickets.find(actor, id));
      await assertOwn(actor, one);
      if (one.link === undefined) return;
      await audit.note({ actor: actor.id, action: "unlink", object: id });
      const free = { ...one, link: undefined, updatedAt: clock().toISOString(), version: one.version + 1 };
      if (!(await sweep.change([free], { actor: actor.id, kind: "unlink" })))
        throw new AppError("overloaded", { ticket: id });
    },
  };
}
