// Walks every conversation that the content of each locale allows, as `huanka flows check` does.
import { checkFlows } from "../../../bot/flows/check-flows.ts";
import { findingLine } from "../../../bot/flows/finding.ts";
import { localesIn } from "../../../bot/reading/read-folder.ts";
import { realContent } from "../../support/real-content.ts";
import type { Proof } from "../proof.ts";

export const proof = {
  name: "flows",
  promise: "No conversation ends in a dead end or a circle, and a person is never more than two taps away.",
  short: { seconds: 110, options: {} },
  full: { seconds: 110, options: {} },
  async run() {
    const findings: string[] = [];
    const figures: string[] = [];
    for (const locale of localesIn("content")) {
      const report = checkFlows(await realContent(locale));
      const { states, transitions, farthest } = report.figures;
      findings.push(...report.findings.map((finding) => `${locale}: ${findingLine(finding)}`));
      figures.push(`${locale}: ${states} states, ${transitions} transitions, a person ${farthest} taps away`);
    }
    return { findings, figures };
  },
} satisfies Proof;
