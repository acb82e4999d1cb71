// Content files before they are parsed: which of them a locale reads, their text, and the hash that names the snapshot.
import { createHash } from "node:crypto";
import { BASE_LOCALE, foldersOf, LOCALES } from "../knowledge/locale.ts";
import type { Problem, Report } from "./content-error.ts";

/** One content file as text, line ends unified to `\n`. */
export interface SourceFile {
  /** Relative to the content folder, with `/`. */
  readonly path: string;
  readonly text: string;
}

/** The same file as it lies on disk or in a repository. */
export interface RawFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

export interface SourceTree {
  readonly files: readonly SourceFile[];
  /** sha256 over the sorted paths and bytes of every file, in hex. */
  readonly hash: string;
}

export const SHARED_FILES = [
  "facts.yml",
  "not-to-route.yml",
  "companies.yml",
  "merchant-codes.yml",
  "scams.yml",
  "registry.lock",
];
export const SHARED_FOLDERS = ["providers", "calendar"];
const KIBIBYTE = 1024;
const MAX_FILE_BYTES = 256 * KIBIBYTE; // the longest article is far below; more is a file that strayed in

/** Whether a locale reads this file: a translation reads its original too; other locales do not change the hash. */
export function isRead(path: string, locale: string): boolean {
  if (SHARED_FILES.includes(path)) return true;
  if (!isWriters(path)) return false;
  const [folder = ""] = path.split("/", 1);
  return [...SHARED_FOLDERS, ...foldersOf(locale)].includes(folder);
}

/** The locale a kept tree was read for: only a translation holds files of its own beside those of zh-CN. */
export function localeOfTree({ files }: SourceTree): string {
  const translations = LOCALES.filter((locale) => locale !== BASE_LOCALE);
  return (
    translations.find((locale) => files.some(({ path }) => path.startsWith(`${locale}/`))) ?? BASE_LOCALE
  );
}

/** What a writer may have meant as content, also where its ending is another than ours: that is said, not passed over. */
const WRITTEN = /\.(?:md|markdown|ya?ml|txt)$/i;

/**
 * Whether a writer made this file. Systems and editors leave others beside it, which come and go: their names begin with
 * a sign (`.DS_Store`, `~$fee.md`, `#fee.md#`, `__MACOSX/`) or do not end as a text does (`Thumbs.db`, `4913`, `fee.md.swp`).
 */
function isWriters(path: string): boolean {
  return WRITTEN.test(path) && beginsPlainly(path);
}

function beginsPlainly(path: string): boolean {
  return path.split("/").every((name) => /^[\p{L}\p{N}]/u.test(name));
}

/**
 * Whether a link that leads to no file of the folder may be meant as content: a text, or a folder of them. Not meant are
 * an editor's lock that leads nowhere (`.#fee.md`) and the release a mounted folder stands at (`..data`).
 */
export function mayMeanContent(path: string, leadsToFolder: boolean): boolean {
  return beginsPlainly(path) && (leadsToFolder || WRITTEN.test(path));
}

/** Sorts, hashes and decodes. What is too long or no text is reported and left out. */
export function toSourceTree(raw: readonly RawFile[], report: Report): SourceTree {
  const hash = createHash("sha256");
  const sorted = [...raw].sort((a, b) => (a.path < b.path ? -1 : 1));
  const files = sorted.flatMap(({ path, bytes }) => {
    const tooLong = lengthProblem(path, bytes.length);
    if (tooLong) {
      report(tooLong);
      return [];
    }
    hash.update(`${path}\0${bytes.length}\0`).update(bytes);
    const text = decode(bytes);
    if (typeof text === "string") return [{ path, text }];
    report(atStart(path, text.problem));
    return [];
  });
  return { files, hash: hash.digest("hex") };
}

/** What is wrong with a file of this many bytes, if anything. */
export function lengthProblem(path: string, bytes: number): Problem | undefined {
  if (bytes <= MAX_FILE_BYTES) return undefined;
  const size = `has ${Math.ceil(bytes / KIBIBYTE)} KiB`;
  return atStart(path, `${size}; at most ${MAX_FILE_BYTES / KIBIBYTE} KiB are read`);
}

/**
 * The names of articles and FAQs that lie in a tree, those that could not be parsed too. A link to a broken file is not a second fault, so links are compared with paths, not with what was
 * parsed.
 */
export function pageSlugs(paths: ReadonlySet<string>): ReadonlySet<string> {
  return new Set(
    [...paths].flatMap((path) => /\/(?:faqs|articles\/[^/]+)\/([^/]+)\.md$/.exec(path)?.[1] ?? []),
  );
}

/** Where an offset into a file's text stands, as a problem to report. */
export function problemAt(file: SourceFile, offset: number, field: string, problem: string): Problem {
  const before = file.text.slice(0, offset);
  const line = before.split("\n").length;
  return { file: file.path, line, column: offset - before.lastIndexOf("\n"), field, problem };
}

/** A problem of a file as a whole. */
export function atStart(path: string, problem: string): Problem {
  return { file: path, line: 1, column: 1, field: "file", problem };
}

function decode(bytes: Uint8Array): string | { readonly problem: string } {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) {
    return { problem: "begins with a byte order mark: save it as UTF-8 without BOM" };
  }
  if (bytes.includes(0)) return { problem: "holds a NUL byte: this is not a text file" };
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes).replaceAll("\r\n", "\n");
  } catch {
    return { problem: "is not valid UTF-8: save it as UTF-8" };
  }
}
