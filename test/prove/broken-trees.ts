// `npm run prove:broken`: breaks a content tree in every listed way and asks the lint where; prints the score.
import { spawnSync } from "node:child_process";
import { resolve } from "node:path";
import { BROKEN_TREES, type BrokenTree } from "../support/broken-trees.ts";
import { aContentTree } from "../support/content-tree.ts";

const ROOT = resolve(import.meta.dirname, "../..");
const TODAY = "2026-11-25";
const MIN_TREES = 40;
const MIN_LINES = 0.95; // of places named with their very line
const MAX_MS = 5_000;

interface Verdict {
  readonly name: string;
  readonly places: number;
  readonly files: number;
  readonly lines: number;
  /** Problems the lint named that the tree does not have. */
  readonly extra: readonly string[];
  readonly exit: number | null;
  readonly ms: number;
}

export interface Score {
  readonly trees: number;
  readonly rightFile: number;
  readonly rightLine: number;
  readonly failures: readonly string[];
}

/** Runs the command on every tree, or on those of the given names. Shares are of all places. */
export async function scoreBrokenTrees(trees: readonly BrokenTree[] = BROKEN_TREES): Promise<Score> {
  const verdicts: Verdict[] = [];
  for (const tree of trees) verdicts.push(await judge(tree));
  const sum = (of: (verdict: Verdict) => number) => verdicts.reduce((total, one) => total + of(one), 0);
  const places = sum((one) => one.places);
  return {
    trees: verdicts.length,
    rightFile: sum((one) => one.files) / places,
    rightLine: sum((one) => one.lines) / places,
    failures: verdicts.flatMap(failuresOf),
  };
}

async function judge({ name, changes, places, prepare }: BrokenTree): Promise<Verdict> {
  const tree = await aContentTree(changes);
  try {
    await prepare?.(tree);
    const started = performance.now();
    const args = ["src/cli/huanka.js", "content", "check", tree.dir, "--today", TODAY];
    const { status, stderr } = spawnSync(process.execPath, args, { cwd: ROOT, encoding: "utf8" });
    const ms = performance.now() - started;
    const told = [...stderr.matchAll(/^ {2}(\S+?):(\d+):\d+ /gm)].map(([, file, line]) => `${file}:${line}`);
    const lines = match(told, places);
    const files = match(told.map(fileOf), places.map(fileOf));
    return {
      name,
      places: places.length,
      files: files.found,
      lines: lines.found,
      extra: lines.extra,
      exit: status,
      ms,
    };
  } finally {
    await tree.remove();
  }
}

function fileOf(place: string): string {
  return place.replace(/:\d+$/, "");
}

function match(told: readonly string[], expected: readonly string[]) {
  const left = [...told];
  const found = expected.filter((place) => {
    const at = left.indexOf(place);
    if (at >= 0) left.splice(at, 1);
    return at >= 0;
  });
  // A second word about the same line is no second alarm.
  return { found: found.length, extra: left.filter((place) => !expected.includes(place)) };
}

function failuresOf({ name, places, files, lines, extra, exit, ms }: Verdict): string[] {
  const found: string[] = [];
  if (files < places) found.push(`${name}: ${files} of ${places} files named`);
  if (lines < places) found.push(`${name}: ${lines} of ${places} lines named`);
  if (extra.length > 0) found.push(`${name}: also told ${extra.join(", ")}`);
  if (exit !== 1) found.push(`${name}: exit code ${exit}`);
  if (ms > MAX_MS) found.push(`${name}: ${Math.round(ms)} ms`);
  return found;
}

/** Whether the marks of the reliability bar are met: every file, nearly every line, all at once, exit ≠ 0. */
export function passes({ trees, rightFile, rightLine, failures }: Score): boolean {
  const fatal = failures.filter((failure) => !failure.includes("lines named"));
  return trees >= MIN_TREES && rightFile === 1 && rightLine >= MIN_LINES && fatal.length === 0;
}

if (import.meta.main) {
  const score = await scoreBrokenTrees();
  for (const failure of score.failures) console.log(`  ${failure}`);
  const percent = (share: number) => `${(share * 100).toFixed(1)} %`;
  console.log(
    `${score.trees} broken trees: right file ${percent(score.rightFile)}, right line ${percent(score.rightLine)}`,
  );
  process.exitCode = passes(score) ? 0 : 1;
}
