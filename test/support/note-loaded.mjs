// Writes down at the end which packages a process resolved modules of. Loaded into it by --import.
import { writeFileSync } from "node:fs";
import { registerHooks } from "node:module";
import { isMainThread } from "node:worker_threads";

const packages = new Set();
registerHooks({
  resolve(specifier, context, next) {
    const resolved = next(specifier, context);
    const name = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(resolved.url)?.[1];
    if (name !== undefined) packages.add(name);
    return resolved;
  },
});
if (isMainThread && process.env.NOTE_LOADED)
  process.on("exit", () => writeFileSync(process.env.NOTE_LOADED, [...packages].join("\n")));
