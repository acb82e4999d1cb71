// Every table that names a conversation or a ticket of it, whatever is added: of a deleted conversation none keeps a row.
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterEach, beforeEach, expect, it } from "vitest";
import { exportConversation } from "../../../src/chat/export-conversation.ts";
import { openStore, type Store } from "../../../src/storage/open-store.ts";
import { aDesk, aMember } from "../../support/a-desk.ts";
import { sqliteTables } from "../../support/sqlite-tables.ts";
import { freshDataDir } from "../../support/start-process.ts";

/** Ids only, for a day: so that consoles learn that it is gone. */
const KEPT_A_DAY = ["desk_events"];
const AT = "2026-11-29T00:00:00.000Z";

/** By table, words that stand in an export of it. */
const EXPORTED = {
  activities: "escalate",
  escalations: '"reason":"asked"',
  resume_codes: '"resumeCode"',
  tickets: "put right",
  ticket_log: '"did":"correct"',
  notes: "a note",
};
const NOT_EXPORTED = {
  conversations: "the ticket that it was last about: told with the tickets",
  ticket_drafts: "what nobody has said yet, in somebody else's field",
  ticket_seen: "how far members of staff have read",
  desk_events: "numbers, for a day",
  channel_links: "a hash of its name elsewhere",
  token_epochs: "which tokens open it",
  content_uses: "told with each activity",
};

let file: string;
let store: Store;
beforeEach(async () => {
  file = join(freshDataDir(), "huanka.db");
  store = await openStore(`sqlite:${file}`);
});
afterEach(() => store.close());

/** How many rows of each table are about it. */
function rowsAbout(conversation: string, ticket: string): ReadonlyMap<string, number> {
  const db = new Database(file);
  const tables = sqliteTables(db);
  const counts = tables.flatMap((table) => {
    const columns = db.prepare<[], { name: string }>(`PRAGMA table_info("${table}")`).all();
    const naming = columns.filter(({ name }) => name === "conversation_id" || name === "ticket_id");
    return naming.map(({ name }) => {
      const sql = `SELECT count(*) FROM "${table}" WHERE "${name}" = ?`;
      const id = name === "ticket_id" ? ticket : conversation;
      return [`${table}.${name}`, db.prepare<[string], number>(sql).pluck().get(id) ?? 0] as const;
    });
  });
  db.close();
  return new Map(counts);
}

async function corrected(ticket: string) {
  const found = await store.desk.tickets.get(ticket);
  if (!found) throw new Error("no ticket");
  const packet = { ...found.packet, corrected: { bank: "put right" } };
  return { ...found, packet, version: found.version + 1 };
}

/** A merchant is given what is said of them, by whomever, in every table but those that say why not. */
async function expectExported(conversation: string, tables: ReadonlyMap<string, number>): Promise<void> {
  const { pages, ...rest } = await exportConversation(store, conversation);
  const activities = [];
  for await (const page of pages) activities.push(...page);
  const text = JSON.stringify({ ...rest, activities });
  for (const words of Object.values(EXPORTED)) expect(text).toContain(words);
  const named = new Set([...tables.keys()].map((one) => one.split(".", 1)[0]));
  const known = [...Object.keys(EXPORTED), ...Object.keys(NOT_EXPORTED)];
  expect([...named].filter((table) => !known.includes(table ?? ""))).toEqual([]);
}

it("fills every table that names a conversation or ticket, and finds none of it after a deletion", async () => {
  const desk = aDesk(store);
  const ann = await aMember(store, "Ann");
  const { conversation, ticket } = await desk.waiting();
  const own = { ticketId: ticket, staffId: ann.id };
  await store.desk.notes.add({ ...own, clientId: "n1", text: "a note", at: AT });
  await store.desk.notes.saveDraft({ ...own, text: "a draft", at: AT });
  await store.desk.notes.markSeen({ ...own, seq: 1 });
  const code = {
    selector: "abc",
    verifier: "v",
    conversationId: conversation,
    provider: undefined,
    expiresAt: AT,
  };
  await store.resumeCodes.add(code, AT);
  await store.channels.link({ channel: "c", externalId: "e" }, conversation);
  await store.epochs.raise(conversation, { endsEarlier: false });
  const db = new Database(file);
  db.prepare("INSERT INTO content_uses (conversation_id, seq, hash) VALUES (?, 0, 'h')").run(conversation);
  db.close();
  await store.desk.sweep.change([await corrected(ticket)], { actor: "merchant", kind: "correct" });
  const before = rowsAbout(conversation, ticket);
  const empty = [...before].filter(([, rows]) => rows === 0).map(([name]) => name);
  expect(empty, "a new table? fill it here, and name it in src/storage/delete-conversation.ts").toEqual([]);
  await expectExported(conversation, before);
  await store.conversations.delete(conversation);
  const left = [...rowsAbout(conversation, ticket)].filter(([, rows]) => rows > 0).map(([name]) => name);
  expect(left).toEqual(KEPT_A_DAY.map((table) => `${table}.ticket_id`));
});
