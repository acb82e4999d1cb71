// The texts of `huanka --help`, of a group's and of a command's.
import type { Command, Options } from "./command.ts";
import { type Listed, WANTS, type Want } from "./registry.ts";

const GLOBAL_OPTIONS = { help: { type: "boolean", says: "says this" } } as const satisfies Options;

/** All commands, under what one wants. */
export async function overview(commands: readonly Listed[]): Promise<string> {
  const rows = await rowsOf(commands);
  const width = Math.max(...rows.map(({ name }) => name.length));
  const parts = (Object.keys(WANTS) as Want[]).map((want) => {
    const own = rows.filter((row) => row.want === want);
    return [WANTS[want], ...own.map(({ name, says }) => `  ${name.padEnd(width)}  ${says}`)].join("\n");
  });
  return [
    "huanka <command>: 换卡助手, a support bot and help center",
    ...parts,
    "`huanka <command> --help` says more, with options and examples.\n" +
      "Also as `npx huanka <command>` and `npm run -s huanka -- <command>`.\n" +
      "Exit codes: 0 fine, 1 found a problem, 2 wrong usage.",
  ].join("\n\n");
}

/** The commands that share a first word, such as `content`. */
export async function groupHelp(group: string, commands: readonly Listed[]): Promise<string> {
  const rows = await rowsOf(commands.filter(({ name }) => name.startsWith(`${group} `)));
  const lines = rows.map(
    ({ name, usage, says }) => [`  ${`huanka ${name} ${usage}`.trimEnd()}`, says] as const,
  );
  return `huanka ${group} …\n\n${aligned(lines)}`;
}

export function commandHelp(name: string, command: Command): string {
  const { says, options, examples = [] } = command;
  const all: Options = { ...options, ...GLOBAL_OPTIONS };
  const lines = Object.entries(all).map(([option, { value, says: what }]) => {
    return [`  --${option}${value === undefined ? "" : ` ${value}`}`, what] as const;
  });
  const shown = examples.map((example) => `  huanka ${example}`);
  return [
    `${usageLine(name, command)}\n${says}`,
    `Options\n${aligned(lines)}`,
    ...(shown.length > 0 ? [`Examples\n${shown.join("\n")}`] : []),
  ].join("\n\n");
}

/** `Usage: huanka content diff <ref>`. */
export function usageLine(name: string, { usage, options, handsOver = false }: Command): string {
  const more = handsOver || Object.keys(options).length > 0 ? "[options]" : "";
  return `Usage: ${["huanka", name, usage, more].filter((part) => part !== "").join(" ")}`;
}

async function rowsOf(commands: readonly Listed[]) {
  return Promise.all(
    commands.map(async ({ name, want, load }) => {
      const { says, usage } = await load();
      return { name, want, says, usage };
    }),
  );
}

function aligned(lines: readonly (readonly [string, string])[]): string {
  const width = Math.max(...lines.map(([left]) => left.length));
  return lines.map(([left, right]) => `${left.padEnd(width)}  ${right}`).join("\n");
}
