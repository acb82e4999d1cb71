// Makes the folders that a setting or a command names, wherever that is.
import { existsSync, mkdirSync, statSync } from "node:fs";
import { dirname } from "node:path";

/**
 * Makes `folder` and those above it that are not there, with `mode`; what is there stays as it is. Throws what the system
 * says where that cannot be. One folder at a time: where a system keeps no folders, as in /proc, Node's own recursive
 * form tries for ever.
 */
export function makeFolder(folder: string, mode = 0o777): void {
  if (existsSync(folder) && statSync(folder).isDirectory()) return;
  const above = dirname(folder);
  if (!existsSync(above)) makeFolder(above, mode);
  try {
    mkdirSync(folder, { mode });
  } catch (error) {
    // Another process that starts beside this one made it meanwhile.
    if (!existsSync(folder) || !statSync(folder).isDirectory()) throw error;
  }
}
