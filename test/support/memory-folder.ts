// Where tests put what they throw away: in memory, where the machine has a file system for that.
import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, statfsSync } from "node:fs";
import { join } from "node:path";

const SHARED_MEMORY = "/dev/shm";
const NAME = "huanka-tests-";
const LEAST_FREE = 4 * 2 ** 30; // bytes; containers often have only 64 MB there

/**
 * Makes temporary files of this process, and of those it starts, lie in memory until it ends. What tests promise is how
 * the program behaves, and a database whose every commit waits for a disk takes five times as long to show it; that
 * commits reach the disk is the matter of the proof `sync`. Changes nothing where there is no such file system, too
 * little of it, or where programs on it cannot be run. What a killed run left is taken away by the next.
 */
export function keepTemporaryFilesInMemory(): void {
  if (process.env.TMPDIR?.startsWith(SHARED_MEMORY) || !isFit()) return;
  for (const left of readdirSync(SHARED_MEMORY).filter(isLeftBehind)) takeAway(join(SHARED_MEMORY, left));
  const folder = join(SHARED_MEMORY, `${NAME}${process.pid}`);
  mkdirSync(folder);
  chmodSync(folder, 0o1777); // tests start programs as other users, too
  process.env.TMPDIR = folder;
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
}

/** A proof that was killed may have left a small disk mounted there: that stays, and this run goes on. */
function takeAway(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true });
  } catch {
    // until somebody unmounts it
  }
}

function isFit(): boolean {
  try {
    const mounted = readFileSync("/proc/mounts", "utf8").split("\n");
    const [, , type, flags = ""] =
      mounted.find((line) => line.split(" ")[1] === SHARED_MEMORY)?.split(" ") ?? [];
    const { bavail, bsize } = statfsSync(SHARED_MEMORY);
    return (
      type === "tmpfs" &&
      !flags.split(",").some((flag) => /^(?:noexec|ro)$/.test(flag)) &&
      bavail * bsize >= LEAST_FREE
    );
  } catch {
    return false;
  }
}

function isLeftBehind(name: string): boolean {
  if (!name.startsWith(NAME)) return false;
  try {
    process.kill(Number(name.slice(NAME.length)), 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "ESRCH";
  }
}
