// `registry.lock`: what every official channel read when somebody last compared it with its sources.
// A hotline that differs by one digit from its seal is refused; only `huanka content confirm` writes a new seal.
import { createHash } from "node:crypto";
import { z } from "zod";
import type { Fact } from "./fact.ts";

export const LOCK_PATH = "registry.lock";
const SEAL_LENGTH = 16; // hex digits; against slips of the hand and eye, not against a forger who can run sha256

const Seal = z.strictObject({ seal: z.string().regex(/^[0-9a-f]{16}$/), verified: z.iso.date() });
export type Seal = z.infer<typeof Seal>;

/** Fact id → seal of its value and the day it was confirmed. */
export const LockFile = z.record(z.string(), Seal);
export type LockFile = z.infer<typeof LockFile>;

export function sealOf({ id, value }: Pick<Fact, "id" | "value">): string {
  return createHash("sha256").update(`${id}\0${value}`).digest("hex").slice(0, SEAL_LENGTH);
}

/** The lock as text: sorted, one channel a line, so that a diff shows which ones moved. */
export function lockText(lock: LockFile): string {
  const lines = Object.entries(lock)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([id, { seal, verified }]) => `${id}: { seal: "${seal}", verified: ${verified} }\n`);
  return `# Written by \`npx huanka content confirm <fact>\`; see docs/writers.md. Never edit by hand.\n${lines.join("")}`;
}
