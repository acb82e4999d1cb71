// Blanks that `huanka content new` leaves for the writer: content with one of them is not finished.
import type { Report } from "./content-error.ts";
import { problemAt, type SourceFile } from "./source-files.ts";

const BLANK = /〔待填：([^〕\n]*)〕/g;

/** A blank that says what belongs there. */
export function blank(what: string): string {
  return `〔待填：${what}〕`;
}

export function isBlank(value: unknown): boolean {
  return typeof value === "string" && value.search(BLANK) >= 0;
}

/** Reports each blank where it stands, in any field and in files that cannot be parsed yet. */
export function reportBlanks(file: SourceFile, report: Report): void {
  for (const match of file.text.matchAll(BLANK)) {
    report(problemAt(file, match.index, "blank", `still to be written: ${match[1]}`));
  }
}
