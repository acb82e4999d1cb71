// The proxy of deploy/nginx.conf as it stands, but for names, certificate and places that a test's machine does not have.
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { freePort } from "./free-port.ts";

const SITE = "deploy/nginx.conf";
const LOOK_MS = 50;
/** Where Debian keeps it, off the PATH of those who are not root. */
const BESIDE_PATH = ["/usr/sbin", "/usr/local/sbin", "/opt/homebrew/bin"];

/** Throws a sentence that says what to install. */
export function findNginx(): string {
  const folders = [...(process.env.PATH ?? "").split(delimiter), ...BESIDE_PATH];
  const found = folders.map((folder) => join(folder, "nginx")).find((file) => existsSync(file));
  if (found !== undefined) return found;
  throw new Error(
    "This proof needs nginx. Install it, on Debian: apt-get install nginx; macOS: brew install nginx",
  );
}

export interface Changed {
  /** Ports of the nodes on this machine. */
  readonly nodes: readonly number[];
  readonly port: number;
  readonly cache: string;
  /** How long a node drains; connections to it are let go of before. */
  readonly drainSeconds: number;
}

/** The site with plain http on a port of its own. Throws when what is to be changed does not stand there any more. */
export function siteFor({ nodes, port, cache, drainSeconds }: Changed): string {
  const servers = nodes.map((node) => `server 127.0.0.1:${node} max_fails=0;`).join("\n    ");
  const changes: readonly (readonly [RegExp, string])[] = [
    [/server 127\.0\.0\.1:3978 max_fails=0;/, servers],
    [/keepalive_timeout 4s;/, `keepalive_timeout ${Math.max(1, drainSeconds - 1)}s;`],
    [/\/var\/cache\/nginx\/huanka/, cache],
    [/server \{\n {4}listen 80;[\s\S]*?\n\}\n/, ""],
    [/listen 443 ssl;/, `listen 127.0.0.1:${port};`],
    [/ {4}ssl_certificate .*\n {4}ssl_certificate_key .*\n {4}ssl_protocols .*\n/, ""],
  ];
  return changes.reduce(
    (site, [what, instead]) => {
      if (!what.test(site)) throw new Error(`${SITE} no longer has ${what}`);
      return site.replace(what, instead);
    },
    readFileSync(SITE, "utf8"),
  );
}

/** What stands around a site in nginx's own file, all of it within a folder. */
export function wholeConfig(dir: string, site: string): string {
  const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
    .map((kind) => `${kind}_temp_path ${join(dir, kind)};`)
    .join("\n");
  const user = process.getuid?.() === 0 ? "user root;" : "";
  return `${user}
daemon off;
worker_processes 1;
pid ${join(dir, "nginx.pid")};
error_log ${join(dir, "error.log")};
events { worker_connections 4096; }
http {
access_log off;
${temporary}
${site}}
`;
}

export interface Nginx {
  readonly address: string;
  stop(): Promise<void>;
}

export async function startNginx(of: Omit<Changed, "port" | "cache">): Promise<Nginx> {
  const dir = mkdtempSync(join(tmpdir(), "huanka-nginx-"));
  const cache = join(dir, "cache");
  mkdirSync(cache);
  const port = await freePort();
  const file = join(dir, "nginx.conf");
  writeFileSync(file, wholeConfig(dir, siteFor({ ...of, port, cache })));
  const child = spawn(findNginx(), ["-p", dir, "-c", file], { stdio: ["ignore", "ignore", "pipe"] });
  const said: string[] = [];
  child.stderr.on("data", (chunk: Buffer) => said.push(String(chunk)));
  const ended = once(child, "exit");
  const address = `http://127.0.0.1:${port}`;
  while (!(await answers(address))) {
    if (child.exitCode !== null) throw new Error(`nginx ended: ${said.join("")}`);
    await sleep(LOOK_MS);
  }
  return {
    address,
    async stop() {
      child.kill("SIGTERM");
      await ended;
      rmSync(dir, { recursive: true });
    },
  };
}

async function answers(address: string): Promise<boolean> {
  return fetch(`${address}/healthz`).then(
    () => true,
    () => false,
  );
}

/** What nginx finds wrong with a file; empty when nothing. */
export function complaintsOf(file: string, dir: string): string {
  const { status, stderr } = spawnSync(findNginx(), ["-t", "-q", "-p", dir, "-c", file], {
    encoding: "utf8",
  });
  return status === 0 ? "" : stderr;
}
