// Splits one Markdown file into checked front matter and body; the body keeps its place in the file.
import type { z } from "zod";
import { type CheckedYaml, parseYaml } from "./checked-yaml.ts";
import type { Report } from "./content-error.ts";
import { atStart, type SourceFile } from "./source-files.ts";

export interface MarkdownFile<T> {
  readonly front: CheckedYaml<T>;
  readonly body: string;
  /** Offset of the body in the file's text. */
  readonly bodyOffset: number;
}

const FRONT_MATTER = /^---\n([\s\S]*?\n)??---[ \t]*(?:\n|$)/;
const OPENING_LENGTH = 4; // "---\n"

/** Undefined when anything was reported: no front matter, broken YAML, or fields the schema refuses. */
export function parseMarkdownFile<T>(
  file: SourceFile,
  schema: z.ZodType<T>,
  report: Report,
): MarkdownFile<T> | undefined {
  const match = FRONT_MATTER.exec(file.text);
  if (!match) {
    report(atStart(file.path, "has no front matter: begin with a line ---, the fields, and a line ---"));
    return undefined;
  }
  const yaml = match[1] ?? "";
  const part = { file, start: OPENING_LENGTH, end: OPENING_LENGTH + yaml.length };
  const front = parseYaml(part, schema, report);
  if (!front) return undefined;
  const bodyOffset = match[0].length;
  return { front, body: file.text.slice(bodyOffset), bodyOffset };
}
