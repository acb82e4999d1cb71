// YAML as content is written every day, read many times faster than by the library; whatever else stands there is left to it.
import { Document, type Node, Pair, Scalar, YAMLMap, YAMLSeq } from "yaml";

/** A line that says something: neither blank nor a comment. */
interface Line {
  /** Columns before its first sign. */
  readonly indent: number;
  /** Offset of the first sign. */
  readonly from: number;
  /** Offset behind the last sign. */
  readonly to: number;
}

interface Reading {
  readonly text: string;
  readonly lines: readonly Line[];
  /** The line to read next. */
  next: number;
}

type Fields = YAMLMap<Scalar, Node>;

/** Other kinds of line end, tabs, anything before or after the one document, and comments that stand further in. */
const NOT_EVERYDAY = /[\t\r\u0085\u2028\u2029\ufeff]|^(?:---|\.\.\.|%| +#)/m;
const KEY = /[\w\u4e00-\u9fff][\w./\u4e00-\u9fff-]*:(?: (?! )|(?=\n|$))/y;
const QUOTED = /"(?:[^"\\\n]|\\["\\])*"|'[^'\n]*'/y;
/** A text without quotes begins with no sign that YAML has a use for, and holds none. */
const PLAIN = /[^\s[\]{},#&*!|>'"%@`?:~-](?: *(?:[^ \n:#]|:(?! |\n|$)|(?<! )#))*/y;
const PLAIN_IN_FLOW = /[^\s[\]{},#&*!|>'"%@`?:~-](?: *[^ \n:#[\]{},])*/y;
const WHOLE_NUMBER = /^(?:0|[1-9]\d{0,14})$/;
/** What YAML takes for a number or nothing, and a little more. */
const PERHAPS_NO_TEXT = /^(?:[+.]?[\d.]*(?:e[+-]?\d*)?|0[ox].*|[+.]*(?:inf|nan)|null|true|false)$/i;

/**
 * The same document as the library's `parseDocument` makes, each node at the same place; undefined where the text holds
 * anything unusual or wrong, so that only the library says what is wrong.
 */
export function readEverydayYaml(text: string): Document | undefined {
  if (NOT_EVERYDAY.test(text)) return undefined;
  const reading: Reading = { text, lines: sayingLines(text), next: 0 };
  const contents = readBlock(reading, 0);
  if (!contents || reading.next < reading.lines.length) return undefined;
  const document = new Document();
  document.contents = contents;
  return document;
}

function sayingLines(text: string): Line[] {
  const lines: Line[] = [];
  for (let start = 0; start < text.length; ) {
    const newline = text.indexOf("\n", start);
    const to = newline < 0 ? text.length : newline;
    const from = afterSpaces(text, start);
    if (from < to && text[from] !== "#") lines.push({ indent: from - start, from, to });
    start = to + 1;
  }
  return lines;
}

/** What stands at one indent, from the next line on. */
function readBlock(reading: Reading, indent: number): Node | undefined {
  const line = reading.lines[reading.next];
  if (!line || line.indent !== indent) return undefined;
  return isItem(reading, line) ? readItems(reading, line) : readFields(reading, indent, line.from);
}

function isItem({ text }: Reading, { from }: Line): boolean {
  return text[from] === "-" && text[from + 1] === " ";
}

function readItems(reading: Reading, { indent, from }: Line): Node | undefined {
  const { text, lines } = reading;
  const list = new YAMLSeq<Node>();
  for (let line = lines[reading.next]; line && line.indent >= indent; line = lines[reading.next]) {
    if (line.indent > indent || !isItem(reading, line)) return undefined;
    const at = line.from + 2;
    const isMap = matchAt(KEY, text, at) !== undefined;
    const item = isMap ? readFields(reading, indent + 2, at) : readInline(reading, at, line.to, indent);
    if (!item) return undefined;
    list.items.push(item);
  }
  return placed(list, from, behind(text, list.items.at(-1)));
}

/** The fields of a map. The first begins at `at`: behind the hyphen, where the map is an item of a list. */
function readFields(reading: Reading, indent: number, at: number): Node | undefined {
  const { text, lines } = reading;
  const map: Fields = new YAMLMap();
  let from = at;
  for (let line = lines[reading.next]; line; line = lines[reading.next]) {
    const key = readKey(text, from, map);
    const value = key && readValue(reading, key.behind, line.to, indent);
    if (!value) return undefined;
    map.items.push(new Pair(key.name, value));
    const following = lines[reading.next];
    if (!following || following.indent < indent) break;
    if (following.indent > indent || isItem(reading, following)) return undefined;
    from = following.from;
  }
  return placed(map, at, behind(text, map.items.at(-1)?.value));
}

/** Undefined for what is no everyday name, or stands in the map already; `behind` is the offset of its value. */
function readKey(text: string, at: number, { items }: Fields): { name: Scalar; behind: number } | undefined {
  const written = matchAt(KEY, text, at);
  const name = written?.trimEnd().slice(0, -1);
  if (written === undefined || name === undefined) return undefined;
  if (typeof plainValue(name) !== "string" || name === "__proto__") return undefined;
  if (items.some(({ key }) => key.value === name)) return undefined;
  return { name: placed(new Scalar(name), at, at + name.length), behind: at + written.length };
}

/** On the line of its key, or on the lines below it, further in. */
function readValue(reading: Reading, at: number, to: number, indent: number): Node | undefined {
  if (at < to) return readInline(reading, at, to, indent);
  reading.next += 1;
  const below = reading.lines[reading.next];
  return below && below.indent > indent ? readBlock(reading, below.indent) : undefined;
}

/** What fills the rest of its line, or a text of several lines that stands below it as it is to be read. */
function readInline(reading: Reading, at: number, to: number, indent: number): Node | undefined {
  const { text } = reading;
  if (text[at] === "|") return to === at + 1 ? readLines(reading, at, indent) : undefined;
  reading.next += 1;
  const node = readOneLine(text, at);
  return node && endOf(node) === to ? node : undefined;
}

function readOneLine(text: string, at: number): Node | undefined {
  if (text[at] === "[") return readFlowList(text, at);
  return text[at] === "{" ? readFlowMap(text, at) : readScalar(text, at, PLAIN);
}

function readScalar(text: string, at: number, plain: RegExp): Node | undefined {
  const quoted = matchAt(QUOTED, text, at);
  if (quoted !== undefined) {
    const inner = quoted.slice(1, -1);
    const value = quoted.startsWith('"') ? inner.replaceAll(/\\(.)/g, "$1") : inner;
    return placed(new Scalar(value), at, at + quoted.length);
  }
  const written = matchAt(plain, text, at) ?? "";
  const value = plainValue(written);
  return value === undefined ? undefined : placed(new Scalar(value), at, at + written.length);
}

function plainValue(written: string): string | number | boolean | undefined {
  if (written === "true" || written === "false") return written === "true";
  if (WHOLE_NUMBER.test(written)) return Number(written);
  return PERHAPS_NO_TEXT.test(written) ? undefined : written;
}

/** `[one, two]` on one line. */
function readFlowList(text: string, at: number): Node | undefined {
  const list = new YAMLSeq<Node>();
  let next = afterSpaces(text, at + 1);
  while (text[next] !== "]") {
    const item = readScalar(text, next, PLAIN_IN_FLOW);
    if (!item) return undefined;
    list.items.push(item);
    next = afterPart(text, item, "]");
  }
  return placed(list, at, next + 1);
}

/** `{ one: 1, two: 2 }` on one line. */
function readFlowMap(text: string, at: number): Node | undefined {
  const map: Fields = new YAMLMap();
  let next = afterSpaces(text, at + 1);
  while (text[next] !== "}") {
    const key = readKey(text, next, map);
    const value = key && readScalar(text, key.behind, PLAIN_IN_FLOW);
    if (!value) return undefined;
    map.items.push(new Pair(key.name, value));
    next = afterPart(text, value, "}");
  }
  return placed(map, at, next + 1);
}

/** The offset of the next part, of the end, or where nothing can be read, as neither stands there. */
function afterPart(text: string, part: Node, close: string): number {
  const next = afterSpaces(text, endOf(part));
  if (text[next] === ",") return afterSpaces(text, next + 1);
  return text[next] === close ? next : text.length;
}

/** `key: |` and the lines below it. */
function readLines(reading: Reading, at: number, indent: number): Node | undefined {
  const { text, lines } = reading;
  reading.next += 1;
  const first = lines[reading.next];
  if (!first || first.indent <= indent) return undefined;
  let last = first;
  for (let line: Line | undefined = first; line && line.indent > indent; line = lines[reading.next]) {
    last = line;
    reading.next += 1;
  }
  const margin = " ".repeat(first.indent);
  const isWithin = (line: string) => line.startsWith(margin);
  const written = text.slice(at + 2, last.to).split("\n");
  const following = text.slice(last.to, lines[reading.next]?.from).split("\n").slice(1);
  if (!written[0] || !written.every((line) => !line || isWithin(line))) return undefined;
  if (following.length === 0 || following.some(isWithin)) return undefined;
  const value = written.map((line) => `${line.slice(first.indent)}\n`).join("");
  return placed(new Scalar(value), at, last.to + 1);
}

function matchAt(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}

function afterSpaces(text: string, at: number): number {
  let next = at;
  while (text[next] === " ") next += 1;
  return next;
}

function placed<T extends Node>(node: T, start: number, end: number): T {
  node.range = [start, end, end];
  return node;
}

function endOf(node: Node): number {
  return node.range?.[1] ?? 0;
}

/** Where a list or fields end whose last part is `node`: the library counts the end of its line in. */
function behind(text: string, node: Node | null | undefined): number {
  const end = node ? endOf(node) : 0;
  return text[end] === "\n" && text[end - 1] !== "\n" ? end + 1 : end;
}
