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

export function verdictLine(name: string, verdict: Verdict): string {
  const { acked, lost, doubled, disordered, readyMs, broken } = verdict;
  const ready = readyMs.length > 0 ? `, ready in ${readyMs.map((ms) => ms.toFixed(0)).join(", ")} ms` : "";
  const lines = [
    `${name}: ${acked} acked, ${lost} lost, ${doubled} doubled, ${disordered} disordered${ready}`,
    ...broken.map((promise) => `  BROKEN ${promise}`),
  ];
  return lines.join("\n");
}

export function holds({ acked, lost, doubled, disordered, broken }: Verdict): boolean {
  return acked > 0 && lost + doubled + disordered + broken.length === 0;
}
