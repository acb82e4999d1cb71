// When rows become short: at once in a new database, and a day after an update, so that one can go back until then.
import Database from "better-sqlite3";
import { describe, expect, it } from "vitest";
import { openStore } from "../../../../src/storage/open-store.ts";
import { KNOWN_SCHEMAS } from "../../../../src/storage/schema.ts";
import { makeOldDatabase, oldSqlites } from "../../../support/old-database.ts";
import { anActivity, aTurn, CREATED_AT } from "../../../support/turns.ts";

const STEP = "2026-11-30-short-rows";
const ID = "cnv_new";
const fileOf = (url: string) => url.slice("sqlite:".length);

const said = (id: string) => ({ ...anActivity(id, 0), recipient: { id: "huanka" } });

/** Opens it, holds a turn in a new conversation, and answers its first row and who can still serve over the schema. */
async function talkIn(url: string, id = ID): Promise<{ body: string; readableBy: string }> {
  const store = await openStore(url);
  const { conversations } = store;
  await conversations.create({ id, userId: "usr_merchant", locale: "zh-CN", createdAt: CREATED_AT });
  const found = await conversations.find(id);
  await conversations.commit(aTurn(id, { found, activities: [said(id)] }));
  expect(await conversations.list(id, 0, 1)).toEqual([said(id)]);
  await store.close();
  const db = new Database(fileOf(url));
  const row = db.prepare("SELECT body FROM activities WHERE conversation_id = ? AND seq = 0").get(id);
  const reader = db.prepare("SELECT readable_by FROM schema_readers WHERE schema = ?").get(STEP);
  db.close();
  return {
    body: (row as { body: string }).body,
    readableBy: (reader as { readable_by: string }).readable_by,
  };
}

describe("rows", () => {
  it("are short in a new database, which no earlier version opens", async () => {
    const { body, readableBy } = await talkIn(await oldSqlites().create());
    expect(body).not.toContain(ID);
    expect(readableBy).toBe(STEP);
  });

  it("stay whole for a day after an update, and old ones are read after it", async () => {
    const databases = oldSqlites();
    const url = await makeOldDatabase(databases, KNOWN_SCHEMAS[0] ?? "", 1);
    const during = await talkIn(url);
    expect(during.body).toBe(JSON.stringify(said(ID)));
    expect(during.readableBy < STEP).toBe(true);

    const db = new Database(fileOf(url));
    const { since } = db.prepare("SELECT since FROM row_forms").get() as { since: string };
    expect(Date.parse(since)).toBeGreaterThan(Date.now());
    db.prepare("UPDATE row_forms SET since = ?").run(CREATED_AT);
    db.close();

    const after = await talkIn(url, "cnv_later");
    expect(after.body).not.toContain("cnv_later");
    expect(after.readableBy).toBe(STEP);
    const store = await openStore(url);
    expect(await store.conversations.list(ID, 0, 1)).toEqual([said(ID)]);
    expect((await store.conversations.list("cnv_0", 0, 9)).map(({ id }) => id)).toContain("cnv_0|5");
    await store.close();
  });
});
