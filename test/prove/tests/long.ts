// The tests of one part that take longer than a change can wait for.
import type { Proof } from "../proof.ts";
import { runTier } from "./tier/run-tier.ts";

export const proof = {
  name: "long",
  promise:
    "Every state of every dialog, every seeded fault in the content and every trouble of the databases comes out right.",
  needs: ["postgresql"],
  short: { seconds: 260, options: {} },
  full: { seconds: 260, options: {} },
  run: () => runTier("long"),
} satisfies Proof;
