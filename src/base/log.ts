// JSON lines on standard output. Never message text: ids, codes and counts only.
import { pino, stdSerializers } from "pino";
import { askedNow } from "./asked.ts";
import type { Config } from "./config.ts";
import { AppError } from "./errors.ts";
import { createLogSink } from "./log-sink.ts";

export type Log = Pick<import("pino").Logger, "debug" | "info" | "warn" | "error">;

/** The log of a running service, which knows what it lost. */
export interface ServiceLog extends Log {
  /** Lines that could not be written since the start. */
  droppedLines(): number;
}

/** From this number on, pino counts a line as a warning. */
const WARN = 40;
/** A full disk, or a proxy set up wrongly, refuses everybody for the same reason; one line a minute says it all. */
const REPEAT_AFTER_MS = 60_000;

/**
 * Asking for `process.stdout` makes a pipe non-blocking, so that a reader who stops reading does not stop us.
 * Tokens and tickets are scrubbed wherever a logged object carries them.
 */
export function createLog(level: Config["logLevel"], sink = createLogSink(process.stdout.fd)): ServiceLog {
  const isRepeated = createRepeats();
  const log = pino(
    {
      level,
      base: null,
      timestamp: () => `,"time":"${new Date().toISOString()}"`,
      serializers: { err: withoutBody },
      // Which request a line belongs to, wherever it is written.
      mixin: () => ({ ...askedNow() }),
      redact: ["token", "authorization", "*.token", "*.authorization", "req.headers"],
      hooks: {
        logMethod(args, method, atLevel) {
          const repeats = atLevel >= WARN ? isRepeated(args[0]) : 0;
          if (repeats === "quiet") return;
          if (repeats > 0) Object.assign(args[0] as object, { repeats });
          method.apply(this, args);
        },
      },
    },
    sink,
  );
  return Object.assign(log, { droppedLines: sink.dropped });
}

/** For each trouble that meets everybody: `quiet` within a minute of its last line, else how often it was quiet. */
function createRepeats(): (logged: unknown) => "quiet" | number {
  const told = new Map<string, { atMs: number; quiet: number }>();
  return (logged) => {
    const trouble = commonTrouble(logged);
    if (trouble === undefined) return 0;
    const nowMs = performance.now();
    const last = told.get(trouble);
    if (last && nowMs - last.atMs < REPEAT_AFTER_MS) {
      last.quiet += 1;
      return "quiet";
    }
    told.set(trouble, { atMs: nowMs, quiet: 0 });
    return last?.quiet ?? 0;
  };
}

/** A page's origin that is not allowed, or the reason of an `overloaded`: the database's code, or what was counted. */
function commonTrouble(logged: unknown): string | undefined {
  const error = logged instanceof Object && "err" in logged ? logged.err : undefined;
  if (!(error instanceof AppError)) return undefined;
  const { code, origin } = error.details;
  if (error.code === "forbidden" && origin !== undefined) return "foreign page";
  if (error.code === "no-host") return error.code;
  if (error.code !== "overloaded") return undefined;
  return typeof code === "string" ? code : Object.keys(error.details).join();
}

/** What a body parser throws carries the body, and quotes it in its message. */
function withoutBody(error: Error): unknown {
  const whole = stdSerializers.err(error);
  return "body" in error ? { type: whole.type, message: "the body cannot be read" } : whole;
}
