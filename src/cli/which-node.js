// Plain JavaScript, so that an old Node can read it: which Node a command has to run on, and with which flags.
import { existsSync } from "node:fs";
import { join } from "node:path";

const NO_PROTO = "--disable-proto=throw";
const WATCH = ["--watch-path=bot", "--watch-path=src"];
/** Commands that serve others run without `__proto__`: no key of a body can replace a prototype. */
const FLAGS = { start: [NO_PROTO], demo: [NO_PROTO], dev: [NO_PROTO, ...WATCH] };

/**
 * Answers `run` when this very process will do, `again` with another Node or with flags that it lacks, or `refuse` with
 * what to do when no Node of ours was installed.
 */
export function whichNode({ version, execPath, execArgv, env, argv, ownNode, file = "" }) {
  if (/[\\/]node_modules[\\/]/.test(file)) {
    return {
      kind: "refuse",
      text: `huanka lies in ${file}: Node runs no TypeScript within a folder named node_modules. Use a checkout of its own.\n`,
    };
  }
  const [command = "", ...rest] = argv;
  // These commands take nothing: what follows asks for help or is a slip, and ends at once.
  const wanted = rest.length === 0 && Object.hasOwn(FLAGS, command) ? FLAGS[command] : [];
  // Node gives a program that it watches neither of these flags, only this variable.
  const held = env.WATCH_REPORT_DEPENDENCIES ? [...execArgv, ...WATCH] : execArgv;
  const flags = wanted.filter((flag) => !held.includes(flag));
  if (isNewEnough(version))
    return flags.length === 0 ? { kind: "run" } : { kind: "again", node: execPath, flags };
  if (ownNode !== undefined && ownNode !== execPath) return { kind: "again", node: ownNode, flags: wanted };
  return {
    kind: "refuse",
    text:
      `huanka needs Node 22.18 or newer; this is ${version} (${process.platform} ${process.arch}).\n` +
      "On Linux x64 and arm64, macOS x64 and Windows x64 `npm ci` brings its own: run it first, without --omit=optional.\n" +
      "Elsewhere install Node 24 and run the command again.\n",
  };
}

/** The Node that `npm ci` brought into this project; undefined where it did not. */
export function findOwnNode(root) {
  const isWindows = process.platform === "win32";
  const folder = `node-${isWindows ? "win" : process.platform}-${process.arch}`;
  const file = join(root, "node_modules", folder, "bin", isWindows ? "node.exe" : "node");
  return existsSync(file) ? file : undefined;
}

function isNewEnough(version) {
  const [major, minor] = version.slice(1).split(".").map(Number);
  return major > 22 || (major === 22 && minor >= 18);
}
