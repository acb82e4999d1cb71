// YAML to a checked value: each syntax error and each zod issue becomes a problem with its place in the file.
import { type Document, isMap, isNode, isScalar, isSeq, parseDocument, visit } from "yaml";
import type { z } from "zod";
import { isBlank } from "./blanks.ts";
import type { Report } from "./content-error.ts";
import { problemAt, type SourceFile } from "./source-files.ts";

type Path = readonly PropertyKey[];

const MAX_LISTED = 10; // more values hide the problem they explain
const MAX_TOLD = 5; // one slip in YAML makes a hundred errors; the first ones say where it is

export interface CheckedYaml<T> {
  readonly value: T;
  /** Offset in the file of the value at a path, or of the nearest parent that is there. */
  offsetOf(path: Path): number;
  /** The text of a value as written in the file, quotes and indentation included. */
  rawOf(path: Path): { readonly text: string; readonly offset: number } | undefined;
}

/** The part of a file that is YAML: a `.yml` file's whole text, a Markdown file's front matter. */
export interface YamlPart {
  readonly file: SourceFile;
  readonly start: number;
  readonly end: number;
}

/**
 * Parses and checks one document. Undefined when anything was reported. Aliases are refused: content does not
 * need them, and a few of them expand to gigabytes.
 */
export function parseYaml<T>(
  part: YamlPart,
  schema: z.ZodType<T>,
  report: Report,
): CheckedYaml<T> | undefined {
  const { file, start } = part;
  const complain = (offset: number, field: string, problem: string) =>
    report(problemAt(file, start + offset, field, problem));
  const document = parseText(file.text.slice(start, part.end), complain);
  if (!document) return undefined;
  const parsed = schema.safeParse(document.toJS({ maxAliasCount: 0 }), { reportInput: true });
  const offsetOf = (path: Path) => start + offsetIn(document, path);
  if (parsed.success) {
    return { value: parsed.data, offsetOf, rawOf: (path) => rawIn(part, document, path) };
  }
  for (const issue of parsed.error.issues) {
    if (isBlank(issue.input)) continue; // told as a blank already, with what belongs there
    for (const { path, problem } of explain(issue)) {
      report(problemAt(file, offsetOf(path), path.map(String).join(".") || "yaml", problem));
    }
  }
  return undefined;
}

function parseText(
  text: string,
  complain: (offset: number, field: string, problem: string) => void,
): Document | undefined {
  let told = 0;
  const refuse = (offset: number, problem: string) => {
    told += 1;
    if (told <= MAX_TOLD) complain(offset, "yaml", problem);
  };
  const document = parseOrRefuse(text, refuse);
  if (!document) return undefined;
  for (const { pos, message } of [...document.errors, ...document.warnings]) refuse(pos[0], message);
  if (told > 0) return undefined;
  visit(document, {
    Alias: (_, node) => refuse(node.range?.[0] ?? 0, "aliases (*name) are not allowed: write the value out"),
    Pair: (_, { key }) => {
      if (isScalar(key) && key.value === "__proto__") refuse(key.range?.[0] ?? 0, "__proto__ is not a field");
    },
  });
  return told === 0 ? document : undefined;
}

/** Thousands of nested brackets overflow the parser's stack; that is the file's fault, not ours. */
function parseOrRefuse(text: string, refuse: (offset: number, problem: string) => void) {
  try {
    return parseDocument(text, { prettyErrors: false });
  } catch (error) {
    refuse(0, `cannot be read: ${error instanceof Error ? error.message : String(error)}`);
    return undefined;
  }
}

interface Found {
  readonly node: unknown;
  /** Of the value, or of the key where that is what is wrong. */
  readonly offset: number;
  readonly complete: boolean;
}

function find(document: Document, path: Path): Found {
  let node: unknown = document.contents;
  let offset = startOf(node) ?? 0;
  for (const [depth, key] of path.entries()) {
    const next = child(node, key);
    if (!next) return { node, offset, complete: false };
    const keyIsLast = depth === path.length - 1 && startOf(next.value) === undefined;
    offset = (keyIsLast ? startOf(next.key) : startOf(next.value)) ?? offset;
    node = next.value;
  }
  return { node, offset, complete: true };
}

function child(node: unknown, key: PropertyKey): { key?: unknown; value: unknown } | undefined {
  if (isSeq(node)) {
    const value = node.items[Number(key)];
    return value === undefined ? undefined : { value };
  }
  if (!isMap(node)) return undefined;
  return node.items.find((pair) => isScalar(pair.key) && String(pair.key.value) === String(key));
}

function startOf(node: unknown): number | undefined {
  return isNode(node) ? node.range?.[0] : undefined;
}

function offsetIn(document: Document, path: Path): number {
  return path.length === 0 ? 0 : find(document, path).offset;
}

function rawIn({ file, start }: YamlPart, document: Document, path: Path) {
  const { node, complete } = find(document, path);
  if (!complete || !isNode(node) || !node.range) return undefined;
  const offset = start + node.range[0];
  return { text: file.text.slice(offset, start + node.range[1]), offset };
}

/** zod's words, shorter and with what to do; one line for each unknown field. */
function explain(issue: z.core.$ZodIssue): { path: Path; problem: string }[] {
  const { path } = issue;
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => ({ path: [...path, key], problem: "unknown field" }));
  }
  return [{ path, problem: explainOne(issue) }];
}

function explainOne(issue: z.core.$ZodIssue): string {
  const { input } = issue;
  if (input === undefined && issue.code === "invalid_type") return "is missing";
  if (input === null) return "is empty";
  if (issue.code === "invalid_key") return `is no name allowed here: ${issue.issues[0]?.message}`;
  if (issue.code === "invalid_type" && issue.expected === "string" && typeof input === "number") {
    return "write it in quotes: YAML reads it as a number";
  }
  if (issue.code === "invalid_value" && issue.values.length > MAX_LISTED) {
    return `${JSON.stringify(input)} is not one of the ${issue.values.length} values known here`;
  }
  if (typeof input === "string" && issue.code === "too_small") {
    return `write at least ${issue.minimum} characters (found ${input.length})`;
  }
  if (typeof input === "string" && issue.code === "too_big") {
    return `write at most ${issue.maximum} characters (found ${input.length})`;
  }
  if (Array.isArray(input) && issue.code === "too_small") {
    return `list at least ${issue.minimum} (found ${input.length})`;
  }
  return issue.message;
}
