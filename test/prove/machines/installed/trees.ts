// What an operator gets: a checkout that was built with `npm ci --omit=dev`, and the Nodes that a machine may have.
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";

/** All that a start reads, and what says what is to be installed. */
const PARTS = [
  ...["package.json", "package-lock.json", ".npmrc", "vite.config.ts"],
  ...["bot", "src", "content", "dist"],
];
/** The Node that `npm ci` brings, and npm's other name for it. */
const OWN_NODE = [`node_modules/node-${process.platform}-${process.arch}`, "node_modules/.bin/node"];
const IN_A_WORD = 300;

/** Throws what npm said where it could not install. */
export function installTree(): string {
  if (!existsSync("dist/manifest.json") && !existsSync("dist/browser"))
    throw new Error("This proof starts what was built: run `npm run build` first.");
  const tree = join(mkdtempSync(join(tmpdir(), "huanka-installed-")), "huanka");
  mkdirSync(tree);
  for (const part of PARTS) cpSync(part, join(tree, part), { recursive: true });
  npm(["ci", "--omit=dev", "--no-audit", "--no-fund", "--prefer-offline"], tree, "what `npm ci` installs");
  return tree;
}

/** As `npm ci` leaves it on machines for which no Node is brought. */
export function withoutOwnNode(tree: string): void {
  for (const part of OWN_NODE) rmSync(join(tree, part), { recursive: true, force: true });
}

/** A folder with this Node and npm alone, as the PATH of a machine has them: its own, or one that npm brings. */
export function folderWithNode(major: number): string {
  const folder = mkdtempSync(join(tmpdir(), `huanka-node-${major}-`));
  symlinkSync(
    onPath("node", (file) => versionOf(file).startsWith(`v${major}.`)) ?? brought(major, folder),
    join(folder, "node"),
  );
  const [ownNpm] = [onPath("npm", () => true)];
  if (ownNpm === undefined) throw new Error("This proof needs npm on the PATH.");
  symlinkSync(ownNpm, join(folder, "npm"));
  return folder;
}

function brought(major: number, folder: string): string {
  const name = `node-${process.platform}-${process.arch}`;
  npm(
    ["install", "--no-save", "--no-audit", "--no-fund", "--prefix", folder, `${name}@${major}`],
    folder,
    `Node ${major}, which is not on the PATH`,
  );
  return join(folder, "node_modules", name, "bin/node");
}

function npm(args: readonly string[], cwd: string, what: string): void {
  const { status, stderr, error } = spawnSync("npm", [...args], { cwd, encoding: "utf8" });
  if (status === 0) return;
  const said = (error?.message ?? stderr).trim().slice(0, IN_A_WORD);
  throw new Error(
    `This proof needs ${what}, and npm could not bring it; let it reach its registry. It said: ${said}`,
  );
}

/** The real file, so that a folder with a link to it holds it wherever it is looked at from. */
function onPath(name: string, isWanted: (file: string) => boolean): string | undefined {
  const files = (process.env.PATH ?? "").split(delimiter).map((folder) => join(folder, name));
  const found = files.find((file) => existsSync(file) && isWanted(file));
  return found && realpathSync(found);
}

function versionOf(file: string): string {
  return spawnSync(file, ["--version"], { encoding: "utf8" }).stdout ?? "";
}
