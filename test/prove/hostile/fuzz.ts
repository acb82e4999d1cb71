// Inputs by the hundred thousand, none of which may break a promise; replayable by seed (R18). `huanka fuzz` explores
// fresh seeds.
import { withFuzzed } from "../fuzz/all.ts";
import { type FuzzResult, tryFuzzed } from "../fuzz/fuzzed.ts";
import type { Proof } from "../proof.ts";

type FuzzOptions = { readonly share: number; readonly seed: number; readonly only: string };

export const proof = {
  name: "fuzz",
  promise: "No text, request, frame or order of events, however odd, breaks what is promised of it.",
  short: { seconds: 10, options: { share: 0.01, seed: 20_261_124, only: "" } },
  full: { seconds: 1_200, about: true, options: { share: 1, seed: 20_261_124, only: "" } },
  options: { share: "of the whole number of runs", only: "one part" },
  async run({ share, seed, only }: FuzzOptions) {
    const results = await withFuzzed(only, async (all) => {
      const told: FuzzResult[] = [];
      for (const fuzzed of all) told.push(await tryFuzzed(fuzzed, { share, seed }));
      return told;
    });
    return {
      findings: results.flatMap(({ name, runs, broken }) => [
        ...(broken === undefined ? [] : [`${name}: ${broken}`]),
        ...(runs > 0 ? [] : [`${name} was not tried`]),
      ]),
      figures: results.map(({ name, runs, seconds }) => `${name}: ${runs} runs in ${seconds.toFixed(1)} s`),
    };
  },
} satisfies Proof<FuzzOptions>;
