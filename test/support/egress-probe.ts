// Loaded into a program before its own code: writes down every connection, name look-up and child process it begins.
import { appendFileSync } from "node:fs";
import { createRequire, syncBuiltinESMExports } from "node:module";

const require = createRequire(import.meta.url);
const file = process.env.HUANKA_EGRESS_FILE ?? "";

/** The JavaScript doors to the outside, by module and function. */
const DOORS: Readonly<Record<string, readonly string[]>> = {
  "node:net": ["connect", "createConnection"],
  "node:tls": ["connect"],
  "node:http": ["request", "get"],
  "node:https": ["request", "get"],
  "node:http2": ["connect"],
  "node:dgram": ["createSocket"],
  "node:dns": ["lookup", "resolve", "resolve4", "resolve6", "resolveAny", "reverse"],
  "node:dns/promises": ["lookup", "resolve", "resolve4", "resolve6", "resolveAny", "reverse"],
  "node:child_process": ["spawn", "spawnSync", "exec", "execSync", "execFile", "execFileSync", "fork"],
};

function note(door: string, args: readonly unknown[]): void {
  const shown = args.filter((arg) => typeof arg === "string" || typeof arg === "number").join(" ");
  appendFileSync(file, `${door} ${shown}\n`);
}

function watch(holder: Record<string, unknown>, name: string, door: string): void {
  const original = holder[name];
  if (typeof original !== "function") return;
  holder[name] = function watched(this: unknown, ...args: unknown[]) {
    note(door, args);
    return Reflect.apply(original, this, args);
  };
}

for (const [module, names] of Object.entries(DOORS)) {
  for (const name of names) watch(require(module), name, `${module}.${name}`);
}
// Every TCP connection of every library ends here, whatever door it took.
watch(require("node:net").Socket.prototype, "connect", "net.Socket.connect");
watch(globalThis as Record<string, unknown>, "fetch", "fetch");
watch(globalThis as Record<string, unknown>, "WebSocket", "WebSocket");
syncBuiltinESMExports();
note("probe ready", [process.pid]);
