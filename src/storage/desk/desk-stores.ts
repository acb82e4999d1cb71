// The stores of the desk, joined for whoever opens the database.
import type { Kysely } from "kysely";
import type { Engine } from "../engines/engine.ts";
import type { Tables } from "../tables/tables.ts";
import { type AuditStore, createAuditStore } from "./audit-store.ts";
import { createDeskNews, type DeskNews } from "./desk-news.ts";
import { createEventStore, type EventStore } from "./event-store.ts";
import { createHoursStore, type HoursStore } from "./hours-store.ts";
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
  readonly hours: HoursStore;
  readonly news: DeskNews;
}

export function createDeskStores(
  db: Kysely<Tables>,
  engine: Pick<Engine, "commitBatch" | "announce" | "onAnnounced">,
): DeskStores {
  const news = createDeskNews(engine);
  /** For what changes the desk outside any turn, so that whoever waits for news learns of it at once. */
  const telling: Pick<Engine, "commitBatch"> = {
    async commitBatch(queries) {
      const outcome = await engine.commitBatch(queries);
      if (outcome === "committed") news.changed();
      return outcome;
    },
  };
  return {
    news,
    tickets: createTicketStore(db),
    rows: createRowStore(db),
    events: createEventStore(db, telling),
    notes: createNoteStore(db, telling),
    staff: createStaffStore(db, engine),
    sessions: createSessionStore(db, engine),
    links: createLinkStore(db, engine),
    throttle: createThrottleStore(db),
    audit: createAuditStore(db, engine),
    sweep: createSweepStore(db, telling),
    hours: createHoursStore(db, engine),
  };
}
