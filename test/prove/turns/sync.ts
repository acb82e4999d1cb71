// No message is acknowledged before its commit was synced to disk, seen by strace (R2).
import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { gapsIn, openChat, postOnce, readChat } from "../../support/plain-client.ts";
import { freshDataDir, startProcess, stopProcess } from "../../support/start-process.ts";
import { resultOf, type Verdict } from "../../support/verdict.ts";
import type { Proof } from "../proof.ts";

const STRACE = "strace";
/** Whole requests and answers have to be seen. */
const SHOWN_BYTES = "8000";
const CALLS = "read,recvfrom,write,writev,sendto,sendmsg,fsync,fdatasync,sync_file_range";
const FLUSHED_MS = 10_000;
/** Between two messages, so that a late sync of the one is not taken for that of the next. */
const PAUSE_MS = 50;

const REQUEST = /POST \/v3\/directline\/conversations\/[^/ ]+\/activities /;
const ANSWER = /^\d+ +(?:write|writev|sendto|sendmsg)\(.*\\?"id\\":\\"cnv_/;
const SYNC_DONE = /(?:fsync|fdatasync)\(.*huanka\.db(?:-wal)?>\) += 0/;
const SYNC_BEGUN = /^(\d+) +(?:fsync|fdatasync)\(.*huanka\.db(?:-wal)?> <unfinished/;
const SYNC_RESUMED = /^(\d+) +<\.\.\. (?:fsync|fdatasync) resumed>\) += 0/;

/** Walks the trace of one merchant's messages, one at a time: between a request and its answer a sync has to end. */
export function judgeTrace(lines: readonly string[]): { acks: number; unsynced: number } {
  const begun = new Set<string>();
  let synced = false;
  let waiting = false;
  let [acks, unsynced] = [0, 0];
  for (const line of lines) {
    const begins = SYNC_BEGUN.exec(line)?.[1];
    const resumes = SYNC_RESUMED.exec(line)?.[1];
    if (REQUEST.test(line)) [synced, waiting] = [false, true];
    else if (begins !== undefined) begun.add(begins);
    else if (SYNC_DONE.test(line) || (resumes !== undefined && begun.delete(resumes))) synced = true;
    else if (waiting && ANSWER.test(line)) {
      acks += 1;
      if (!synced) unsynced += 1;
      waiting = false;
    }
  }
  return { acks, unsynced };
}

export async function proveSync(messages: number): Promise<Verdict> {
  const trace = join(mkdtempSync(join(tmpdir(), "huanka-trace-")), "trace");
  // -D leaves the program our child, so that signals reach it.
  const under = [
    STRACE,
    "-D",
    "-f",
    "-y",
    "--seccomp-bpf",
    "-s",
    SHOWN_BYTES,
    "-e",
    `trace=${CALLS}`,
    "-o",
    trace,
  ];
  const running = await startProcess({ DATA_DIR: freshDataDir(), RATE_LIMIT: "off" }, under);
  try {
    const chat = await openChat(running.address);
    await sleep(PAUSE_MS);
    const acked: string[] = [];
    for (let index = 0; index < messages; index += 1) {
      const { activityId } = await postOnce(running.address, chat, { text: "下一步", clientId: `c${index}` });
      if (activityId !== undefined) acked.push(activityId);
      await sleep(PAUSE_MS);
    }
    const stored = await readChat(running.address, chat);
    await stopProcess(running);
    const { acks, unsynced } = judgeTrace(await readEnded(trace, String(running.child.pid)));
    const own = stored.filter(({ from }) => from.role === "user").map(({ id }) => id);
    return {
      acked: acked.length,
      lost: acked.filter((id) => !own.includes(id)).length,
      doubled: own.length - acked.length,
      disordered: gapsIn(stored),
      readyMs: [running.readyMs],
      broken: [
        ...(acks === messages ? [] : [`${acks} of ${messages} acknowledgements seen in the trace`]),
        ...(unsynced === 0 ? [] : [`${unsynced} of ${acks} acknowledged before a sync`]),
      ],
    };
  } finally {
    await stopProcess(running, "SIGKILL");
  }
}

/** strace ends a moment after the program; its last line says that the program did. */
async function readEnded(trace: string, pid: string): Promise<readonly string[]> {
  const giveUpMs = performance.now() + FLUSHED_MS;
  for (;;) {
    const text = readFileSync(trace, "utf8");
    if (new RegExp(`^${pid} +\\+\\+\\+ exited`, "m").test(text)) return text.split("\n");
    if (performance.now() > giveUpMs) throw new Error(`the trace ${trace} has no end`);
    await sleep(50);
  }
}

export const proof = {
  name: "sync",
  promise: "No message is acknowledged before its commit has reached the disk.",
  needs: ["strace"],
  short: { seconds: 6, options: { messages: 40 } },
  full: { seconds: 30, options: { messages: 200 } },
  async run({ messages }: { messages: number }) {
    return resultOf("sync", await proveSync(messages), { acked: messages });
  },
} satisfies Proof<{ messages: number }>;
