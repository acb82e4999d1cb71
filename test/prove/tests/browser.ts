// The tests that drive Chromium through pages and chat.
import type { Proof } from "../proof.ts";
import { runTier } from "./tier/run-tier.ts";

export const proof = {
  name: "browser",
  promise:
    "Pages, chat and widget work in a real browser: without JavaScript, in trouble, by keyboard, in both languages.",
  needs: ["chromium"],
  short: { seconds: 240, options: {} },
  full: { seconds: 240, options: {} },
  run: () => runTier("browser"),
} satisfies Proof;
