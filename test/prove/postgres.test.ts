// PostgreSQL in trouble under load, in short: the service is back within five seconds and has lost nothing.
import { expect, it } from "vitest";
import { verdictLine } from "../support/verdict.ts";
import { figureLines, provePostgres } from "./postgres.ts";

it("outlives a crash of PostgreSQL, cut connections, hanging processes, a dead network and a full server", {
  timeout: 120_000,
}, async () => {
  const troubles = ["crash", "cut", "freeze", "hole", "full"] as const;
  const verdict = await provePostgres(troubles, { conversations: 10, perSecond: 40, holdMs: 500 });
  process.stdout.write(`${verdictLine("postgres", verdict)}\n${figureLines(verdict)}\n`);
  expect(verdict.acked).toBeGreaterThan(0);
  expect(verdict).toMatchObject({ lost: 0, doubled: 0, disordered: 0, broken: [] });
});
