// The same tests as `browser`, driven through Firefox.
import type { Proof } from "../proof.ts";
import { runTier } from "./tier/run-tier.ts";

/** In these a merchant meets what browsers do differently: fields, storage, frames, focus, sockets, the size of a phone. */
const SHORT = ["widget", "widget-storage", "widget-window", "embed", "provider-page", "gallery"];

export const proof = {
  name: "firefox",
  promise:
    "Pages, chat and widget work in Firefox as in Chromium; what its driver cannot do is counted as skipped, with the reason in the test.",
  needs: ["firefox"],
  short: { seconds: 75, options: { all: false } },
  full: { seconds: 240, options: { all: true } },
  options: { all: "every test of the browser tier" },
  run: ({ all }) => {
    const files = all ? [] : SHORT.map((name) => `test/browser/${name}.test.ts`);
    return runTier("browser", files, { BROWSER: "firefox" });
  },
} satisfies Proof<{ all: boolean }>;
