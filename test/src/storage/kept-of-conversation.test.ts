// Every table that names a conversation or a ticket of it, whatever is added: of a deleted conversation none keeps a row.
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterEach, beforeEach, expect, it } from "vitest";
import { openStore, type Store } from "../../../src/storage/open-store.ts";
import { aDesk, aMember } from "../../support/a-desk.ts";
import { freshDataDir } from "../../support/start-process.ts";

/** Ids only, for a day: so that consoles learn that it is gone. */
const KEPT_A_DAY = ["desk_events"];
const AT = "2026-11-29T00:00:00.000Z";

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
  const tables = db.prepare<[], string>("SELECT name FROM sqlite_master WHERE type = 'table'").pluck().all();
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
  const before = rowsAbout(conversation, ticket);
  const empty = [...before].filter(([, rows]) => rows === 0).map(([name]) => name);
  expect(empty, "a new table? fill it here, and name it in src/storage/delete-conversation.ts").toEqual([]);
  await store.conversations.delete(conversation);
  const left = [...rowsAbout(conversation, ticket)].filter(([, rows]) => rows > 0).map(([name]) => name);
  expect(left).toEqual(KEPT_A_DAY.map((table) => `${table}.ticket_id`));
});
