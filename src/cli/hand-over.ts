// Hands a command over to a tool of test/, which an installation that only serves may lack.
import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { UsageError } from "./command.ts";

const ROOT = resolve(import.meta.dirname, "../..");

/** Runs `main(argv)` of a file under the project's folder. Throws UsageError when the file is not there. */
export async function handOver(runner: string, argv: readonly string[]): Promise<number> {
  const file = join(ROOT, runner);
  if (!existsSync(file)) {
    throw new UsageError(
      `This installation has no ${runner}: the folder ${dirname(runner)} comes with the source, not with what serves. Run it in a checkout.`,
    );
  }
  const tool: { main(argv: readonly string[]): Promise<number> } = await import(pathToFileURL(file).href);
  return tool.main(argv);
}
