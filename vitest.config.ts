// The tiers of the tests as projects: `vitest run --project fast` and so on.
import { defineConfig } from "vitest/config";
import { keepCompiledModules } from "./test/support/compile-cache.ts";
import { keepTemporaryFilesInMemory } from "./test/support/memory-folder.ts";
import { TEST_PATIENCE_MS } from "./test/support/patience.ts";
import { TIERS } from "./test/support/tiers.ts";

keepTemporaryFilesInMemory();
keepCompiledModules();

export default defineConfig({
  test: {
    passWithNoTests: false,
    allowOnly: false,
    projects: Object.entries(TIERS).map(([name, { include, exclude }]) => ({
      extends: true,
      test: { name, include: [...include], exclude: [...exclude] },
    })),
    setupFiles: ["test/support/fixed-seed.ts", "test/support/one-patience.ts"],
    testTimeout: TEST_PATIENCE_MS,
    hookTimeout: TEST_PATIENCE_MS,
    expect: { poll: { timeout: 120_000 } },
    // Modules keep no state, so a worker loads them once for all its files: a third less work.
    isolate: false,
    // A third of their time tests wait for clocks, sockets and processes: three keep two cores busy.
    maxWorkers: 3,
  },
});
