// Plain JavaScript, so that the bin can read it on an old Node: notices that the npm which started us has ended.
import { readFileSync } from "node:fs";

/** What npm calls the scripts that serve; a program that starts us from a script of its own may well outlive it. */
const SERVING = ["start", "dev", "demo", "huanka", "npx"];
const LOOK_EVERY_MS = 500;
const PARENT = process.ppid;
/** Our parent's parent, where that is npm and ours is the shell between; known on Linux only. */
const NPM = nameOf(PARENT).startsWith("npm") ? undefined : npmAbove(PARENT);
/** Our parent is then the Node that watches our sources: npm hands it no signal but TERM and INT, and it would start us anew. */
const IS_WATCHED = process.env.WATCH_REPORT_DEPENDENCIES !== undefined;
/** npm ended before we looked for it; who watches us has another parent then. */
const WAS_GONE = IS_WATCHED && NPM === undefined && nameOf(PARENT) !== "";

/**
 * npm hands a signal to a shell, which ends without handing it on, and of some signals npm itself ends at once: then
 * nobody would be left to stop us, and the port would stay taken. Tells once. Who watches us is ended in our place, and
 * hands that on to us.
 */
export function whenNpmIsGone(tell) {
  if (!SERVING.includes(process.env.npm_lifecycle_event)) return;
  const timer = setInterval(() => {
    const isThere = process.ppid === PARENT && (NPM === undefined || parentOf(PARENT) === NPM);
    if (isThere && !WAS_GONE) return;
    clearInterval(timer);
    if (IS_WATCHED && process.ppid === PARENT) process.kill(PARENT, "SIGTERM");
    else tell();
  }, LOOK_EVERY_MS);
  timer.unref();
}

function npmAbove(pid) {
  const above = parentOf(pid);
  return nameOf(above).startsWith("npm") ? above : undefined;
}

function nameOf(pid) {
  return read(`/proc/${pid}/comm`);
}

/** The name in brackets may hold anything; after it come the state and the parent. */
function parentOf(pid) {
  return Number(/^.*\) \S (\d+)/s.exec(read(`/proc/${pid}/stat`))?.[1]);
}

function read(file) {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
