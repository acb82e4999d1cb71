// Copies taken while merchants write hold everything acknowledged before, and serve again (R19). On PostgreSQL pg_dump
// takes them. `bulk` also times a copy of so many messages.
import { mkdtempSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type Backups, postgresBackups, sqliteBackups } from "../../support/backups.ts";
import type { ChatClient } from "../../support/chat-client.ts";
import { anAgentAt, takeOf, writeAtDesk } from "../../support/desk-agent.ts";
import type { DeskClient } from "../../support/desk-client.ts";
import { countStored } from "../../support/judge-chats.ts";
import { makeBulk } from "../../support/old-database.ts";
import { openChat, postOnce, readChat } from "../../support/plain-client.ts";
import { startPostgres } from "../../support/postgres.ts";
import { rowsPerTable } from "../../support/rows-per-table.ts";
import { runHuanka } from "../../support/run-huanka.ts";
import { freshDataDir, startProcess, stopProcess } from "../../support/start-process.ts";
import { startTalk } from "../../support/steady-talk.ts";
import { type Counts, resultOf, totalOf, type Verdict } from "../../support/verdict.ts";
import type { Proof } from "../proof.ts";

const SECRET = "7f3ae1c09d5b24686b1e0d93c5a7f28e40d9";
const LONGEST_RESTORE_MS = 300_000;
const LEAST_ACKED = 20; // between one copy and the next
const LOOK_MS = 50;
const OF_DESK = /^(?:tickets?|notes|queues|desk|staff|recovery|audit)(?:_|$)/;
/** What each conversation had acknowledged when a copy was begun: clientActivityID → activity id. */
type Book = readonly Pick<ChatClient, "conversationId" | "acknowledged">[];

export interface BackupLoad {
  readonly conversations: number;
  readonly perSecond: number;
  readonly copies: number;
  /** Between one copy and the next. */
  readonly pauseMs: number;
}

/** `acked` counts, over all copies, what was acknowledged before each was begun. */
export async function proveBackup(load: BackupLoad, backups: Backups = sqliteBackups()): Promise<Verdict> {
  const env = { RATE_LIMIT: "off", DIRECT_LINE_SECRET: SECRET };
  const running = await startProcess({ ...env, ...backups.live });
  const taken: { file: string; book: Book; rows: ReadonlyMap<string, number> }[] = [];
  const broken: string[] = [];
  try {
    const agent = await anAgentAt(running.address, backups.live);
    const talk = await startTalk(() => running.address, load);
    for (let copy = 0; copy < load.copies; copy += 1) {
      const before = talk.acked();
      await sleep(load.pauseMs);
      // A busy machine has to have something to lose as well.
      while (talk.acked() - before <= LEAST_ACKED) await sleep(LOOK_MS);
      broken.push(...(await fillDesk(running.address, agent, `copy ${copy}`)));
      const book = bookOf(talk.clients);
      const rows = await rowsPerTable(backups.live);
      const file = join(backups.folder, `copy-${copy}`);
      await backups.take(file);
      taken.push({ file, book, rows });
    }
    const { lost, doubled, disordered, broken: meanwhile } = await talk.end();
    if (lost + doubled + disordered > 0) broken.push("the service lost order while it was copied");
    broken.push(...meanwhile);
  } finally {
    await stopProcess(running);
  }
  broken.push(...(await backups.faultsOf(taken.map(({ file }) => file))));
  const each: Counts[] = [];
  const readyMs: number[] = [];
  for (const { file, book, rows } of taken) {
    const place = await backups.restore(file);
    broken.push(...missing(rows, await rowsPerTable(place)));
    const restored = await startProcess({ ...env, ...place });
    readyMs.push(restored.readyMs);
    try {
      each.push(...(await Promise.all(book.map((chat) => judge(restored.address, chat)))));
    } finally {
      await stopProcess(restored);
    }
  }
  return { ...totalOf(each), readyMs, broken };
}

/** A merchant who is answered, with all that is written beside it; what was not taken, in words. */
async function fillDesk(origin: string, agent: DeskClient, text: string): Promise<readonly string[]> {
  const chat = await openChat(origin);
  await postOnce(origin, chat, { text: "转人工" });
  const at = await writeAtDesk(agent, { chat, origin, ticket: await takeOf(agent, origin, chat) }, text);
  return Object.entries(at).flatMap(([way, status]) => (status < 300 ? [] : [`${way}: answered ${status}`]));
}

/** Each table has to hold something, or its copy shows nothing; only what is counted for a while may become less. */
function missing(before: ReadonlyMap<string, number>, after: ReadonlyMap<string, number>): string[] {
  const empty = [...before].filter(([table, rows]) => OF_DESK.test(table) && rows === 0);
  const less = [...before].filter(([table, rows]) => (after.get(table) ?? -1) < rows && table !== "throttle");
  return [
    ...empty.map(([table]) => `nothing was in ${table} before the copy`),
    ...less.map(
      ([table, rows]) => `${table} has ${after.get(table) ?? "no"} rows of ${rows} after the return`,
    ),
  ];
}

function bookOf(clients: readonly ChatClient[]): Book {
  return clients.map(({ conversationId, acknowledged }) => ({
    conversationId,
    acknowledged: new Map(acknowledged),
  }));
}

async function judge(origin: string, chat: Book[number]): Promise<Counts> {
  return countStored(await readChat(origin, { id: chat.conversationId, token: SECRET }), chat);
}

/** Milliseconds of a copy, its check and its return, of a database with so many messages. */
async function timeBulk(messages: number): Promise<{ line: string; isInTime: boolean }> {
  const from = freshDataDir();
  await makeBulk(join(from, "huanka.db"), messages);
  const file = join(mkdtempSync(join(tmpdir(), "huanka-bulk-")), "copy");
  const to = freshDataDir();
  const timed = async (command: string, env: Readonly<Record<string, string>>) => {
    const began = performance.now();
    const { code, output } = await runHuanka(["backup", command, file], env);
    if (code !== 0) throw new Error(`${command}: ${output}`);
    return performance.now() - began;
  };
  const backup = await timed("write", { DATA_DIR: from });
  const verify = await timed("verify", {});
  const restore = await timed("restore", { DATA_DIR: to });
  const bytes = statSync(join(to, "huanka.db")).size;
  const seconds = (ms: number) => (ms / 1_000).toFixed(1);
  return {
    line: `bulk: ${messages} messages, ${(bytes / 1e6).toFixed(0)} MB: backup ${seconds(backup)} s, verify ${seconds(verify)} s, restore ${seconds(restore)} s`,
    isInTime: restore <= LONGEST_RESTORE_MS,
  };
}

type BackupOptions = {
  readonly conversations: number;
  readonly rate: number;
  readonly copies: number;
  readonly pause: number;
  readonly bulk: number;
  readonly postgres: boolean;
};

export const proof = {
  name: "backup",
  promise: "A copy taken while merchants write holds all that was acknowledged before it, and serves again.",
  short: {
    seconds: 10,
    options: { conversations: 10, rate: 40, copies: 2, pause: 1, bulk: 0, postgres: false },
  },
  full: {
    seconds: 40,
    options: { conversations: 50, rate: 100, copies: 5, pause: 3, bulk: 0, postgres: false },
  },
  options: {
    rate: "messages a second of all together",
    pause: "seconds before each copy",
    bulk: "messages of a database whose copy and return are timed too, such as 1000000",
  },
  async run({ conversations, rate, copies, pause, bulk, postgres }: BackupOptions) {
    const server = postgres ? await startPostgres() : undefined;
    const load = { conversations, perSecond: rate, copies, pauseMs: pause * 1_000 };
    const verdict = await proveBackup(load, server ? await postgresBackups(server) : sqliteBackups());
    await server?.stop();
    const { findings, figures } = resultOf(`${rate} messages a second, ${copies} copies`, verdict);
    const few =
      verdict.acked > LEAST_ACKED ? [] : [`only ${verdict.acked} were acknowledged before the copies`];
    const timed = bulk > 0 ? [await timeBulk(bulk)] : [];
    return {
      findings: [
        ...findings,
        ...few,
        ...timed.flatMap(({ line, isInTime }) => (isInTime ? [] : [`restored too late: ${line}`])),
      ],
      figures: [...figures, ...timed.map(({ line }) => line)],
    };
  },
} satisfies Proof<BackupOptions>;
