// Which commands there are: the files of src/cli/commands, in folders by what one wants. Nothing else lists them.
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Command } from "./command.ts";

const FOLDER = join(import.meta.dirname, "commands");

/** The folders, in the order of the help, with what one wants there. */
export const WANTS = {
  run: "Run it and try it",
  write: "Write what it says",
  operate: "Operate it",
  develop: "Develop it",
} as const;
export type Want = keyof typeof WANTS;

export interface Listed {
  /** As it is typed after `huanka`: `facts-impact.ts` is `facts impact`. */
  readonly name: string;
  readonly want: Want;
  /** Imports this command and no other. */
  load(): Promise<Command>;
}

export function listCommands(): readonly Listed[] {
  return (Object.keys(WANTS) as Want[]).flatMap((want) =>
    readdirSync(join(FOLDER, want))
      .filter((file) => file.endsWith(".ts"))
      .sort()
      .map((file) => ({
        name: file.slice(0, -".ts".length).replace("-", " "),
        want,
        load: async () => {
          const module: { command: Command } = await import(pathToFileURL(join(FOLDER, want, file)).href);
          return module.command;
        },
      })),
  );
}
