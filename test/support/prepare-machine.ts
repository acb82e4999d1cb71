// Makes sure the machine has what the tests drive: Chromium, a Chinese font, PostgreSQL, strace, libfaketime. Installs or says what to do.
import { execFileSync, spawnSync } from "node:child_process";
import { findChromium } from "./chromium.ts";
import { fakeClock } from "./fake-clock.ts";
import { findPostgresBin } from "./postgres.ts";

interface Need {
  readonly what: string;
  readonly packages: readonly string[];
  readonly present: () => boolean;
}

const NEEDS: readonly Need[] = [
  { what: "Chromium", packages: ["chromium"], present: () => finds(findChromium) },
  { what: "a Chinese font", packages: ["fonts-noto-cjk"], present: hasChineseFont },
  {
    what: "PostgreSQL (initdb, pg_ctl)",
    packages: ["postgresql"],
    present: () => finds(findPostgresBin),
  },
  { what: "libfaketime", packages: ["libfaketime"], present: () => finds(fakeClock) },
  { what: "strace", packages: ["strace"], present: () => spawnSync("strace", ["-V"]).status === 0 },
];

function finds(find: () => unknown): boolean {
  try {
    return find() !== undefined;
  } catch {
    return false;
  }
}

function hasChineseFont(): boolean {
  const found = spawnSync("fc-list", [":lang=zh"], { encoding: "utf8" });
  return found.status === 0 && found.stdout.trim() !== "";
}

function mayInstall(): boolean {
  return process.getuid?.() === 0 && spawnSync("apt-get", ["--version"]).status === 0;
}

const missing = NEEDS.filter((need) => !need.present());
if (missing.length > 0 && mayInstall()) {
  const packages = missing.flatMap((need) => need.packages);
  process.stdout.write(`Installing for the tests: ${packages.join(", ")}\n`);
  const quiet = { stdio: "ignore", env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" } } as const;
  execFileSync("apt-get", ["update", "-qq"], quiet);
  execFileSync(
    "apt-get",
    ["install", "-y", "-qq", "--no-install-recommends", "fontconfig", ...packages],
    quiet,
  );
}
const still = NEEDS.filter((need) => !need.present());
if (still.length > 0) {
  const lines = still.map((need) => `  ${need.what}: install the package ${need.packages.join(" ")}`);
  process.stderr.write(`The tests need programs that this machine lacks:\n${lines.join("\n")}\n`);
  process.exit(1);
}
