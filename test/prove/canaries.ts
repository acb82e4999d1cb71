// `npm run prove:canaries`: no secret that a client sends, by whatever way, lies in a file or a log afterwards (S7).
// With `--postgres` the conversations are in PostgreSQL, and a dump of it is searched too.
import { execFileSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { findCanaries, makeCanaries, readEverything } from "../support/canaries.ts";
import { canaryInputs } from "../support/canary-inputs.ts";
import { type Chat, openChat, postOnce } from "../support/plain-client.ts";
import { postgresEnv, startPostgres } from "../support/postgres.ts";
import { runCommand } from "../support/run-command.ts";
import { freshDataDir, startProcess, stopProcess } from "../support/start-process.ts";
import { holds, type Verdict, verdictLine } from "../support/verdict.ts";

/** Said once and no secret: where it is not found, the search itself is blind. */
const CONTROL = "control7f3ae1";

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
    const chat = await openChat(running.address);
    const control = await postOnce(running.address, chat, { text: CONTROL });
    const { accepted, refused, exported } = await sendAll(running.address, canaries);
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
async function sendAll(origin: string, canaries: ReturnType<typeof makeCanaries>) {
  const refused: string[] = [];
  const exported = new Map<string, Buffer>();
  let accepted = 0;
  for (const { said, kind } of canaries) {
    const chat = await openChat(origin);
    for (const { name, stored, send } of canaryInputs(origin, chat, kind)) {
      const { status } = await send(said);
      if (stored && status >= 400) refused.push(`${name}: refused with ${status}, so that nothing was tried`);
      else if (status >= 500) refused.push(`${name}: answered ${status}`);
      else accepted += 1;
    }
    for (const form of ["json", "text"] as const)
      exported.set(`the export of ${chat.id} as ${form}`, Buffer.from(await exportOf(origin, chat, form)));
  }
  return { accepted, refused, exported };
}

async function exportOf(origin: string, { token }: Chat, form: "json" | "text"): Promise<string> {
  const headers = { authorization: `Bearer ${token}` };
  return (await fetch(`${origin}/api/chat/export?as=${form}`, { headers })).text();
}

async function backUp(file: string, env: Readonly<Record<string, string>>): Promise<void> {
  const { code, output } = await runCommand(["src/cli/huanka.js", "backup", "write", file], env);
  if (code !== 0) throw new Error(`backup: ${output}`);
}

function dump(databaseUrl: string): Buffer {
  return execFileSync("pg_dump", [databaseUrl], { maxBuffer: 1e9, env: postgresEnv() });
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: { canaries: { type: "string", default: "50" }, postgres: { type: "boolean", default: false } },
  });
  const postgres = values.postgres ? await startPostgres() : undefined;
  const databaseUrl = await postgres?.createDatabase();
  const verdict = await proveCanaries({
    canaries: Number(values.canaries),
    ...(databaseUrl !== undefined && { databaseUrl }),
  });
  await postgres?.stop();
  console.log(verdictLine("canaries", verdict));
  process.exitCode = holds(verdict) ? 0 : 1;
}
