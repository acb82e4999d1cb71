// What an operator installs is started as supervisors start it: by npm, as nobody, without a home, where nothing may be
// written and nothing can be reached, on each Node that a machine may have.
import { spawnSync } from "node:child_process";
import { chmodSync, chownSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Proof } from "../proof.ts";
import type { Started } from "./installed/apart.ts";
import { folderWithNode, installTree, withoutOwnNode } from "./installed/trees.ts";

const NOBODY = 65_534;
/** Longer than the slowest start, for whoever hangs. */
const MOST_MS = 120_000;
const REFUSED = /^huanka needs Node 22\.18 or newer; this is v20\.\d+\.\d+ \(.+\)\.\n/;

/** Whether `npm ci` brought a Node, the one of the machine, and the one that serves. */
const CASES = [
  [true, 20, 24],
  [true, 22, 24],
  [false, 22, 22],
  [false, 20, undefined],
] as const;

function startApart(tree: string, bin: string): Started {
  const dataDir = mkdtempSync(join(tmpdir(), "huanka-data-"));
  if (process.getuid?.() === 0) chownSync(dataDir, NOBODY, NOBODY);
  const probe = join(import.meta.dirname, "installed/apart.ts");
  const steps = [
    'mount --bind "$1" "$1"',
    'mount -o remount,ro,bind "$1"',
    "ip link set lo up",
    `exec "$4" "$5" "$1" "$2" "$3"`,
  ];
  const shell = ["sh", "-c", steps.join(" && "), "sh", tree, bin, dataDir, process.execPath, probe];
  const { stdout, stderr } = spawnSync("unshare", ["--net", "--mount", ...shell], {
    encoding: "utf8",
    timeout: MOST_MS,
    killSignal: "SIGKILL",
  });
  const line = stdout.trim().split("\n").at(-1) ?? "";
  if (!line.startsWith("{")) throw new Error(`nothing was shown: ${stderr || stdout}`);
  return JSON.parse(line) as Started;
}

function judged(started: Started, wanted: number | undefined): string[] {
  const { said, code, node, problems } = started;
  if (wanted === undefined)
    return REFUSED.test(said) && code === 1
      ? []
      : [`a start on an old Node alone ends with ${code}: ${said}`];
  if (node === undefined) return [`it does not start (${code}): ${said}`];
  return [
    ...problems,
    ...(node.startsWith(`v${wanted}.`) ? [] : [`it runs on ${node} and not on ${wanted}`]),
    ...(/^huanka listening on http:\S+$/.test(said) ? [] : [`it says more than where it listens: ${said}`]),
  ];
}

export const proof = {
  name: "installed",
  promise:
    "What npm ci --omit=dev installs of a built checkout serves by npm start as nobody, read-only, without home and network, on Node 22 and where the system has Node 20 alone.",
  needs: ["linux", "mounts", "iproute"],
  short: { seconds: 60, about: true, options: {} },
  full: { seconds: 60, about: true, options: {} },
  async run() {
    const tree = installTree();
    chmodSync(dirname(tree), 0o755);
    const findings: string[] = [];
    const figures: string[] = [];
    let hasOwn = true;
    for (const [isBrought, major, wanted] of CASES) {
      if (hasOwn && !isBrought) withoutOwnNode(tree);
      hasOwn = isBrought;
      const bin = folderWithNode(major);
      chmodSync(bin, 0o755);
      const started = startApart(tree, bin);
      const where = `Node ${major}, ${isBrought ? "another brought by npm" : "nothing brought"}`;
      findings.push(...judged(started, wanted).map((problem) => `${where}: ${problem}`));
      figures.push(
        `${where}: ${started.node === undefined ? "refused in a sentence" : `served on ${started.node}`}`,
      );
    }
    return { findings, figures };
  },
} satisfies Proof;
