// Many short texts as one long one: a string of its own for each takes several times its letters.

export interface Texts {
  /** One after the other. */
  readonly all: string;
  /** Where each begins; one more for the end of the last. */
  readonly starts: Uint32Array;
}

export function packTexts(texts: readonly string[]): Texts {
  const starts = new Uint32Array(texts.length + 1);
  for (const [at, { length }] of texts.entries()) starts[at + 1] = (starts[at] ?? 0) + length;
  return { all: texts.join(""), starts };
}

/** "" for a place outside. */
export function textAt({ all, starts }: Texts, at: number): string {
  return all.slice(starts[at] ?? all.length, starts[at + 1] ?? all.length);
}

export function countOf({ starts }: Texts): number {
  return starts.length - 1;
}
