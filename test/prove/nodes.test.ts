// Two nodes over one PostgreSQL, in short: nothing is lost or doubled, and readers at the other node get everything.
import { expect, it } from "vitest";
import { verdictLine } from "../support/verdict.ts";
import { type NodesLoad, type PhaseName, proveNodes } from "./nodes.ts";

const LOAD: NodesLoad = {
  conversations: 8,
  messages: 10,
  killEveryMs: 2_000,
  holeShare: 0.1,
  holeSeconds: 0.5,
};

async function expectKept(phases: readonly PhaseName[], load: NodesLoad): Promise<void> {
  for (const [phase, verdict] of await proveNodes(phases, load)) {
    process.stdout.write(`${verdictLine(`nodes, ${phase}`, verdict)}\n`);
    expect(verdict, phase).toMatchObject({
      acked: load.conversations * load.messages,
      lost: 0,
      doubled: 0,
      disordered: 0,
      broken: [],
    });
  }
}

it(
  "counts every message once, and keeps everything while nodes are killed in turn and commits overtake each other",
  {
    timeout: 120_000,
  },
  () => expectKept(["count", "kill", "hole"], LOAD),
);

it(
  "brings everything to the other node though its news are cut, or PostgreSQL tells none",
  {
    timeout: 120_000,
  },
  () => expectKept(["deaf", "silent"], { ...LOAD, messages: 2 }),
);
