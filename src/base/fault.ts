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
  /** A reader who does not read is waited for, whatever piles up. */
  "no-buffer-limit",
  /** One field of what a client posts is stored as it came. */
  "mask-skipped",
  /** Old conversations are deleted by the clock alone. */
  "retention-trusts-clock",
  /** Streams rely on what nodes tell each other and never look by themselves. */
  "notify-only",
  /** A stream takes all that is older than the newest message of any conversation for sent. */
  "global-serial",
  /** A stream begins anew for a client that names its watermark. */
  "watermark-ignored",
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
