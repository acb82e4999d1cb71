// What is wrong with the content, told to the person who wrote it: every problem at once, with its place.

export interface Problem {
  /** Relative to the content folder, with `/`. */
  readonly file: string;
  /** Both count from 1. */
  readonly line: number;
  readonly column: number;
  /** Path of the field, or `body`, `steps`, `yaml`, `file`. */
  readonly field: string;
  readonly problem: string;
}

/** Takes problems as they are found, so that one run tells them all. */
export type Report = (problem: Problem) => void;

/** Content that must not be served. `message` lists every problem, by file and line. */
export class ContentError extends Error {
  override readonly name = "ContentError";
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    const sorted = [...problems].sort(byPlace);
    const count = sorted.length === 1 ? "1 problem" : `${sorted.length} problems`;
    super(`The content has ${count}:\n${sorted.map((problem) => `  ${problemLine(problem)}`).join("\n")}`);
    this.problems = sorted;
  }
}

/** `file:line:column field: problem`, which editors and terminals turn into a link. */
export function problemLine({ file, line, column, field, problem }: Problem): string {
  return `${file}:${line}:${column} ${field}: ${problem}`;
}

function byPlace(a: Problem, b: Problem): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  return a.line - b.line || a.column - b.column || a.field.localeCompare(b.field);
}
