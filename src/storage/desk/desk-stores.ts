// The stores of the desk, joined for whoever opens the database.
import type { Kysely } from "kysely";
import type { Engine } from "../engines/engine.ts";
import type { Tables } from "../tables/tables.ts";
import { createEventStore, type EventStore } from "./event-store.ts";
import { createNoteStore, type NoteStore } from "./note-store.ts";
import { createStaffStore, type StaffStore } from "./staff-store.ts";
import { createTicketStore, type TicketStore } from "./ticket-store.ts";

export interface DeskStores {
  readonly tickets: TicketStore;
  readonly events: EventStore;
  readonly notes: NoteStore;
  readonly staff: StaffStore;
}

export function createDeskStores(db: Kysely<Tables>, engine: Pick<Engine, "commitBatch">): DeskStores {
  return {
    tickets: createTicketStore(db),
    events: createEventStore(db, engine),
    notes: createNoteStore(db, engine),
    staff: createStaffStore(db, engine),
  };
}
