// Makes sure, before anything runs, that the machine has what the tests or the proofs drive. Installs it or says what to install.
// Called with `tests` (the default) or `proofs`, which need what the tests need and more.
import { spawnSync } from "node:child_process";
import { findPostgresBin } from "../../src/cli/demo/local-postgres.ts";
import { findChromium } from "./chromium.ts";
import { fakeClock } from "./fake-clock.ts";
import { findFirefox } from "./firefox.ts";
import { findNginx } from "./nginx.ts";
import { findPgbouncer } from "./pgbouncer.ts";

interface Need {
  readonly what: string;
  /** Debian's name. */
  readonly apt: string;
  /** How else to come by it, told to whoever cannot use apt; where there is no way, why not. */
  readonly elsewhere: string;
  readonly present: () => boolean;
}

const TESTS: readonly Need[] = [
  {
    what: "Chromium or Google Chrome",
    apt: "chromium",
    elsewhere: "macOS: brew install --cask google-chrome; one that stands elsewhere: set CHROMIUM_PATH",
    present: () => finds(findChromium),
  },
  {
    what: "PostgreSQL's programs initdb and postgres",
    apt: "postgresql",
    elsewhere: "macOS: brew install postgresql@17; those that stand elsewhere: put their folder on PATH",
    present: () => finds(findPostgresBin),
  },
];

const PROOFS: readonly Need[] = [
  ...TESTS,
  {
    what: "Firefox",
    apt: "firefox-esr",
    elsewhere: "macOS: brew install --cask firefox; one that stands elsewhere: set FIREFOX_PATH",
    present: () => finds(findFirefox),
  },
  {
    what: "a Chinese font and fc-list to find it",
    apt: "fontconfig fonts-noto-cjk",
    elsewhere: "macOS: brew install fontconfig; it brings Chinese fonts itself",
    present: hasChineseFont,
  },
  { what: "libfaketime", apt: "libfaketime", elsewhere: "Linux only", present: () => finds(fakeClock) },
  { what: "nginx", apt: "nginx", elsewhere: "macOS: brew install nginx", present: () => finds(findNginx) },
  {
    what: "PgBouncer",
    apt: "pgbouncer",
    elsewhere: "macOS: brew install pgbouncer",
    present: () => finds(findPgbouncer),
  },
  {
    what: "systemd-analyze",
    apt: "systemd",
    elsewhere: "Linux only",
    present: () => spawnSync("systemd-analyze", ["--version"]).status === 0,
  },
  {
    what: "openssl",
    apt: "openssl",
    elsewhere: "macOS: brew install openssl",
    present: () => spawnSync("openssl", ["version"]).status === 0,
  },
  {
    what: "strace",
    apt: "strace",
    elsewhere: "Linux only",
    present: () => spawnSync("strace", ["-V"]).status === 0,
  },
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

/** What goes wrong here is printed by apt itself; what is still missing then is told as to anybody else. */
function install(needs: readonly Need[]): void {
  const packages = needs.flatMap(({ apt }) => apt.split(" "));
  process.stdout.write(`Installing for the ${tier}: ${packages.join(", ")}\n`);
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const apt = (...args: string[]) =>
    spawnSync("apt-get", args, { stdio: ["ignore", "ignore", "inherit"], env });
  apt("update", "-qq");
  apt("install", "-y", "-qq", "--no-install-recommends", ...packages);
}

const tier = process.argv[2] === "proofs" ? "proofs" : "tests";
const needs = tier === "proofs" ? PROOFS : TESTS;
const missing = needs.filter(({ present }) => !present());
if (missing.length > 0 && mayInstall()) install(missing);
const still = missing.filter(({ present }) => !present());
for (const { what, apt, elsewhere } of still) {
  process.stderr.write(
    `The ${tier} need ${what}. Debian, Ubuntu: sudo apt-get install ${apt}; ${elsewhere}.\n`,
  );
}
if (still.length > 0) process.exit(1);
