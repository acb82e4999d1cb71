// The privacy page is true of what is stored: each table is either named there or holds nothing of a merchant's.
import Database from "better-sqlite3";
import { expect, it } from "vitest";
import { openStore } from "../../../src/storage/open-store.ts";
import { ZH_ABOUT } from "../../../src/view/wording/about-zh-cn.ts";
import { sqliteTables } from "../../support/sqlite-tables.ts";
import { freshDataDir } from "../../support/start-process.ts";

const TALK = "在线帮助里的对话";
const TICKET = "「转人工」的工单";
/** What of a merchant stands in a table, as the page calls it. */
const OF_MERCHANTS: Readonly<Record<string, string>> = {
  ...{ conversations: TALK, activities: TALK, content_uses: TALK, escalations: TICKET },
  ...{ tickets: TICKET, ticket_log: "谁接手", ticket_seen: "谁接手", desk_events: TICKET },
  ...{ notes: "客服写的备注", ticket_drafts: "客服写的备注" },
  channel_links: "编号的指纹",
  ...{ resume_codes: "续聊码", token_epochs: "对话的凭证" },
  ...{ page_votes: "只按页面计数", page_reasons: "只按页面计数", feedback: "只按页面计数" },
};
/** Of the staff, of the content, and of the service itself. */
const OF_NOBODY = new Set([
  ...["staff", "staff_queues", "staff_sessions", "staff_links", "recovery_codes", "throttle"],
  ...["audit", "audit_head", "queues", "desk_hours", "desk_clock", "content_snapshots", "content_heads"],
  ...["cluster_secrets", "schema_readers", "row_forms", "heartbeat", "job_beats"],
]);

it("names all that is kept of a merchant", async () => {
  const path = `${freshDataDir()}/huanka.db`;
  await (await openStore(`sqlite:${path}`)).close();
  const db = new Database(path, { readonly: true });
  const tables = sqliteTables(db);
  db.close();
  const given = { operator: undefined, days: 90, siteName: "" };
  const page = ZH_ABOUT.privacy
    .sections(given)
    .flatMap(({ lines }) => lines)
    .join("\n");
  for (const table of tables.filter((name) => !/^(?:kysely|sqlite)_/.test(name) && !OF_NOBODY.has(name)))
    expect(page, table).toContain(OF_MERCHANTS[table] ?? `what ${table} keeps of merchants, if anything`);
});
