// Breaks a content tree in every listed way, and asks the lint where.
import { BROKEN_TREES, type BrokenTree } from "../../support/broken-trees.ts";
import { aContentTree } from "../../support/content-tree.ts";
import { runHuanka } from "../../support/run-huanka.ts";
import type { Proof } from "../proof.ts";

const TODAY = "2026-11-25";
export const MIN_TREES = 40;
const MIN_LINES = 0.95; // of places named with their very line
const MAX_MS = 5_000;
/** The four that the content may never let through, and one of each way to break a file. */
const ALWAYS = [
  "one digit of a provider's hotline changed",
  "another provider with a look-alike domain, never confirmed",
  "an expired fact",
  "a step that asks for the SMS code",
  "a forbidden name in prose",
  "a symbolic link out of the folder",
  "a bomb of aliases",
  "five faults in five files, all told at once",
];

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

/** Runs the command on every tree. Shares are of all places; `timed` judges how long the command took. */
export async function scoreBrokenTrees(
  trees: readonly BrokenTree[],
  { timed }: { timed: boolean },
): Promise<Score> {
  const verdicts: Verdict[] = [];
  for (const tree of trees) verdicts.push(await judge(tree));
  const sum = (of: (verdict: Verdict) => number) => verdicts.reduce((total, one) => total + of(one), 0);
  const places = sum((one) => one.places);
  return {
    trees: verdicts.length,
    rightFile: sum((one) => one.files) / places,
    rightLine: sum((one) => one.lines) / places,
    failures: verdicts.flatMap((verdict) => failuresOf(verdict, timed)),
  };
}

async function judge({ name, changes, places, prepare }: BrokenTree): Promise<Verdict> {
  const tree = await aContentTree(changes);
  try {
    await prepare?.(tree);
    const started = performance.now();
    const { code, output } = await runHuanka(["content", "check", tree.dir, "--today", TODAY]);
    const ms = performance.now() - started;
    const told = [...output.matchAll(/^ {2}(\S+?):(\d+):\d+ /gm)].map(([, file, line]) => `${file}:${line}`);
    const lines = match(told, places);
    const files = match(told.map(fileOf), places.map(fileOf));
    return {
      name,
      places: places.length,
      files: files.found,
      lines: lines.found,
      extra: lines.extra,
      exit: code,
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

function failuresOf({ name, places, files, lines, extra, exit, ms }: Verdict, timed: boolean): string[] {
  const found: string[] = [];
  if (files < places) found.push(`${name}: ${files} of ${places} files named`);
  if (lines < places) found.push(`${name}: ${lines} of ${places} lines named`);
  if (extra.length > 0) found.push(`${name}: also told ${extra.join(", ")}`);
  if (exit !== 1) found.push(`${name}: exit code ${exit}`);
  if (timed && ms > MAX_MS) found.push(`${name}: ${Math.round(ms)} ms`);
  return found;
}

/** Whether the marks of the reliability bar are met: every file, nearly every line, all at once, exit ≠ 0. */
export function findingsOf({ rightFile, rightLine, failures }: Score): string[] {
  const fatal = failures.filter((failure) => !failure.includes("lines named"));
  return [
    ...fatal,
    ...(rightFile === 1 ? [] : [`only ${percent(rightFile)} of the files named`]),
    ...(rightLine >= MIN_LINES ? [] : [`only ${percent(rightLine)} of the lines named`]),
  ];
}

const percent = (share: number) => `${(share * 100).toFixed(1)} %`;

export const proof = {
  name: "broken",
  promise:
    "Content that is broken is refused as a whole, with the right file and line of every fault at once.",
  short: { seconds: 5, options: { trees: "always", timed: false } },
  full: { seconds: 60, options: { trees: "all", timed: true } },
  options: { trees: "always (one of each sort) or all", timed: "whether the lint must answer within 5 s" },
  async run({ trees, timed }: { trees: string; timed: boolean }) {
    const isShort = trees === "always";
    const score = await scoreBrokenTrees(
      isShort ? BROKEN_TREES.filter(({ name }) => ALWAYS.includes(name)) : BROKEN_TREES,
      { timed },
    );
    const least = isShort ? ALWAYS.length : MIN_TREES;
    return {
      findings: [
        ...(score.trees >= least ? [] : [`only ${score.trees} trees of ${least}`]),
        ...findingsOf(score),
      ],
      figures: [
        `${score.trees} broken trees: right file ${percent(score.rightFile)}, right line ${percent(score.rightLine)}`,
      ],
    };
  },
} satisfies Proof<{ trees: string; timed: boolean }>;
