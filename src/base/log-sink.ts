// Where log lines go: written one after another off the main thread, dropped and counted when nobody takes them.
import { write, writeSync } from "node:fs";

/** A burst of a few thousand lines; beyond it the reader is stuck and memory matters more than lines. */
const MOST_WAITING_BYTES = 1_024 * 1_024;
/** After a failure: the disk may have space again, the pipe a reader. */
const RETRY_MS = 1_000;
const AGAIN_MS = 50;

export interface LogSink {
  /** Never throws and never waits. */
  write(line: string): void;
  /** Lines that nobody got since the start. */
  dropped(): number;
}

/**
 * A sink on a file descriptor. What cannot be written is lost, never the service; once writing works again, a line says
 * how many were. At the end of the process what waits is written at once, unless the reader is stuck.
 */
export function createLogSink(fd: number): LogSink {
  let waiting: string[] = [];
  let waitingBytes = 0;
  let writing = false;
  let used = false;
  let blockedUntilMs = Number.NEGATIVE_INFINITY;
  let dropped = 0;
  let reported = 0;

  function flush(): void {
    if (writing || waiting.length === 0) return;
    const lines = waiting;
    const report = dropped > reported ? [reportOf(dropped - reported)] : [];
    const told = dropped;
    const bytes = Buffer.from([...report, ...lines].join(""));
    [waiting, waitingBytes, writing] = [[], 0, true];
    writeAll(fd, bytes, (failed) => {
      writing = false;
      if (failed) {
        dropped += lines.length;
        blockedUntilMs = performance.now() + RETRY_MS;
      } else {
        reported = told;
        flush();
      }
    });
  }

  function writeTheRest(): void {
    if (writing || waiting.length === 0) return;
    try {
      writeSync(fd, waiting.join(""));
    } catch {
      // Nobody is left to be told.
    }
  }

  return {
    write(line) {
      if (!used) process.once("exit", writeTheRest);
      used = true;
      if (performance.now() < blockedUntilMs || waitingBytes + line.length > MOST_WAITING_BYTES) {
        dropped += 1;
        return;
      }
      waiting.push(line);
      waitingBytes += line.length;
      flush();
    },
    dropped: () => dropped,
  };
}

function reportOf(lines: number): string {
  const time = new Date().toISOString();
  return `${JSON.stringify({ level: 40, time, dropped: lines, msg: "log lines were dropped" })}\n`;
}

/** A pipe may take a part only, or nothing for the moment. */
function writeAll(fd: number, bytes: Buffer, done: (failed: boolean) => void): void {
  write(fd, bytes, (error, written) => {
    if (error?.code === "EAGAIN") setTimeout(() => writeAll(fd, bytes, done), AGAIN_MS).unref();
    else if (error) done(true);
    else if (written < bytes.length) writeAll(fd, bytes.subarray(written), done);
    else done(false);
  });
}
