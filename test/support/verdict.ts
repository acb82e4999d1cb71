// What every proof of reliability reports: the same figures, one line, and whether they hold.
export interface Counts {
  readonly acked: number;
  /** Acknowledged, and not stored under the acknowledged id. */
  readonly lost: number;
  /** Stored more than once, or answered more than once. */
  readonly doubled: number;
  /** Stored at another place than it was sent, or with a gap in the sequence. */
  readonly disordered: number;
}

export interface Verdict extends Counts {
  /** From each start of the program to its ready line. */
  readonly readyMs: readonly number[];
  /** What else was promised and not kept, in words. */
  readonly broken: readonly string[];
}

/** All conversations together. */
export function totalOf(each: readonly Counts[]): Counts {
  const sum = (key: keyof Counts) => each.reduce((total, one) => total + one[key], 0);
  return { acked: sum("acked"), lost: sum("lost"), doubled: sum("doubled"), disordered: sum("disordered") };
}

/** The figures in one line. */
export function verdictLine(name: string, { acked, lost, doubled, disordered, readyMs }: Verdict): string {
  const ready = readyMs.length > 0 ? `, ready in ${readyMs.map((ms) => ms.toFixed(0)).join(", ")} ms` : "";
  return `${name}: ${acked} acked, ${lost} lost, ${doubled} doubled, ${disordered} disordered${ready}`;
}

/** What is wrong with it, a sentence each; `acked` is how many had to be acknowledged, where that is known. */
export function findingsOf(name: string, verdict: Verdict, { acked }: { acked?: number } = {}): string[] {
  const { lost, doubled, disordered, broken } = verdict;
  const isShort = acked === undefined ? verdict.acked === 0 : verdict.acked !== acked;
  return [
    ...(isShort ? [`${verdict.acked} acknowledged, ${acked ?? "some"} expected`] : []),
    ...Object.entries({ lost, doubled, disordered }).flatMap(([what, count]) =>
      count === 0 ? [] : [`${count} ${what}`],
    ),
    ...broken,
  ].map((finding) => `${name}: ${finding}`);
}

interface Result {
  readonly findings: readonly string[];
  readonly figures: readonly string[];
}

/** The result of a proof that is judged by its verdict alone. */
export function resultOf(name: string, verdict: Verdict, expected: { acked?: number } = {}): Result {
  return { findings: findingsOf(name, verdict, expected), figures: [verdictLine(name, verdict)] };
}

/** The results of several parts of one proof. */
export function allOf(results: readonly Result[]): Result {
  return {
    findings: results.flatMap(({ findings }) => findings),
    figures: results.flatMap(({ figures }) => figures),
  };
}
