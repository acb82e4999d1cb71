// `huanka <command>`: finds the command, reads what was typed for it, runs it, and says in one message why it cannot.
import { parseArgs } from "node:util";
import { ContentError } from "../../bot/reading/content-error.ts";
import manifest from "../../package.json" with { type: "json" };
import { StartError } from "../base/errors.ts";
import { type Command, type Options, UsageError } from "./command.ts";
import { fileTrouble } from "./file-trouble.ts";
import { commandHelp, groupHelp, overview, usageLine } from "./help.ts";
import { type Listed, listCommands } from "./registry.ts";
import { suggest } from "./suggest.ts";

const { version } = manifest;
const WRONG_USAGE = 2;
const HELP = ["--help", "-h", "help"];

/** Answers the exit code. Ends the process itself after a problem that a command threw. */
export async function main(argv: readonly string[]): Promise<number> {
  const commands = listCommands();
  const [first = "--help", ...rest] = argv;
  const about = rest.filter((word) => !HELP.includes(word));
  if (HELP.includes(first)) {
    return about.length > 0 ? main([...about, "--help"]) : print(await overview(commands));
  }
  if (first === "--version") return print(`huanka ${version}, Node ${process.version}`);
  const listed = find(commands, argv);
  if (listed) return runCommand(listed, argv.slice(listed.name.split(" ").length));
  const isGroup = commands.some(({ name }) => name.startsWith(`${first} `));
  if (isGroup && rest.length <= 1 && rest.every((word) => HELP.includes(word))) {
    return print(await groupHelp(first, commands), rest.length === 0 ? WRONG_USAGE : 0);
  }
  return refuse(unknown(argv, commands, isGroup ? first : undefined));
}

/** Two words before one: no command is the first word of another. */
function find(commands: readonly Listed[], argv: readonly string[]): Listed | undefined {
  const typed = [argv.slice(0, 2).join(" "), argv[0]];
  return commands.find(({ name }) => typed.includes(name));
}

async function runCommand({ name, load }: Listed, argv: readonly string[]): Promise<number> {
  const command = await load();
  if (!command.handsOver && argv.some((word) => word === "--help" || word === "-h")) {
    return print(commandHelp(name, command));
  }
  try {
    return await command.run(command.handsOver ? { positionals: argv, values: {} } : parse(command, argv));
  } catch (error) {
    if (error instanceof UsageError) return refuse(`${error.message}\n${usageLine(name, command)}`);
    return reportAndExit(error);
  }
}

function parse({ options, usage }: Command, argv: readonly string[]): Parameters<Command["run"]>[0] {
  const read = { args: [...argv], options, allowPositionals: true } as const;
  for (const token of parseArgs({ ...read, strict: false, tokens: true }).tokens) {
    if (token.kind === "option") checkOption(options, token);
  }
  const { values, positionals } = parseArgs(read);
  const [least, most] = wordsTaken(usage);
  if (positionals.length < least) throw new UsageError(`It needs ${usage}.`);
  if (positionals.length > most) {
    throw new UsageError(
      `${JSON.stringify(positionals[most])} is too much: it takes ${usage || "no words"}.`,
    );
  }
  return { values, positionals };
}

function checkOption(options: Options, typed: { name: string; rawName: string; value?: string | undefined }) {
  const { name, rawName, value } = typed;
  const option = Object.hasOwn(options, name) ? options[name] : undefined;
  if (!option) throw new UsageError(unknownOption(rawName, Object.keys(options)));
  if (option.type === "boolean" && value !== undefined) throw new UsageError(`${rawName} takes no value.`);
  if (option.type === "string" && (value === undefined || value.startsWith("-"))) {
    throw new UsageError(`${rawName} needs a value: ${rawName} ${option.value ?? "<value>"}.`);
  }
}

/** How many words a usage asks for and how many it allows. */
function wordsTaken(usage: string): readonly [number, number] {
  const words = usage.split(" ").filter((word) => word !== "");
  const least = words.filter((word) => word.startsWith("<")).length;
  return [least, words.some((word) => word.endsWith("…")) ? Number.POSITIVE_INFINITY : words.length];
}

function unknownOption(typed: string, known: readonly string[]): string {
  const near = suggest(typed.replace(/^-+/, ""), known).map((name) => `--${name}`);
  return `There is no option ${typed}.${near.length > 0 ? ` Did you mean ${near.join(" or ")}?` : ""}`;
}

function unknown(argv: readonly string[], commands: readonly Listed[], group: string | undefined): string {
  const words = argv.filter((word) => !word.startsWith("-"));
  const names = commands.map(({ name }) => name);
  const firsts = [...new Set(names.map((name) => name.split(" ")[0] ?? ""))];
  const two = words.slice(0, 2).join(" ");
  const near = [
    ...suggest(two, names),
    ...suggest(words[0] ?? "", group === undefined ? [...firsts, ...names] : []),
  ];
  const own = names.filter((name) => name.startsWith(`${group} `));
  const meant = [...new Set(near.length > 0 ? near : own)].map((name) => `huanka ${name}`);
  const typed = group === undefined ? (words[0] ?? argv[0]) : two;
  const hint = meant.length > 0 ? ` Did you mean ${meant.join(" or ")}?` : "";
  return `There is no command ${JSON.stringify(typed)}.${hint}\n\`huanka --help\` lists all.`;
}

function print(text: string, code = 0): number {
  console.log(text);
  return code;
}

function refuse(text: string): number {
  console.error(text);
  return WRONG_USAGE;
}

/** Expected problems print their message alone; anything else is a defect and keeps its stack. */
function reportAndExit(error: unknown): never {
  const isExpected = error instanceof StartError || error instanceof ContentError;
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`${isExpected ? error.message : (fileTrouble(error) ?? stack)}\n`);
  process.exit(1);
}
