// The stores of the desk, joined for whoever opens the database.
import type { Kysely } from "kysely";
import type { Engine } from "../engines/engine.ts";
import type { Tables } from "../tables/tables.ts";
import { type AuditStore, createAuditStore } from "./audit-store.ts";
import { createEventStore, type EventStore } from "./event-store.ts";
import { createLinkStore, type LinkStore } from "./link-store.ts";
import { createNoteStore, type NoteStore } from "./note-store.ts";
import { createRowStore, type RowStore } from "./row-store.ts";
import { createSessionStore, type SessionStore } from "./session-store.ts";
import { createStaffStore, type StaffStore } from "./staff-store.ts";
import { createSweepStore, type SweepStore } from "./sweep-store.ts";
import { createThrottleStore, type ThrottleStore } from "./throttle-store.ts";
import { createTicketStore, type TicketStore } from "./ticket-store.ts";

export interface DeskStores {
  readonly tickets: TicketStore;
  readonly rows: RowStore;
  readonly events: EventStore;
  readonly notes: NoteStore;
  readonly staff: StaffStore;
  readonly sessions: SessionStore;
  readonly links: LinkStore;
  readonly throttle: ThrottleStore;
  readonly audit: AuditStore;
  readonly sweep: SweepStore;
}

export function createDeskStores(db: Kysely<Tables>, engine: Pick<Engine, "commitBatch">): DeskStores {
  return {
    tickets: createTicketStore(db),
    rows: createRowStore(db),
    events: createEventStore(db, engine),
    notes: createNoteStore(db, engine),
    staff: createStaffStore(db, engine),
    sessions: createSessionStore(db, engine),
    links: createLinkStore(db, engine),
    throttle: createThrottleStore(db),
    audit: createAuditStore(db, engine),
    sweep: createSweepStore(db, engine),
  };
}
