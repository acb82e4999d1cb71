// No secret that a client sends, by whatever way, lies in a file or a log afterwards (S7). On PostgreSQL a dump of it is
// searched too.
import { execFileSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findCanaries, makeCanaries, readEverything } from "../../support/canaries.ts";
import { canaryInputs } from "../../support/canary-inputs.ts";
import { anAgentAt, takeOf, writeAtDesk } from "../../support/desk-agent.ts";
import type { DeskClient } from "../../support/desk-client.ts";
import { type Chat, openChat, postOnce } from "../../support/plain-client.ts";
import { postgresEnv, startPostgres } from "../../support/postgres.ts";
import { runHuanka } from "../../support/run-huanka.ts";
import { freshDataDir, startProcess, stopProcess } from "../../support/start-process.ts";
import { resultOf, type Verdict } from "../../support/verdict.ts";
import type { Proof } from "../proof.ts";
import { tablesHolding } from "../turns/people/tables-holding.ts";

/** Said once and no secret: where it is not found, the search itself is blind. */
const CONTROL = "control7f3ae1";
/** The same of what is written at the desk, by the table it lies in. */
const DESK_TABLES = ["tickets", "notes", "ticket_drafts"] as const;
const LEAST_WAYS = 30;
const WAYS_AT_DESK = 5;

export async function proveCanaries(options: { canaries: number; databaseUrl?: string }): Promise<Verdict> {
  const canaries = makeCanaries(options.canaries);
  const dataDir = freshDataDir();
  const elsewhere = mkdtempSync(join(tmpdir(), "huanka-canaries-"));
  const env = {
    DATA_DIR: dataDir,
    RATE_LIMIT: "off",
    TRUST_PROXY: "1",
    LOG_LEVEL: "debug",
    ...(options.databaseUrl !== undefined && { DATABASE_URL: options.databaseUrl }),
  };
  const running = await startProcess(env);
  const log = keepOutput(running.child);
  try {
    const agent = await anAgentAt(running.address, env);
    const chat = await openChat(running.address);
    const control = await postOnce(running.address, chat, { text: CONTROL });
    const { accepted, refused, exported } = await sendAll(running.address, agent, canaries);
    const unwritten = await writeControl(running.address, agent, chat);
    const holding = await tablesHolding(options.databaseUrl ?? `sqlite:${join(dataDir, "huanka.db")}`)(
      CONTROL,
    );
    const controlExport = await exportOf(running.address, chat, "text");
    const copy = join(elsewhere, "copy");
    if (options.databaseUrl === undefined) await backUp(copy, env);
    else writeFileSync(copy, dump(options.databaseUrl));
    const beforeStop = readEverything([dataDir, elsewhere]);
    await stopProcess(running);
    const logs = new Map([["the log", Buffer.from(log.join(""))]]);
    const places = [beforeStop, readEverything([dataDir]), logs, exported];
    const blind =
      beforeStop.get(copy)?.includes(CONTROL) !== true ||
      log.length === 0 ||
      !controlExport.includes(CONTROL);
    return {
      acked: accepted,
      lost: control.status === 200 ? 0 : 1,
      doubled: 0,
      disordered: 0,
      readyMs: [running.readyMs],
      broken: [
        ...(blind ? ["the search does not find what is there"] : []),
        ...unwritten,
        ...DESK_TABLES.filter((table) => !holding.includes(table)).map(
          (table) => `nothing was written into ${table}`,
        ),
        ...new Set([...refused, ...places.flatMap((files) => findCanaries(files, canaries))]),
      ],
    };
  } finally {
    await stopProcess(running, "SIGKILL");
  }
}

function keepOutput({ stdout, stderr }: Awaited<ReturnType<typeof startProcess>>["child"]): string[] {
  const kept: string[] = [];
  for (const stream of [stdout, stderr]) stream?.on("data", (chunk: Buffer) => kept.push(String(chunk)));
  return kept;
}

/** A conversation for each canary; one input after the other, as the queue of a conversation is short. */
async function sendAll(origin: string, agent: DeskClient, canaries: ReturnType<typeof makeCanaries>) {
  const refused: string[] = [];
  const exported = new Map<string, Buffer>();
  let accepted = 0;
  for (const [index, { said, kind }] of canaries.entries()) {
    const chat = await openChat(origin);
    // Every second one waits for a person: what it says next goes into a ticket as well.
    if (index % 2 === 0) await postOnce(origin, chat, { text: `转人工，${said}` });
    const sent = await sendEach(origin, chat, { said, kind });
    refused.push(...sent.refused);
    accepted += sent.accepted;
    if (index % 2 === 0) {
      const faults = await faultsAtDesk(origin, agent, chat, said);
      refused.push(...faults);
      if (faults.length === 0) accepted += WAYS_AT_DESK;
    }
    for (const form of ["json", "text"] as const)
      exported.set(`the export of ${chat.id} as ${form}`, Buffer.from(await exportOf(origin, chat, form)));
  }
  return { accepted, refused, exported };
}

async function sendEach(
  origin: string,
  chat: Chat,
  { said, kind }: Pick<ReturnType<typeof makeCanaries>[number], "said" | "kind">,
) {
  const refused: string[] = [];
  let accepted = 0;
  for (const { name, stored, send } of canaryInputs(origin, chat, kind)) {
    const { status } = await send(said);
    if (stored && status >= 400) refused.push(`${name}: refused with ${status}, so that nothing was tried`);
    else if (status >= 500) refused.push(`${name}: answered ${status}`);
    else accepted += 1;
  }
  return { accepted, refused };
}

/** What was not tried, in words. What would ask for a secret, or give a private number, is let through to no merchant. */
async function faultsAtDesk(
  origin: string,
  agent: DeskClient,
  chat: Chat,
  said: string,
): Promise<readonly string[]> {
  const at = await writeAtDesk(agent, { chat, origin, ticket: await takeOf(agent, origin, chat) }, said);
  return Object.entries(at)
    .filter(([way, status]) => status >= 300 && !(way === "message" && status === 422))
    .map(([way, status]) => `an agent's ${way}: answered ${status}`);
}

/** What could not be written, in words. */
async function writeControl(origin: string, agent: DeskClient, chat: Chat): Promise<readonly string[]> {
  await postOnce(origin, chat, { text: "转人工" });
  const at = await writeAtDesk(agent, { chat, origin, ticket: await takeOf(agent, origin, chat) }, CONTROL);
  return Object.entries(at).flatMap(([way, status]) => (status < 300 ? [] : [`${way}: answered ${status}`]));
}

async function exportOf(origin: string, { token }: Chat, form: "json" | "text"): Promise<string> {
  const headers = { authorization: `Bearer ${token}` };
  return (await fetch(`${origin}/api/chat/export?as=${form}`, { headers })).text();
}

async function backUp(file: string, env: Readonly<Record<string, string>>): Promise<void> {
  const { code, output } = await runHuanka(["backup", "write", file], env);
  if (code !== 0) throw new Error(`backup: ${output}`);
}

function dump(databaseUrl: string): Buffer {
  return execFileSync("pg_dump", [databaseUrl], { maxBuffer: 1e9, env: postgresEnv() });
}

type CanaryOptions = { readonly canaries: number; readonly postgres: boolean };

export const proof = {
  name: "canaries",
  promise:
    "No secret that anybody sends, by whatever way, is in a file, a backup, an export or a log afterwards.",
  short: { seconds: 8, options: { canaries: 8, postgres: false } },
  full: { seconds: 25, options: { canaries: 50, postgres: false } },
  options: { canaries: "invented secrets, each sent by every way there is" },
  async run({ canaries, postgres }: CanaryOptions) {
    const server = postgres ? await startPostgres() : undefined;
    const databaseUrl = await server?.createDatabase();
    const verdict = await proveCanaries({ canaries, ...(databaseUrl !== undefined && { databaseUrl }) });
    await server?.stop();
    const { findings, figures } = resultOf("canaries", verdict);
    const isEnough = verdict.acked > canaries * LEAST_WAYS;
    return {
      findings: [...findings, ...(isEnough ? [] : [`only ${verdict.acked} inputs were taken`])],
      figures,
    };
  },
} satisfies Proof<CanaryOptions>;
