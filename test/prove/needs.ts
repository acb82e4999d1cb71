// What a proof needs of the machine, and what to do where it is not there. Nothing is skipped: it fails, and says this.
import { spawnSync } from "node:child_process";
import { findPostgresBin } from "../../src/cli/demo/local-postgres.ts";
import { findChromium } from "../support/chromium.ts";
import { findFakeTime } from "../support/fake-clock.ts";
import { findFirefox } from "../support/firefox.ts";
import { findNginx } from "../support/nginx.ts";
import { findPgbouncer } from "../support/pgbouncer.ts";
import type { Need } from "./proof.ts";

/** A sentence for each thing that is missing. */
export function missingNeeds(needs: readonly Need[]): string[] {
  return needs.flatMap((need) => {
    try {
      LOOK[need]();
      return [];
    } catch (error) {
      return [error instanceof Error ? error.message : String(error)];
    }
  });
}

/** Each throws an error whose message says what to install or to do. */
const LOOK: Record<Need, () => void> = {
  strace() {
    insist(runs("strace", ["-V"]), "This proof needs strace. Install it, on Debian: apt-get install strace");
  },
  libfaketime: () => void findFakeTime(),
  postgresql: () => void findPostgresBin(),
  chromium: () => void findChromium(),
  firefox: () => void findFirefox(),
  nginx: () => void findNginx(),
  pgbouncer: () => void findPgbouncer(),
  systemd() {
    insist(
      runs("systemd-analyze", ["--version"]),
      "This proof needs systemd-analyze. Install it, on Debian: apt-get install systemd",
    );
  },
  openssl() {
    insist(
      runs("openssl", ["version"]),
      "This proof needs openssl. Install it, on Debian: apt-get install openssl",
    );
  },
  iproute() {
    insist(runs("ip", ["-V"]), "This proof needs ip. Install it, on Debian: apt-get install iproute2");
  },
  linux() {
    insist(process.platform === "linux", "This proof reads /proc and uses Linux's tools: run it on Linux.");
  },
  mounts() {
    insist(
      isRoot() || mayBeRoot(),
      "This proof mounts small disks: run it as root, or where `unshare -rm true` works (on Debian: apt-get install util-linux).",
    );
  },
};

/** Whoever is not root is root of a namespace of their own, and may mount there: the command to run a proof under. */
export function underWhat(needs: readonly Need[]): readonly string[] {
  return needs.includes("mounts") && !isRoot() ? ["unshare", "-rm"] : [];
}

function isRoot(): boolean {
  return process.getuid?.() === 0;
}

function mayBeRoot(): boolean {
  return runs("unshare", ["-rm", "true"]);
}

function runs(command: string, args: readonly string[]): boolean {
  return spawnSync(command, [...args], { stdio: "ignore" }).status === 0;
}

function insist(isThere: boolean, sentence: string): void {
  if (!isThere) throw new Error(sentence);
}
