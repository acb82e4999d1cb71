// What is wrong with a file or folder that a command was given, for whoever called it.
import { existsSync } from "node:fs";
import { dirname } from "node:path";

const SAYS: Readonly<Record<string, (path: string) => string>> = {
  ENOENT: (path) => {
    const folder = dirname(path);
    return existsSync(folder)
      ? `There is no ${path}.`
      : `There is no folder ${folder}: make it, for the user that runs this, and run the command again.`;
  },
  EACCES: (path) => `This user may not reach ${path}: run it as whoever owns it, or name another place.`,
  EPERM: (path) => `This user may not change ${path}: run it as whoever owns it, or name another place.`,
  EROFS: (path) => `Where ${path} lies nothing may be written: name another place.`,
  ENOTDIR: (path) => `A part of ${path} is no folder: name another place.`,
  EISDIR: (path) => `${path} is a folder, and a file is needed: add its name.`,
  ENOSPC: (path) => `The disk of ${path} is full: free some, or name another place.`,
};

/** One sentence with the way out; undefined for what no file system said. */
export function fileTrouble(error: unknown): string | undefined {
  const { code, path } = (error ?? {}) as { code?: unknown; path?: unknown };
  return typeof path === "string" && typeof code === "string" ? SAYS[code]?.(path) : undefined;
}
