// The registry of benches.
import { expect, it } from "vitest";
import { benchNames, loadBench } from "./run.ts";

it.each(benchNames())("says what it measures: %s", async (name) => {
  const bench = await loadBench(name);
  expect(bench.name).toBe(name);
  expect(bench.says).toMatch(/^[a-z].{20,}[^.]$/i);
});
