// What the kernel says of a process: the CPU it has used and the memory it holds. Linux only.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

const UTIME = 11; // place of `utime` behind the name in /proc/<pid>/stat, proc(5); `stime` follows it
const ticksPerSecond = () => Number(execFileSync("getconf", ["CLK_TCK"], { encoding: "utf8" }));

/** CPU milliseconds of all threads since the start of the process. */
export function cpuMs(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return ((Number(fields[UTIME]) + Number(fields[UTIME + 1])) * 1_000) / ticksPerSecond();
}

/** Resident memory in MB. */
export function residentMb(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1_024;
}
