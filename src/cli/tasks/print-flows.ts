// Runs a check of all conversations and prints it: figures on one line, then a line for each finding.
import type { FlowReport } from "../../../bot/flows/check-flows.ts";
import { type Finding, findingLine } from "../../../bot/flows/finding.ts";

/** One defect often shows in a hundred places; more lines than these are not read. */
const MOST_PRINTED = 60;

/** Answers whether nothing was found. */
export function printFlows(check: () => FlowReport): boolean {
  const startedAt = performance.now();
  const report = check();
  console.log(figuresLine(report, (performance.now() - startedAt) / 1000));
  const lines = report.findings.slice(0, MOST_PRINTED).map((finding) => `  ${findingLine(finding)}`);
  for (const line of lines) console.error(line);
  const more = report.findings.length - lines.length;
  if (more > 0) console.error(`  … and ${more} more`);
  return report.findings.length === 0;
}

function figuresLine({ findings, figures }: FlowReport, seconds: number): string {
  const { states, classes, transitions, dialogs, guides, farthest } = figures;
  const counts = [
    `${states} states in ${classes} classes`,
    `${transitions} transitions`,
    `${dialogs} kinds of dialogs`,
    `${guides} guides`,
    `a person at most ${farthest} taps away`,
  ];
  return `flows: ${counts.join(", ")}: ${problems(findings)} (${seconds.toFixed(1)} s)`;
}

function problems({ length }: readonly Finding[]): string {
  return length === 0 ? "no problems" : length === 1 ? "1 problem" : `${length} problems`;
}
