// Run where nothing but this machine can be reached and the checkout is read-only: `npm start` as nobody and without a
// home, a page, a talk, and the end. Prints what came of it as one line of JSON.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { openChat, postOnce, readChat } from "../../../support/plain-client.ts";

export interface Started {
  /** What it said on either output, npm's own lines left out. */
  readonly said: string;
  readonly code: number | null;
  /** The Node that served; undefined where none did. */
  readonly node: string | undefined;
  /** What is not as promised, a sentence each. */
  readonly problems: readonly string[];
}

const NOBODY = 65_534;
/** Of documentation: nobody answers there, and a machine without a network says so at once. */
const ELSEWHERE = "http://192.0.2.1/";
const OF_NPM = /^(?:> .*)?$/;

const [tree = "", bin = "", dataDir = ""] = process.argv.slice(2);
console.log(JSON.stringify(await start()));

async function start(): Promise<Started> {
  const problems = await whatIsOpen();
  const child = spawn("npm", ["start"], {
    cwd: tree,
    env: { PATH: `${bin}:/usr/bin:/bin`, DATA_DIR: dataDir, PORT: "0", LOG_LEVEL: "warn" },
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
    ...(isEverybody() && { uid: NOBODY, gid: NOBODY }),
  });
  const said: string[] = [];
  let node: string | undefined;
  try {
    const ended = once(child, "exit");
    const address = new Promise<string | undefined>((resolve) => {
      for (const stream of [child.stdout, child.stderr])
        stream.on("data", (chunk: Buffer) => {
          said.push(chunk.toString());
          const [, at] = /listening on (http:\S+)/.exec(said.join("")) ?? [];
          if (at !== undefined) resolve(at);
        });
      void ended.then(() => resolve(undefined));
    });
    const at = await address;
    if (at !== undefined) {
      node = await nodeOf(at);
      problems.push(...(await whatIsWrong(at)));
      child.kill("SIGTERM");
    }
    const [code] = (await ended) as [number | null];
    const lines = said.join("").split("\n");
    return { said: lines.filter((line) => !OF_NPM.test(line)).join("\n"), code, node, problems };
  } finally {
    try {
      process.kill(-(child.pid ?? 0), "SIGKILL");
    } catch {
      // is gone
    }
  }
}

/** What shows nothing where it is: a checkout that can be written, a network. */
async function whatIsOpen(): Promise<string[]> {
  const problems: string[] = [];
  try {
    writeFileSync(join(tree, "written"), "");
    problems.push("the checkout could be written, so that nothing is shown");
  } catch {
    // is read-only
  }
  const reached = await fetch(ELSEWHERE).then(
    () => "answered",
    (error: Error) => String(error.cause),
  );
  if (!/ENETUNREACH|EHOSTUNREACH/.test(reached))
    problems.push(`there was a network, so that nothing is shown: ${reached}`);
  return problems;
}

async function whatIsWrong(at: string): Promise<string[]> {
  const problems: string[] = [];
  for (const path of ["/", "/search?q=95016", "/readyz"]) {
    const { status } = await fetch(at + path);
    if (status !== 200) problems.push(`${path} is answered ${status}`);
  }
  const chat = await openChat(at);
  await postOnce(at, chat, { text: "拉卡拉怎么换卡" });
  const last = (await readChat(at, chat)).at(-1);
  if (last?.from.role !== "bot" || !JSON.stringify(last).includes("拉卡拉"))
    problems.push(`拉卡拉怎么换卡 is answered ${JSON.stringify(last)}`);
  return problems;
}

async function nodeOf(at: string): Promise<string | undefined> {
  const metrics = await (await fetch(`${at}/metrics`)).text();
  return /nodejs_version_info\{version="(v[\d.]+)"/.exec(metrics)?.[1];
}

/** Whether this is root of the whole machine, who can become anybody; in a namespace of our own we are nobody already. */
function isEverybody(): boolean {
  const [from, to] = readFileSync("/proc/self/uid_map", "utf8").trim().split(/\s+/);
  return process.getuid?.() === 0 && from === "0" && to === "0";
}
