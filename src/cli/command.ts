// What a command is. Each is one file of src/cli/commands/<what one wants>/: the file's name is the command's.

export interface Option {
  readonly type: "boolean" | "string";
  /** What stands for the value in the help, such as `<file>`. */
  readonly value?: string;
  readonly says: string;
}
export type Options = Readonly<Record<string, Option>>;
type ValueOf<Type extends Option["type"]> = Type extends "boolean" ? boolean : string;
export type Values<O extends Options> = { readonly [Name in keyof O]?: ValueOf<O[Name]["type"]> };

export interface Command<O extends Options = Options> {
  /** One line, as `huanka --help` lists it. */
  readonly says: string;
  /**
   * What follows the name, and how much of it is taken: `<file>` is needed, `[folder]` may be left out, `[fact]…` takes
   * any number. A placeholder holds no space.
   */
  readonly usage: string;
  readonly options: O;
  /** What to type after `huanka `. */
  readonly examples?: readonly string[];
  /** Everything after the name, options and `--help` too, is for a tool that reads it by itself. */
  readonly handsOver?: boolean;
  /**
   * Answers the exit code: 0 fine, 1 found a problem, 2 wrong usage. Imports what it needs only here, so that the help
   * of all commands is read at once. Throws UsageError, StartError or ContentError with a message for whoever typed it.
   */
  run(given: { readonly positionals: readonly string[]; readonly values: Values<O> }): Promise<number>;
}

/** The command was called in a way it does not have: its message and its usage are printed, the exit code is 2. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}
