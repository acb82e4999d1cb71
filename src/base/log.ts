// JSON lines on standard output. Never message text: ids, codes and counts only.
import { pino } from "pino";
import type { Config } from "./config.ts";

export type Log = Pick<import("pino").Logger, "debug" | "info" | "warn" | "error">;

/** Tokens and tickets are scrubbed wherever a logged object carries them. */
export function createLog(level: Config["logLevel"]): Log {
  return pino({
    level,
    base: null,
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    redact: ["token", "authorization", "*.token", "*.authorization", "req.headers"],
  });
}
