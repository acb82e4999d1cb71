// A data directory whose disk runs full, gets space again and turns read-only, by what this machine allows.
import { type ChildProcess, execFileSync, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

export interface SmallDisk {
  readonly dir: string;
  /** How it is done, for the report. */
  readonly means: string;
  /** Leaves so little space. */
  leave(bytes: number, pid: number): void;
  grow(pid: number): void;
  remove(): void;
}

const MOUNTED_MB = 16;
const GROWN_MB = 64;
/** Attaching to a process takes a moment; it says when it is done. */
const ATTACHED = /attached/;

/** A tmpfs where we may mount, which root may, and anybody within `unshare -rm`; else a limit to the size of files. */
export function smallDisk(): SmallDisk {
  const dir = mkdtempSync(join(tmpdir(), "huanka-disk-"));
  const mounted = spawnSync("mount", ["-t", "tmpfs", "-o", `size=${MOUNTED_MB}m`, "tmpfs", dir]).status === 0;
  return mounted ? onTmpfs(dir) : withFileLimit(dir);
}

function onTmpfs(dir: string): SmallDisk {
  const ballast = join(dir, "ballast");
  return {
    dir,
    means: `tmpfs of ${MOUNTED_MB} MB`,
    leave(bytes) {
      writeFileSync(ballast, "");
      const { bavail, bsize } = statfsSync(dir);
      writeFileSync(ballast, Buffer.alloc(Math.max(0, bavail * bsize - bytes)));
    },
    grow: () => execFileSync("mount", ["-o", `remount,size=${GROWN_MB}m`, dir]),
    remove: () => execFileSync("umount", ["-l", dir]),
  };
}

function withFileLimit(dir: string): SmallDisk {
  // The soft limit alone: it may be raised again.
  const limit = (pid: number, bytes: string) =>
    execFileSync("prlimit", ["--pid", String(pid), `--fsize=${bytes}:`]);
  return {
    dir,
    means: "prlimit --fsize, as nothing can be mounted here",
    leave: (bytes, pid) => void limit(pid, String(bytes)),
    grow: (pid) => void limit(pid, "unlimited"),
    remove: () => rmSync(dir, { recursive: true }),
  };
}

/** A folder on a disk that takes no writes, or undefined where nothing can be mounted. */
export function readOnlyFolder(): { dir: string; remove(): void } | undefined {
  const disk = smallDisk();
  if (!disk.means.startsWith("tmpfs")) return undefined;
  execFileSync("mount", ["-o", "remount,ro", disk.dir]);
  return disk;
}

/**
 * Makes every write of a running process to these files fail with EROFS, as on a disk that the kernel turned read-only.
 * A mount with a file open for writing cannot be remounted read-only, so strace answers in the kernel's place.
 */
export async function denyWrites(pid: number, files: readonly string[]): Promise<() => Promise<void>> {
  const only = files.flatMap((file) => ["-P", file]);
  const calls = "pwrite64,ftruncate,fallocate";
  const args = [
    "-f",
    "-p",
    String(pid),
    ...only,
    "-e",
    `trace=${calls}`,
    "-e",
    `inject=${calls}:error=EROFS`,
  ];
  const tracer: ChildProcess = spawn("strace", args, { stdio: ["ignore", "ignore", "pipe"] });
  await new Promise<void>((resolve, reject) => {
    tracer.once("error", () =>
      reject(new Error("This proof needs strace, on Debian: apt-get install strace")),
    );
    tracer.once("exit", () => reject(new Error("strace could not attach to the service")));
    tracer.stderr?.on("data", (chunk: Buffer) => ATTACHED.test(chunk.toString()) && resolve());
  });
  await sleep(100);
  return async () => {
    const gone = once(tracer, "exit");
    tracer.kill("SIGINT");
    await gone;
  };
}
