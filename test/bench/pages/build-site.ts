// Installs another site generator into a folder outside the repository and has it build its site there.
import { execFile } from "node:child_process";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import type { Generator } from "./generators.ts";
import type { SameArticle } from "./same-articles.ts";

const run = promisify(execFile);
/** Nobody is told that it was run. */
const SILENT = { ASTRO_TELEMETRY_DISABLED: "1", NO_COLOR: "1" };

/**
 * The built files by name. What is installed is kept under its versions, so that a second run needs no registry; what is
 * built is built anew. Throws a clear sentence.
 */
export async function buildSite(
  generator: Generator,
  articles: readonly SameArticle[],
  folder: string,
): Promise<ReadonlyMap<string, Buffer>> {
  const home = join(folder, generator.packages.join("+").replaceAll(/[^\w.+-]/g, "-"));
  try {
    await install(generator, home);
    for (const [name, text] of generator.files(articles)) await put(join(home, name), text);
    await rm(join(home, generator.out), { recursive: true, force: true });
    await run(process.execPath, [...generator.build], { cwd: home, env: { ...process.env, ...SILENT } });
    return await filesUnder(join(home, generator.out));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(
      `${generator.name} could not be installed or built in ${home}, so nothing was compared. This needs npm and a package registry; --alone measures huanka by itself: ${why}`,
    );
  }
}

async function install({ packages }: Generator, home: string): Promise<void> {
  const done = join(home, "installed");
  if ((await readFile(done, "utf8").catch(() => "")) === packages.join("\n")) return;
  await put(join(home, "package.json"), '{ "private": true, "type": "module" }\n');
  const options = ["--ignore-scripts", "--no-audit", "--no-fund", "--save-exact"];
  await run("npm", ["install", ...options, ...packages], { cwd: home });
  await writeFile(done, packages.join("\n"));
}

async function put(file: string, text: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
}

async function filesUnder(folder: string): Promise<ReadonlyMap<string, Buffer>> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = found.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
  return new Map(
    await Promise.all(
      paths.map(async (path) => [path.slice(folder.length + 1), await readFile(path)] as const),
    ),
  );
}
