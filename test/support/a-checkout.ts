// A checkout in a folder of its own, as an installation has it: sources without what was built, packages as links.
import { spawn } from "node:child_process";
import { once } from "node:events";
import {
  chmodSync,
  chownSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  symlinkSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { freshDataDir } from "./start-process.ts";

const NOBODY = 65_534;

/** Whether `npm ci --omit=dev` brings a package, or one of its scope. */
function isForProduction(name: string): boolean {
  const { packages } = JSON.parse(readFileSync("package-lock.json", "utf8")) as {
    packages: Record<string, { dev?: true }>;
  };
  return Object.entries(packages).some(
    ([path, { dev }]) => !dev && `${path}/`.startsWith(`node_modules/${name}/`),
  );
}

/**
 * `built` brings the built files along; `without` is a package that is not installed, or `dev` for all that only
 * building and testing need.
 */
export function aCheckout(
  name: string,
  { built = false, without }: { built?: boolean; without?: string } = {},
): string {
  const dir = join(mkdtempSync(join(tmpdir(), "huanka-checkout-")), name);
  mkdirSync(dir);
  const parts = [
    "bot",
    "src",
    "content",
    "package.json",
    "tsconfig.json",
    "vite.config.ts",
    ...(built ? ["dist"] : []),
  ];
  for (const part of parts) cpSync(part, join(dir, part), { recursive: true });
  mkdirSync(join(dir, "node_modules"));
  for (const one of readdirSync("node_modules")) {
    const isLeftOut = without === "dev" ? !isForProduction(one) : one === without;
    if (!isLeftOut) symlinkSync(resolve("node_modules", one), join(dir, "node_modules", one));
  }
  return dir;
}

/**
 * Starts it, stops it as soon as it serves, and tells what it said until then. As nobody where we are root, who may write
 * everywhere.
 */
export async function startIn(
  dir: string,
  env: Readonly<Record<string, string>> = {},
  cwd = dir,
): Promise<{ output: string; serves: boolean }> {
  const asNobody = process.getuid?.() === 0 && env.AS_NOBODY ? { uid: NOBODY, gid: NOBODY } : {};
  const child = spawn(process.execPath, [join(dir, "src/cli/huanka.js"), "start"], {
    cwd,
    env: { ...process.env, PORT: "0", LOG_LEVEL: "warn", DATA_DIR: freshDataDir(), ...env },
    stdio: ["ignore", "pipe", "pipe"],
    ...asNobody,
  });
  const lines: string[] = [];
  child.stderr.on("data", (chunk: Buffer) => lines.push(chunk.toString().trimEnd()));
  const ended = once(child, "exit");
  for await (const line of createInterface({ input: child.stdout })) {
    lines.push(line);
    if (line.startsWith("huanka listening on")) child.kill("SIGTERM");
  }
  await ended;
  const output = lines.join("\n");
  return { output, serves: output.includes("huanka listening on") };
}

/** A folder for data that nobody may write, whoever runs the tests. */
export function nobodysData(): string {
  const dir = mkdtempSync(join(tmpdir(), "huanka-nobody-"));
  if (process.getuid?.() === 0) chownSync(dir, NOBODY, NOBODY);
  return dir;
}

/** Where only root may write from now on. */
export function readOnly(dir: string): string {
  chmodSync(join(dir, ".."), 0o755);
  for (const one of [dir, join(dir, "dist"), join(dir, "dist/search"), join(dir, "dist/model")]) {
    try {
      chmodSync(one, 0o555);
    } catch {
      // was not built
    }
  }
  return dir;
}
