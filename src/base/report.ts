// How every command ends when it cannot go on: one message for the person at the keyboard, exit 1.
import { ContentError } from "../../bot/reading/content-error.ts";
import { StartError } from "./errors.ts";

/** Expected problems print their message alone; anything else is a defect and keeps its stack. */
export function reportAndExit(error: unknown): never {
  const expected = error instanceof StartError || error instanceof ContentError;
  const text = expected
    ? error.message
    : error instanceof Error
      ? (error.stack ?? error.message)
      : String(error);
  process.stderr.write(`${text}\n`);
  process.exit(1);
}
