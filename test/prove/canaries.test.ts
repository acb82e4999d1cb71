// A few secrets through every input: none is in the database, its side files, a backup or the log.
import { expect, it } from "vitest";
import { verdictLine } from "../support/verdict.ts";
import { proveCanaries } from "./canaries.ts";

it("leaves no secret in any file or log, by whatever way it came", { timeout: 60_000 }, async () => {
  const verdict = await proveCanaries({ canaries: 8 });
  process.stdout.write(`${verdictLine("canaries", verdict)}\n`);
  expect(verdict).toMatchObject({ lost: 0, broken: [] });
  expect(verdict.acked).toBeGreaterThan(8 * 30);
});
