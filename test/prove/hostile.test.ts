// Clients that are slow or malicious on purpose, while others go on chatting.
import { expect, it } from "vitest";
import { verdictLine } from "../support/verdict.ts";
import { proveHostile } from "./hostile.ts";

it("drops sockets that never finish a request, survives hostile frames, and refuses nobody else", {
  timeout: 120_000,
}, async () => {
  const { verdict, dropped } = await proveHostile({ sockets: 50, seconds: 3, rounds: 2 }, { timed: false });
  process.stdout.write(`${verdictLine("hostile clients", verdict)}\n`);
  expect(verdict).toMatchObject({ broken: [] });
  expect(dropped).toBeGreaterThanOrEqual(50);
});
