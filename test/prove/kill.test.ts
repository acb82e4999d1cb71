// kill -9 in the middle of fifty conversations: nothing acknowledged is lost, nothing is doubled, order is kept.
import { expect, it } from "vitest";
import { verdictLine } from "../support/verdict.ts";
import { proveKill } from "./kill.ts";

const LOAD = { conversations: 50, messages: 12, kills: 4, seed: 20_261_124 };

it("loses no acknowledged message to kill -9, doubles none and keeps every order", {
  timeout: 180_000,
}, async () => {
  const verdict = await proveKill(LOAD);
  process.stdout.write(`${verdictLine("kill", verdict)}\n`);
  expect(verdict).toEqual({
    acked: LOAD.conversations * LOAD.messages,
    lost: 0,
    doubled: 0,
    disordered: 0,
    readyMs: expect.objectContaining({ length: LOAD.kills }),
    broken: [],
  });
});
