// A copy taken while merchants write holds everything acknowledged before it, and serves again.
import { expect, it } from "vitest";
import { verdictLine } from "../support/verdict.ts";
import { proveBackup } from "./backup.ts";

it("restores from a copy taken under load all that was acknowledged before", {
  timeout: 120_000,
}, async () => {
  const verdict = await proveBackup({ conversations: 10, perSecond: 40, copies: 2, pauseMs: 1_000 });
  process.stdout.write(`${verdictLine("backup", verdict)}\n`);
  expect(verdict).toMatchObject({ lost: 0, doubled: 0, disordered: 0, broken: [] });
  expect(verdict.acked).toBeGreaterThan(20);
});
