// `npx vitest run --config vitest.webchat.config.ts`: apart from the other tests, because it fetches Web Chat from a package registry.
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: { include: ["test/browser/webchat.live.ts"], testTimeout: 60_000, hookTimeout: 120_000 },
});
