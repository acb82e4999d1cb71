// The desk: who speaks in a conversation, tickets with their log and clock, and the staff behind them.
import { type CreateTableBuilder, type Kysely, sql } from "kysely";

/** Written down here, not imported: a migration stays as it was when the tables move on. */
interface Then {
  desk_clock: { id: string; seq: number };
  audit_head: { id: string; seq: number; hash: string };
  queues: {
    id: string;
    title: string;
    topics: string;
    first_reply_minutes: number;
    solve_minutes: number;
    position: number;
    active: number;
  };
}

type Columns = Readonly<Record<string, "text" | "integer" | "text?" | "integer?">>;

export async function up(db: Kysely<Then>): Promise<void> {
  await addOwner(db);
  await addTickets(db);
  await addBesideTickets(db);
  await addStaff(db);
  await addAudit(db);
  await db.insertInto("desk_clock").values({ id: "desk", seq: 0 }).execute();
  await db.insertInto("audit_head").values({ id: "audit", seq: 0, hash: "" }).execute();
  const general = { id: "general", title: "general", topics: "[]" };
  await db
    .insertInto("queues")
    .values({ ...general, first_reply_minutes: 60, solve_minutes: 480, position: 0, active: 1 })
    .execute();
}

/** SQLite adds one column a statement. */
async function addOwner(db: Kysely<Then>): Promise<void> {
  const table = db.schema.alterTable("conversations");
  await table.addColumn("owner", "text", (column) => column.notNull().defaultTo("bot")).execute();
  for (const name of ["agent_id", "owner_since", "ticket_id"]) await table.addColumn(name, "text").execute();
}

async function addTickets(db: Kysely<Then>): Promise<void> {
  await create(db, "tickets", {
    ...{ id: "text", reference: "text", lookup_hash: "text?", conversation_id: "text", status: "text" },
    ...{ queue_id: "text", assignee: "text?", priority: "integer", reason: "text", provider: "text?" },
    ...{ topic: "text?", packet: "text", follows: "text?", linked_to: "text?", version: "integer" },
    ...{ opened_seq: "integer", wait_since: "text?", first_reply_at: "text?", first_due_at: "text?" },
    ...{ solve_due_at: "text?", pending_until: "text?", solved_at: "text?", closed_at: "text?" },
    ...{ reopened: "integer", csat: "integer?", csat_text: "text?", last_text: "text", last_from: "text" },
    ...{ indexed_version: "integer", created_at: "text", updated_at: "text" },
  })
    .addPrimaryKeyConstraint("tickets_pk", ["id"])
    .addUniqueConstraint("tickets_reference", ["reference"])
    .addForeignKeyConstraint("tickets_conversation", ["conversation_id"], "conversations", ["id"])
    .execute();
  await db.schema
    .createIndex("tickets_one_live")
    .unique()
    .on("tickets")
    .column("conversation_id")
    .where(sql.ref("status"), "in", ["open", "pending"])
    .execute();
  const indexes = {
    tickets_by_conversation: ["conversation_id"],
    tickets_by_queue: ["status", "queue_id", "updated_at", "id"],
    tickets_by_assignee: ["assignee", "status", "updated_at", "id"],
    tickets_by_first_due: ["status", "first_due_at"],
  };
  for (const [name, columns] of Object.entries(indexes))
    await db.schema.createIndex(name).on("tickets").columns(columns).execute();
}

async function addBesideTickets(db: Kysely<Then>): Promise<void> {
  const log: Columns = { ticket_id: "text", n: "integer", at: "text", actor: "text" };
  await create(db, "ticket_log", { ...log, kind: "text", data: "text" })
    .addPrimaryKeyConstraint("ticket_log_pk", ["ticket_id", "n"])
    .execute();
  await create(db, "ticket_seen", { ticket_id: "text", staff_id: "text", seq: "integer" })
    .addPrimaryKeyConstraint("ticket_seen_pk", ["ticket_id", "staff_id"])
    .execute();
  await create(db, "ticket_drafts", { ticket_id: "text", staff_id: "text", text: "text", at: "text" })
    .addPrimaryKeyConstraint("ticket_drafts_pk", ["ticket_id", "staff_id"])
    .execute();
  const note: Columns = { ticket_id: "text", staff_id: "text", client_id: "text" };
  await create(db, "notes", { id: "text", ...note, text: "text", at: "text" })
    .addPrimaryKeyConstraint("notes_pk", ["id"])
    .addUniqueConstraint("notes_client_id", ["ticket_id", "staff_id", "client_id"])
    .execute();
  await create(db, "desk_clock", { id: "text", seq: "integer" })
    .addPrimaryKeyConstraint("desk_clock_pk", ["id"])
    .execute();
  await create(db, "desk_events", { seq: "integer", at: "text", kind: "text", ticket_id: "text" })
    .addPrimaryKeyConstraint("desk_events_pk", ["seq"])
    .execute();
  await create(db, "queues", {
    ...{ id: "text", title: "text", topics: "text", hours_id: "text?", first_reply_minutes: "integer" },
    ...{ solve_minutes: "integer", position: "integer", active: "integer" },
  })
    .addPrimaryKeyConstraint("queues_pk", ["id"])
    .execute();
}

async function addStaff(db: Kysely<Then>): Promise<void> {
  await create(db, "staff_queues", { staff_id: "text", queue_id: "text" })
    .addPrimaryKeyConstraint("staff_queues_pk", ["staff_id", "queue_id"])
    .execute();
  await create(db, "staff", {
    ...{ id: "text", login: "text", name: "text", role: "text", password: "text?", totp: "text?" },
    ...{ totp_step: "integer", status: "text", availability: "text", seen_at: "text?" },
    ...{ version: "integer", created_at: "text" },
  })
    .addPrimaryKeyConstraint("staff_pk", ["id"])
    .addUniqueConstraint("staff_login", ["login"])
    .execute();
  await create(db, "staff_sessions", {
    ...{ hash: "text", staff_id: "text", staff_version: "integer", created_at: "text", seen_at: "text" },
    ...{ expires_at: "text", elevated_until: "text?", label: "text" },
  })
    .addPrimaryKeyConstraint("staff_sessions_pk", ["hash"])
    .execute();
  const bySession = db.schema.createIndex("staff_sessions_by_staff").on("staff_sessions");
  await bySession.columns(["staff_id"]).execute();
  const link: Columns = { hash: "text", staff_id: "text", kind: "text" };
  await create(db, "staff_links", { ...link, expires_at: "text", used_at: "text?" })
    .addPrimaryKeyConstraint("staff_links_pk", ["hash"])
    .execute();
  await create(db, "recovery_codes", { staff_id: "text", hash: "text", used_at: "text?" })
    .addPrimaryKeyConstraint("recovery_codes_pk", ["staff_id", "hash"])
    .execute();
  await create(db, "throttle", { key: "text", points: "integer", reset_at: "text" })
    .addPrimaryKeyConstraint("throttle_pk", ["key"])
    .execute();
}

async function addAudit(db: Kysely<Then>): Promise<void> {
  const entry: Columns = { seq: "integer", at: "text", actor: "text", action: "text", object: "text" };
  await create(db, "audit", { ...entry, data: "text", prev: "text", hash: "text" })
    .addPrimaryKeyConstraint("audit_pk", ["seq"])
    .execute();
  await create(db, "audit_head", { id: "text", seq: "integer", hash: "text" })
    .addPrimaryKeyConstraint("audit_head_pk", ["id"])
    .execute();
}

/** A question mark says that it may be null. */
function create(db: Kysely<Then>, table: string, columns: Columns): CreateTableBuilder<string, string> {
  return Object.entries(columns).reduce<CreateTableBuilder<string, string>>(
    (builder, [name, type]) =>
      type.endsWith("?")
        ? builder.addColumn(name, type.slice(0, -1) as "text" | "integer")
        : builder.addColumn(name, type as "text" | "integer", (column) => column.notNull()),
    db.schema.createTable(table),
  );
}
