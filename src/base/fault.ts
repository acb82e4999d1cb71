// The one reader of HUANKA_FAULT: defects built in on purpose, so that each proof can show that it notices.
import { StartError } from "./errors.ts";

const FAULTS = [
  /** A repeated message runs a second turn. */
  "dedupe-off",
  /** A message is acknowledged, and only then committed. */
  "ack-before-commit",
  /** A commit is not synced to disk. */
  "sync-normal",
  /** Turns of one conversation run side by side. */
  "order-off",
  /** SIGTERM ends the process at once. */
  "abrupt-exit",
] as const;
export type Fault = (typeof FAULTS)[number];

const chosen = parseFault(process.env);

export function hasFault(fault: Fault): boolean {
  return chosen === fault;
}

/** Throws StartError for an unknown fault, and for any fault unless NODE_ENV is `test`: a live service has none. */
export function parseFault(env: Readonly<Record<string, string | undefined>>): Fault | undefined {
  const { HUANKA_FAULT: name, NODE_ENV: mode } = env;
  if (!name) return undefined;
  const fault = FAULTS.find((known) => known === name);
  if (!fault || mode !== "test") {
    throw new StartError(
      `HUANKA_FAULT=${name} is refused: it is for proofs, takes one of ${FAULTS.join(", ")}, and needs NODE_ENV=test.`,
    );
  }
  return fault;
}
