// A PostgreSQL of one's own from the programs that are installed: in a folder, on a port, never as root.
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { chownSync, existsSync, globSync } from "node:fs";
import { delimiter, join } from "node:path";
import { createInterface } from "node:readline";
import { StartError } from "../../base/errors.ts";

/** Where Debian and Homebrew keep one version beside another, off the PATH. */
const VERSIONS = [
  "/usr/lib/postgresql/*/bin",
  "/opt/homebrew/opt/postgresql@*/bin",
  "/usr/local/opt/postgresql@*/bin",
];
/** PostgreSQL refuses to run as root; any account without rights will do. */
const UNPRIVILEGED = ["postgres", "nobody"];

/** The folder of initdb and postgres. Throws StartError that says what to install. */
export function findPostgresBin(): string {
  const versionOf = (folder: string) => Number(/\d+(?=\/bin$)/.exec(folder)?.[0]);
  const newestFirst = globSync(VERSIONS).sort((a, b) => versionOf(b) - versionOf(a));
  const folders = [...(process.env.PATH ?? "").split(delimiter), ...newestFirst];
  const found = folders.find(
    (folder) => existsSync(join(folder, "initdb")) && existsSync(join(folder, "postgres")),
  );
  if (found) return found;
  throw new StartError(
    "This needs PostgreSQL's programs initdb and postgres. Install them " +
      "(Debian and Ubuntu: apt-get install postgresql; macOS: brew install postgresql@17) or put their folder on PATH.",
  );
}

/** Whom to run it as where we are root. Throws StartError where there is nobody. */
export function unprivilegedAccount(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  for (const name of UNPRIVILEGED) {
    try {
      const id = (flag: string): number => Number(execFileSync("id", [flag, name], { stdio: "pipe" }));
      return { uid: id("-u"), gid: id("-g") };
    } catch {
      // No such account here; try the next.
    }
  }
  throw new StartError(
    "PostgreSQL does not run as root. Run this as another user, or add the user postgres.",
  );
}

/** Makes a cluster in the folder, which is empty, with the account that it belongs to. */
export function makeCluster(folder: string): {
  account: ReturnType<typeof unprivilegedAccount>;
  data: string;
} {
  const account = unprivilegedAccount();
  if (account) chownSync(folder, account.uid, account.gid);
  const data = join(folder, "data");
  const initdb = ["-D", data, "-U", "huanka", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"];
  execFileSync(join(findPostgresBin(), "initdb"), initdb, { ...account, cwd: folder, stdio: "pipe" });
  return { account, data };
}

/** Serves a new one until stopped; resolves when it takes connections. Throws StartError with what it said. */
export async function serveLocalPostgres(
  folder: string,
  port: number,
): Promise<{ url: string; stop(): Promise<void> }> {
  const { account, data } = makeCluster(folder);
  const args = ["-D", data, "-p", String(port), "-h", "127.0.0.1", "-k", folder];
  const child = spawn(join(findPostgresBin(), "postgres"), args, {
    ...account,
    cwd: folder,
    stdio: ["ignore", "ignore", "pipe"],
  });
  const ended = once(child, "exit");
  const said: string[] = [];
  for await (const line of createInterface({ input: child.stderr })) {
    said.push(line);
    if (!line.includes("ready to accept connections")) continue;
    child.stderr.resume();
    return {
      url: `postgres://huanka@127.0.0.1:${port}/postgres`,
      async stop() {
        child.kill("SIGINT");
        await ended;
      },
    };
  }
  throw new StartError(`PostgreSQL does not start:\n${said.join("\n")}`);
}
