// A deleted conversation is gone from the API, the tables and the bytes of the files, and is named as pending in older
// backups; the retention job deletes by age and not by a clock that jumped (R24, R6).
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { createLog } from "../../../src/base/log.ts";
import { openStore } from "../../../src/storage/open-store.ts";
import { runRetention } from "../../../src/storage/retention.ts";
import { readEverything } from "../../support/canaries.ts";
import { anAgentAt, takeOf, writeAtDesk } from "../../support/desk-agent.ts";
import { type Chat, openChat, postOnce } from "../../support/plain-client.ts";
import { runHuanka } from "../../support/run-huanka.ts";
import { sqliteTables } from "../../support/sqlite-tables.ts";
import { freshDataDir, startProcess, stopProcess } from "../../support/start-process.ts";
import { resultOf, type Verdict } from "../../support/verdict.ts";
import type { Proof } from "../proof.ts";

const MARKER = "marker-5d1c9e";
const DAY_MS = 24 * 3_600_000;
/** Enough that the marker spreads over pages of its own. */
const MESSAGES = 12;
const CONVERSATIONS = 3; // one is kept, one its merchant deletes, one an operator

export async function proveDelete(): Promise<Verdict> {
  const dataDir = freshDataDir();
  const backups = mkdtempSync(join(tmpdir(), "huanka-backups-"));
  const env = { DATA_DIR: dataDir, RATE_LIMIT: "off" };
  const running = await startProcess(env);
  const agent = await anAgentAt(running.address, env);
  const broken: string[] = [];
  const insist = (promise: string, isKept: boolean) => void (isKept || broken.push(promise));
  const holdsMarker = () => [...readEverything([dataDir]).values()].some((bytes) => bytes.includes(MARKER));
  const statusOf = async ({ id, token }: Chat) => {
    const headers = { authorization: `Bearer ${token}` };
    return (await fetch(`${running.address}/v3/directline/conversations/${id}/activities`, { headers }))
      .status;
  };
  let acked = 0;
  const talk = async (text: string) => {
    const chat = await openChat(running.address);
    for (let index = 0; index < MESSAGES; index += 1) {
      const { status } = await postOnce(running.address, chat, {
        text: `${text} ${index}`,
        clientId: `${text}${index}`,
      });
      if (status === 200) acked += 1;
    }
    return chat;
  };
  try {
    const [kept, own, operated] = [await talk("下一步"), await talk(MARKER), await talk(MARKER)];
    // Tickets hold a merchant's words too, and an agent repeats them beside.
    for (const chat of [own, operated]) {
      for (const text of ["转人工", `${MARKER} 谢谢`]) await postOnce(running.address, chat, { text });
      const ticket = await takeOf(agent, running.address, chat);
      await writeAtDesk(agent, { chat, origin: running.address, ticket }, MARKER);
    }
    insist("what is not deleted yet lies in the files", holdsMarker());
    const holding = namesIn(join(dataDir, "huanka.db"), [MARKER]);
    for (const table of ["tickets", "notes", "ticket_drafts"])
      insist(`${table} hold it too`, holding.includes(table));
    const backup = join(backups, "before");
    await runHuanka(["backup", "write", backup], env);

    const headers = { authorization: `Bearer ${own.token}` };
    const exported = () => fetch(`${running.address}/api/chat/export`, { headers });
    insist("a merchant is given what is kept", (await (await exported()).text()).includes(MARKER));
    const removed = await fetch(`${running.address}/api/chat/delete`, { method: "POST", headers });
    insist("a merchant deletes by token", removed.status === 204);
    insist("the API does not know it any more", (await statusOf(own)) === 404);
    insist("the export does not know it any more", (await exported()).status === 404);
    const command = ["conversation", "delete", operated.id, "--backups", backups];
    const { code, output } = await runHuanka(command, env);
    insist("an operator deletes by id", code === 0 && (await statusOf(operated)) === 404);
    insist("the older backup is named as pending", output.includes(`${backup} still holds it`));
    insist("other conversations stay", (await statusOf(kept)) === 200);
    insist(
      "no message comes back into it",
      (await postOnce(running.address, own, { text: "x" })).status === 404,
    );
    insist("no table names them", namesIn(join(dataDir, "huanka.db"), [own.id, operated.id]).length === 0);
    insist("no byte of them is left while the service runs", !holdsMarker());
    await stopProcess(running);
    insist("no byte of them is left after a stop", !holdsMarker());
    broken.push(...(await proveRetention()));
    return { acked, lost: 0, doubled: 0, disordered: 0, readyMs: [running.readyMs], broken };
  } finally {
    await stopProcess(running, "SIGKILL");
  }
}

/** Tables with a row in which one of the texts stands. */
function namesIn(path: string, texts: readonly string[]): readonly string[] {
  const db = new Database(path, { readonly: true });
  const tables = sqliteTables(db);
  const found = tables.filter((table) => {
    const rows = JSON.stringify(db.prepare(`SELECT * FROM "${table}"`).all());
    return texts.some((text) => rows.includes(text));
  });
  db.close();
  return found;
}

/** Ten conversations, one of them 89 days old: a clock that jumps a day ahead must not take it. */
async function proveRetention(): Promise<readonly string[]> {
  const store = await openStore("sqlite::memory:");
  const now = Date.UTC(2026, 10, 24);
  const run = (atMs: number) =>
    runRetention({ ...store, days: 90, clock: () => new Date(atMs), log: createLog("silent") });
  for (let index = 0; index < 10; index += 1) {
    const createdAt = new Date(now - (index === 0 ? 89.5 : 1) * DAY_MS).toISOString();
    await store.conversations.create({ id: `cnv_${index}`, locale: "zh-CN", createdAt });
  }
  await run(now);
  await run(now + DAY_MS);
  const afterJump = (await store.conversations.listIds("", 20)).length;
  await run(now + DAY_MS + 3_600_000);
  const afterDay = (await store.conversations.listIds("", 20)).length;
  await store.close();
  return [
    ...(afterJump === 10 ? [] : ["nothing is deleted by a clock that jumped"]),
    ...(afterDay === 9 ? [] : ["what is older than 90 days is deleted an hour later"]),
  ];
}

export const proof = {
  name: "delete",
  promise:
    "Of a deleted conversation nothing is left but the backups that are named, and only what is old is deleted unasked.",
  short: { seconds: 4, options: {} },
  full: { seconds: 4, options: {} },
  async run() {
    return resultOf("delete", await proveDelete(), { acked: CONVERSATIONS * MESSAGES });
  },
} satisfies Proof;
