// The options of one proof on the command line: its form's own, each of the type that its value has there.
import { type ParseArgsConfig, parseArgs } from "node:util";
import type { OptionValue, Proof, ProofOptions } from "./proof.ts";

export const OF_RUNNER = {
  list: { type: "boolean", default: false },
  markdown: { type: "boolean", default: false },
  full: { type: "boolean", default: false },
  postgres: { type: "boolean", default: false },
  help: { type: "boolean", short: "h", default: false },
} as const satisfies ParseArgsConfig["options"];

export interface Asked {
  readonly names: readonly string[];
  readonly list: boolean;
  readonly markdown: boolean;
  readonly full: boolean;
  readonly postgres: boolean;
  readonly help: boolean;
  /** What was said for the one proof that was named. */
  readonly own: ProofOptions;
}

/** Names come first; `proofOf` answers the proof of a single one, whose options may follow. Throws for what it does not know. */
export function parseProve(argv: readonly string[], proofOf: (name: string) => Proof | undefined): Asked {
  const first = argv.findIndex((arg) => arg.startsWith("-"));
  const leading = first < 0 ? argv : argv.slice(0, first);
  const proof = leading.length === 1 ? proofOf(leading[0] ?? "") : undefined;
  const defaults = withoutPostgres(proof?.full.options ?? {});
  const { values, positionals } = parseArgs({
    args: argv.slice(leading.length),
    options: { ...OF_RUNNER, ...flagsOf(defaults) },
    allowPositionals: true,
  });
  const { list = false, markdown = false, full = false, postgres = false, help = false } = values;
  const given = values as Readonly<Record<string, string | boolean | undefined>>;
  const own = Object.entries(defaults).flatMap(([name, value]) => {
    const said = given[flagOf(name)];
    return said === undefined ? [] : [[name, toValue(flagOf(name), said, value)]];
  });
  return {
    names: [...leading, ...positionals],
    list,
    markdown,
    full,
    postgres,
    help,
    own: Object.fromEntries(own),
  };
}

/** `halfOpen` is said `--half-open`. */
export function flagOf(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/** The runner asks for PostgreSQL itself. */
export function withoutPostgres({ postgres: _, ...own }: ProofOptions): ProofOptions {
  return own;
}

function flagsOf(defaults: ProofOptions): NonNullable<ParseArgsConfig["options"]> {
  return Object.fromEntries(
    Object.entries(defaults).map(([name, value]) => [
      flagOf(name),
      { type: typeof value === "boolean" ? "boolean" : "string" },
    ]),
  );
}

function toValue(flag: string, said: string | boolean, like: OptionValue): OptionValue {
  if (typeof like !== "number") return said;
  const value = Number(said);
  if (said === "" || !Number.isFinite(value) || value < 0)
    throw new TypeError(`--${flag} takes a number that is not negative, not ${JSON.stringify(said)}`);
  return value;
}
