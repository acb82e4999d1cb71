// The checks of `huanka doctor`: each looks at one thing of an installation and changes nothing.
import { accessSync, constants, existsSync, readdirSync, statfsSync, statSync } from "node:fs";
import { createServer } from "node:net";
import { basename, dirname, join } from "node:path";
import { loadKnowledge } from "../../../bot/load.ts";
import { ContentError, problemLine } from "../../../bot/reading/content-error.ts";
import type { Config } from "../../base/config.ts";
import { browserBundlesAreFresh } from "../../build/build-browser.ts";
import { fileOf } from "../../storage/engines/sqlite-file.ts";
import { inspectFile } from "../../storage/engines/sqlite-inspect.ts";
import { KNOWN_SCHEMAS } from "../../storage/schema.ts";

export interface Finding {
  readonly level: "ok" | "warning" | "problem";
  /** What was found and, unless it is ok, what to do. */
  readonly text: string;
}

export const ok = (text: string): Finding => ({ level: "ok", text });
export const warning = (text: string): Finding => ({ level: "warning", text });
export const problem = (text: string): Finding => ({ level: "problem", text });

export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const MIB = 1_048_576;
/** Less does not hold a day of a busy chat and its write-ahead log. */
const LEAST_FREE_MIB = 200;
/** Time to order more before it is urgent. */
const LITTLE_FREE_MIB = 1_024;
const COPY_LASTS_MS = 30 * 24 * 3_600_000;
const OTHERS = 0o077;
/** There an administrator may do anything as far as can be asked, and still nothing can be made. */
const NO_DISKS = /^\/(?:proc|sys)(?:\/|$)/;
/** Clocks of machines in step differ by less. */
const CLOCK_SLACK_MS = 60_000;
const ANSWER_MS = 2_000;

export function checkDataDir({ dataDir }: Config): Finding {
  let place = dataDir;
  while (!existsSync(place)) place = dirname(place);
  try {
    accessSync(place, constants.W_OK | constants.X_OK);
  } catch {
    return problem(
      `${place} cannot be written. Give it to the user that runs huanka, or set DATA_DIR to another folder.`,
    );
  }
  if (statfsSync(place).blocks === 0 && NO_DISKS.test(place))
    return problem(`${place} is no disk: the system keeps no files there. Set DATA_DIR to another folder.`);
  if (place !== dataDir) return ok(`${dataDir} will be made at the first start`);
  const isOpen = process.platform !== "win32" && (statSync(dataDir).mode & OTHERS) !== 0;
  if (isOpen) return warning(`${dataDir} is open to other users of this machine. Run: chmod 700 ${dataDir}`);
  return ok(`${dataDir} can be written, by its owner only`);
}

export function checkFreeSpace({ dataDir }: Config): Finding {
  let place = dataDir;
  while (!existsSync(place)) place = dirname(place);
  const { bavail, bsize } = statfsSync(place);
  const freeMib = Math.floor((bavail * bsize) / MIB);
  const text = `${freeMib} MiB free at ${place}`;
  if (freeMib < LEAST_FREE_MIB)
    return problem(`${text}. Messages are refused on a full disk: free some space.`);
  return freeMib < LITTLE_FREE_MIB ? warning(`${text}. Free some space soon.`) : ok(text);
}

/** Copies from before an update hold transcripts that are promised to go after a while. */
export function checkCopies({ databaseUrl }: Config, now: Date): Finding {
  const path = fileOf(databaseUrl);
  if (!databaseUrl.startsWith("sqlite:") || !existsSync(dirname(path)))
    return ok("none from before an update");
  const copies = readdirSync(dirname(path)).filter((name) => name.startsWith(`${basename(path)}.before-`));
  const isOld = (name: string) => now.getTime() - statSync(join(dirname(path), name)).mtimeMs > COPY_LASTS_MS;
  const old = copies.filter(isOld);
  if (old.length === 0) return ok(`${copies.length} files from before an update`);
  return warning(
    `${old.length} files in ${dirname(path)} are from before an update more than 30 days ago (${old[0]}). Delete them: they hold transcripts.`,
  );
}

export async function checkContent({ contentDir }: Config): Promise<Finding> {
  try {
    const { hash } = await loadKnowledge(contentDir);
    return ok(`${contentDir} loads, version ${hash}`);
  } catch (error) {
    if (!(error instanceof ContentError)) return problem(`${contentDir} cannot be read: ${messageOf(error)}`);
    const [first] = error.problems.map(problemLine);
    return problem(
      `${contentDir} has ${error.problems.length} problems, the first: ${first}. Run: npm run content`,
    );
  }
}

export function checkBundles(): Finding {
  if (browserBundlesAreFresh()) return ok("the browser files are built from their present sources");
  return warning("the browser files are missing or old. npm start builds them, or run: npm run build");
}

export async function checkPort({ host, port }: Config): Promise<Finding> {
  const failure = await new Promise<NodeJS.ErrnoException | undefined>((resolve) => {
    const server = createServer();
    server.once("error", resolve);
    server.listen(port, host, () => server.close(() => resolve(undefined)));
  });
  if (!failure) return ok(port === 0 ? "any free port" : `${port} is free`);
  if (failure.code !== "EADDRINUSE")
    return problem(`${host}:${port}: ${failure.message}. Check HOST and PORT.`);
  const name = host.includes(":") ? `[${host}]` : host;
  const answers = await fetch(`http://${name}:${port}/readyz`, {
    signal: AbortSignal.timeout(ANSWER_MS),
  }).then(
    (reply) => reply.ok,
    () => false,
  );
  if (answers) return ok(`${port} is in use by a service that answers /readyz: huanka runs`);
  return problem(`${port} is taken by another program. Stop it, or set PORT to another number.`);
}

/** A clock behind what is stored, or behind this version's own schema, was never set. */
export function checkClock({ databaseUrl }: Config, now: Date): Finding {
  const path = fileOf(databaseUrl);
  const stored =
    databaseUrl.startsWith("sqlite:") && existsSync(path) ? inspectFile(path).newestAt : undefined;
  const known = stored
    ? { at: stored, says: `there is data of ${stored}` }
    : { at: schemaDay(), says: `this version is of ${schemaDay()}` };
  if (now.getTime() + CLOCK_SLACK_MS < Date.parse(known.at)) {
    return problem(
      `the clock says ${now.toISOString()}, but ${known.says}. Set the clock: tokens and dates depend on it.`,
    );
  }
  return ok(now.toISOString());
}

/** Schema steps are named by the day they were written. */
const schemaDay = () => (KNOWN_SCHEMAS.at(-1) ?? "").slice(0, "2026-01-01".length);
