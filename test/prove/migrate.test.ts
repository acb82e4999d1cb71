// The first schema brought up to date, killed at some statements, by two at once; a newer one refused.
import { expect, it } from "vitest";
import { KNOWN_SCHEMAS } from "../../src/storage/schema.ts";
import { verdictLine } from "../support/verdict.ts";
import { proveMigrate } from "./migrate.ts";

it("brings old data up to date whole, whatever interrupts it", { timeout: 60_000 }, async () => {
  const verdict = await proveMigrate({ conversations: 5, schemas: KNOWN_SCHEMAS.slice(0, 1), step: 7 });
  process.stdout.write(`${verdictLine("migrate", verdict)}\n`);
  expect(verdict).toMatchObject({ broken: [] });
  expect(verdict.acked).toBeGreaterThan(3);
});
