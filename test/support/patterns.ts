// Every regular expression of the code: as written in the source, and as met while the code reads text.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

export interface Pattern {
  readonly source: string;
  readonly flags: string;
  /** Where it is written; absent for those met while running. */
  readonly file?: string;
  /** Characters of the longest text it read while it was watched. */
  readonly longest?: number;
}

const LITERAL =
  /(?<=[=(,:[!&|?{;\n]\s*|return\s+|=>\s*)\/(?![/*])((?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n[])+)\/([dgimsuvy]*)/g;
const COMMENT = /^\s*(?:\/\/|\/?\*).*$/gm;

/** The literals in all files of these folders. */
export function writtenPatterns(folders: readonly string[]): Pattern[] {
  return folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((path) => path.endsWith(".ts"))
      .flatMap((path) => {
        const file = join(folder, path);
        const code = readFileSync(file, "utf8").replace(COMMENT, "");
        return [...code.matchAll(LITERAL)].flatMap(([, source = "", flags = ""]) =>
          isPattern(source, flags) ? [{ source, flags, file }] : [],
        );
      }),
  );
}

function isPattern(source: string, flags: string): boolean {
  try {
    return new RegExp(source, flags) !== undefined;
  } catch {
    return false;
  }
}

/** Runs the job and answers every expression that read a text meanwhile, wherever it came from. */
export async function patternsUsedBy(job: () => unknown): Promise<Pattern[]> {
  const used = new Map<string, { source: string; flags: string; longest: number }>();
  const known = new WeakMap<RegExp, { longest: number }>();
  const seenOf = (pattern: RegExp) => {
    const { source, flags } = pattern;
    const key = `${source}/${flags}`;
    const seen = used.get(key) ?? { source, flags, longest: 0 };
    used.set(key, seen);
    known.set(pattern, seen);
    return seen;
  };
  const original = RegExp.prototype.exec;
  RegExp.prototype.exec = function exec(this: RegExp, text: string) {
    const seen = known.get(this) ?? seenOf(this);
    if (text.length > seen.longest) seen.longest = text.length;
    return original.call(this, text);
  };
  try {
    await job();
  } finally {
    RegExp.prototype.exec = original;
  }
  return [...used.values()];
}

/**
 * Whether an unbounded repetition stands inside another, as in `(a+)+`: the one shape whose time can grow
 * exponentially with the text. Harmless is a group that begins or ends with a character that nothing repeated
 * inside can match, as in `([a-z]+\\.)+`: there is only one way to cut a text into rounds.
 */
export function hasNestedRepetition({ source }: Pattern): boolean {
  const groups: Group[] = [{ pieces: [], repeated: [] }];
  for (const [, piece = "", repeats = ""] of source.matchAll(PIECE)) {
    if (piece === "(") {
      groups.push({ pieces: [], repeated: [] });
      continue;
    }
    const closed = piece === ")" ? groups.pop() : undefined;
    if (closed && repeats !== "" && closed.repeated.length > 0 && !isSeparated(closed)) return true;
    const group = groups.at(-1);
    group?.pieces.push(closed || repeats !== "" ? "" : piece);
    group?.repeated.push(...(closed?.repeated ?? []), ...(repeats !== "" && !closed ? [piece] : []));
  }
  return false;
}

interface Group {
  /** In order; empty for what is repeated, optional or a group. */
  readonly pieces: string[];
  /** What repeats without a bound inside, however deep. */
  readonly repeated: string[];
}

function isSeparated({ pieces, repeated }: Group): boolean {
  if (pieces.includes("|")) return false;
  const inner = pieces.slice(pieces[0] === "?" && pieces[1] === ":" ? 2 : 0);
  return [inner[0], inner.at(-1)].some((piece) => {
    const character = /^\\?([^\w\\?[])$|^(\w)$/.exec(piece ?? "");
    const separator = character?.[1] ?? character?.[2];
    return separator !== undefined && !repeated.some((one) => new RegExp(`^${one}$`, "s").test(separator));
  });
}

/** An escape, a class, a bracket or a character, and `+`, `*` or `{n,}` behind it. */
const PIECE = /(\\.|\[(?:\\.|[^\]\\])*\]|[^\\[])([+*]|\{\d+,\})?/gs;

/** Short texts made of what the pattern looks for, each of which repeated may be hard for it. */
export function fuelFor({ source }: Pattern): string[] {
  const plain = source
    .replace(/\\d/g, "1")
    .replace(/\\s/g, " ")
    .replace(/\\w/g, "a")
    .replace(/\\p\{[^}]*\}/g, "换")
    .replace(/\\[bBn]/g, "")
    .replace(/\(\?<?[=!:]/g, " ");
  const words = plain.split(/[()|[\]{}?*+^$\\.]+/).filter((word) => word !== "");
  const characters = [...new Set(words.join(""))];
  return [
    ...new Set([
      ...words.slice(0, MOST_WORDS),
      ...characters.slice(0, MOST_WORDS),
      words.slice(0, 3).join("") || "a",
      "1",
      " ",
      "换",
      "a",
      "-",
    ]),
  ];
}

const MOST_WORDS = 12;
