// Ids: as long as ever, never twice, and those of one minute side by side.
import { expect, it } from "vitest";
import { newId } from "../../../src/base/ids.ts";

const AT = Date.parse("2026-11-30T12:00:30.000Z");

it("gives no id twice, and each of the same length", () => {
  const ids = Array.from({ length: 10_000 }, () => newId("cnv", AT));
  expect(new Set(ids).size).toBe(ids.length);
  for (const id of ids) expect(id).toMatch(/^cnv_[\w-]{22}$/);
});

it("keeps what began in one minute together, and apart from what began in others", () => {
  const beginOf = (at: number) => newId("cnv", at).slice(0, "cnv_".length + 4);
  expect(beginOf(AT + 29_000)).toBe(beginOf(AT));
  expect(beginOf(AT + 30_000)).not.toBe(beginOf(AT));
  // Also in years that no three bytes count up to.
  expect(newId("cnv", Date.parse("2090-01-01"))).toMatch(/^cnv_[\w-]{22}$/);
});
