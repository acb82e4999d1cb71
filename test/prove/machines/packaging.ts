// The files of deploy/ are run by what they are for: systemd judges its units, nginx its site, and the steps of the
// container file are done by hand and their result started.
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import {
  chmodSync,
  chownSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { freePort } from "../../support/free-port.ts";
import { complaintsOf, wholeConfig } from "../../support/nginx.ts";
import type { Proof } from "../proof.ts";

const UNITS = ["huanka.service", "huanka-backup.service", "huanka-backup.timer"];
/** Tenths of what systemd calls exposure. */
const MOST_EXPOSED = "20";
const NOBODY = 65_534;
const LOOK_MS = 100;

const freshDir = () => mkdtempSync(join(tmpdir(), "huanka-deploy-"));

function judgeUnits(): string[] {
  const dir = freshDir();
  for (const unit of UNITS) {
    const text = readFileSync(`deploy/${unit}`, "utf8").replaceAll("/opt/huanka", resolve("."));
    writeFileSync(join(dir, unit), text);
  }
  const files = UNITS.map((unit) => join(dir, unit));
  const verified = spawnSync("systemd-analyze", ["verify", "--man=no", ...files], { encoding: "utf8" });
  const security = ["security", "--offline=true", `--threshold=${MOST_EXPOSED}`, files[0] ?? ""];
  const secured = spawnSync("systemd-analyze", security, { encoding: "utf8" });
  return [
    ...(verified.status === 0 && verified.stderr === "" ? [] : [`systemd: ${verified.stderr}`]),
    ...(secured.status === 0 ? [] : [`systemd: ${secured.stdout.trimEnd().split("\n").at(-1)}`]),
  ];
}

/** As it stands, with a certificate made here. */
function judgeSite(): string[] {
  const dir = freshDir();
  const [certificate, key] = [join(dir, "fullchain.pem"), join(dir, "privkey.pem")];
  const subject = ["-subj", "/CN=help.example.com", "-days", "1", "-nodes"];
  spawnSync("openssl", [
    "req",
    "-x509",
    "-newkey",
    "rsa:2048",
    ...subject,
    "-keyout",
    key,
    "-out",
    certificate,
  ]);
  mkdirSync(join(dir, "cache"));
  const site = readFileSync("deploy/nginx.conf", "utf8")
    .replace("/etc/ssl/huanka/fullchain.pem", certificate)
    .replace("/etc/ssl/huanka/privkey.pem", key)
    .replace("/var/cache/nginx/huanka", join(dir, "cache"));
  const file = join(dir, "nginx.conf");
  writeFileSync(file, wholeConfig(dir, site));
  const complaints = complaintsOf(file, dir);
  return complaints === "" ? [] : [`nginx: ${complaints}`];
}

/** What the last stage holds, started by its own command as somebody without rights, until its own check is content. */
async function startImage(): Promise<string[]> {
  const [, last = ""] = readFileSync("deploy/Containerfile", "utf8").split(
    /^FROM .*AS build$[\s\S]*?^(?=FROM )/m,
  );
  const tree = join(freshDir(), "huanka");
  mkdirSync(tree);
  for (const [, name = ""] of last.matchAll(/^COPY --from=build \/srv\/huanka\/(\S+) /gm)) {
    if (name === "node_modules") symlinkSync(resolve(name), join(tree, name));
    else cpSync(name, join(tree, name), { recursive: true });
  }
  const port = await freePort();
  const data = freshDir();
  const isRoot = process.getuid?.() === 0;
  if (isRoot) chownSync(data, NOBODY, NOBODY);
  chmodSync(join(tree, ".."), 0o755);
  for (const name of [".", "dist"]) chmodSync(join(tree, name), 0o555);
  const given = Object.fromEntries(
    [...(/^ENV (.*)$/m.exec(last)?.[1] ?? "").matchAll(/(\w+)=(\S+)/g)].map(([, name, value]) => [
      name,
      value,
    ]),
  );
  const behindProxy = { PUBLIC_ORIGIN: "https://help.example.com", TRUST_PROXY: "1" };
  const commandOf = (line: RegExp) => JSON.parse(line.exec(last)?.[1] ?? "[]") as string[];
  const [, ...start] = commandOf(/^CMD (\[.*\])$/m);
  const [, ...check] = commandOf(/^HEALTHCHECK .* CMD (\[.*\])$/m);
  const child = spawn(process.execPath, start, {
    cwd: tree,
    // No home, and nothing of ours.
    env: { ...given, ...behindProxy, DATA_DIR: data, PORT: String(port), DRAIN_SECONDS: "0" },
    stdio: ["ignore", "pipe", "pipe"],
    ...(isRoot && { uid: NOBODY, gid: NOBODY }),
  });
  const said: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => said.push(String(chunk)));
  const ended = once(child, "exit");
  const healthy = check.map((part) => part.replace("3978", String(port)));
  while (child.exitCode === null && spawnSync(process.execPath, healthy).status !== 0) await sleep(LOOK_MS);
  if (child.exitCode !== null) return [`what the container file makes does not start: ${said.join("")}`];
  child.kill("SIGTERM");
  await ended;
  return child.exitCode === 0 ? [] : [`what the container file makes ends with ${child.exitCode}`];
}

export const proof = {
  name: "packaging",
  promise: "The files of deploy/ are what systemd, nginx and a container engine take.",
  needs: ["nginx", "systemd", "openssl", "linux"],
  short: { seconds: 5, options: {} },
  full: { seconds: 8, options: {} },
  async run() {
    const findings = [...judgeUnits(), ...judgeSite(), ...(await startImage())];
    return { findings, figures: [`${UNITS.length} units, one site and one container file judged`] };
  },
} satisfies Proof;
