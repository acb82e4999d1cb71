// Markdown as the chat shows it: words and lines, no markup.
import { normalise } from "./normalise.ts";
import { type Token, tokenise } from "./tokens.ts";

/** The line under a table head, and rules between paragraphs. */
const RULE = /^(?=.*(?:\||---))[\s|:-]*-[\s|:-]*$/;
const OWN_LINE = /^\s*(?:[-*+] |\d+[.)] |\||#{1,6} |>)/;
const HAN_OR_STOP = /[\p{Script=Han}，。！？；：、（）「」《》“”…—]/u;

/** The part a bot says: everything before the first `## ` heading. */
export function leadOf(body: string): string {
  const heading = body.search(/^## /m);
  return (heading < 0 ? body : body.slice(0, heading)).trim();
}

/** What stands under a `## ` heading, without it; undefined where there is none of these words. */
export function partUnder(body: string, heading: string): string | undefined {
  const part = body
    .split(/^## /m)
    .find((one, index) => index > 0 && one.split("\n", 1)[0]?.trim() === heading);
  return part?.slice(part.split("\n", 1)[0]?.length).trim();
}

/**
 * The part below a heading that shares most words with a question, the first where none does; undefined for a page without
 * headings.
 */
export function partFor(body: string, question: string): string | undefined {
  return sortedFor(partsIn(body), question)[0]?.text;
}

export interface Part {
  readonly text: string;
  readonly heading: string;
  /** Whether it has more in common with the question than single characters. */
  readonly isRelated: boolean;
}

/** The parts of a body, those first that have most in common with a question; else in their order. */
export function sortedFor(parts: readonly WrittenPart[], question: string): Part[] {
  const asked = new Map(tokenise(normalise(question)).map(({ term, kind }) => [term, kind]));
  return parts
    .map(({ text, heading, normalised }) => {
      const shared = termsIn(normalised, asked);
      const isRelated = shared.some((term) => asked.get(term) !== "char");
      return { text, heading, isRelated, shared: shared.length };
    })
    .sort((a, b) => b.shared - a.shared);
}

/** A part under a heading, as it is compared with questions. */
export interface WrittenPart {
  readonly text: string;
  readonly heading: string;
  readonly normalised: string;
}

/** Every part of a body under a heading, in their order. */
export function partsIn(body: string): WrittenPart[] {
  return body
    .split(/^(?=## )/m)
    .filter((part) => part.startsWith("## "))
    .map((part) => ({
      text: part.trim(),
      heading: plainText(part.slice(3).split("\n", 1)[0] ?? ""),
      normalised: normalise(part),
    }));
}

/** Those of some terms that a text has. A question has few, and a part too many to take it apart for each question. */
function termsIn(normalised: string, terms: ReadonlyMap<string, Token["kind"]>): string[] {
  let own: ReadonlySet<string> | undefined;
  const isWord = (term: string) => {
    own ??= new Set(tokenise(normalised).flatMap(({ term: one, kind }) => (kind === "word" ? [one] : [])));
    return own.has(term);
  };
  return [...terms].flatMap(([term, kind]) =>
    (kind === "word" ? isWord(term) : normalised.includes(term)) ? [term] : [],
  );
}

/**
 * Links become their text, emphasis goes, list markers stay as `1. ` and `· `, each table row is a line.
 * Lines that Markdown would run together are joined, without a blank between Chinese characters.
 */
export function plainText(markdown: string): string {
  const lines: string[] = [];
  let open = false;
  for (const source of markdown.split("\n")) {
    if (RULE.test(source)) continue;
    const line = plainLine(source);
    const previous = lines.at(-1);
    if (open && line !== "" && !OWN_LINE.test(source) && previous !== undefined) {
      lines[lines.length - 1] = join(previous, line.trim());
    } else lines.push(line);
    open = line !== "" && !/^\s*(?:\||#{1,6} )/.test(source) && !/(?: {2}|\\)$/.test(source);
  }
  return lines
    .join("\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}

function join(before: string, after: string): string {
  const bound = HAN_OR_STOP.test(before.at(-1) ?? "") || HAN_OR_STOP.test(after.at(0) ?? "");
  return bound ? before + after : `${before} ${after}`;
}

function plainLine(source: string): string {
  const row = /^\s*\|(.*)\|\s*$/.exec(source)?.[1];
  const block =
    row === undefined
      ? source
          .replace(/^\s*#{1,6} +/, "")
          .replace(/^\s*> ?/, "")
          .replace(/^(\s*)[-*+] +/, "$1· ")
          .replace(/^(\s*)(\d+)[.)] +/, "$1$2. ")
      : row
          .split("|")
          .map((cell) => cell.trim())
          .join("：");
  return plainInline(block).trimEnd();
}

/** Signs that a backslash keeps from being markup, each in the place of one that nobody types. */
const ESCAPED = /\\([\\`*_{}[\]()#+.!|>~-])/g;
const FIRST_KEPT = 0xe000;
const KEPT = /[\ue000-\ue07f]/g;

function plainInline(text: string): string {
  return text
    .replace(ESCAPED, (_, sign: string) => String.fromCharCode(FIRST_KEPT + sign.charCodeAt(0)))
    .replace(/\s*\{#[a-z0-9-]+\}/g, "")
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replace(/(?<!\*)\*{3}(?![\s*])([^*\n]+)(?<!\s)\*{3}(?!\*)/g, "$1")
    .replace(/(?<!~)~~(?![\s~])([^~\n]+)(?<!\s)~~(?!~)/g, "$1")
    .replace(/(?<!\*)\*\*(?!\*)([^*\n]+)\*\*(?!\*)/g, "$1")
    .replace(/(?<![*\w])\*([^*\s](?:[^*\n]*[^*\s])?)\*(?![*\w])/g, "$1")
    .replace(/(?<![\w_])_([^_\s](?:[^_\n]*[^_\s])?)_(?![\w_])/g, "$1")
    .replace(/`([^`\n]+)`/g, "$1")
    .replace(/\\$/, "")
    .replace(KEPT, (sign) => String.fromCharCode(sign.charCodeAt(0) - FIRST_KEPT));
}
