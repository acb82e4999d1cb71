// `npx huanka clients webchat` and `npx huanka clients botium`: apart from the other tests, because they need what is fetched or brought.
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: { include: ["test/browser/*.live.ts"], testTimeout: 300_000, hookTimeout: 120_000 },
});
