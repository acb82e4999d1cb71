// Deleting for real: API, tables and bytes, while the service runs.
import { expect, it } from "vitest";
import { verdictLine } from "../support/verdict.ts";
import { proveDelete } from "./delete.ts";

it("leaves nothing of a deleted conversation but the backups it names", { timeout: 60_000 }, async () => {
  const verdict = await proveDelete();
  process.stdout.write(`${verdictLine("delete", verdict)}\n`);
  expect(verdict).toMatchObject({ broken: [] });
  expect(verdict.acked).toBe(36);
});
