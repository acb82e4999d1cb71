// The short form of prove:idempotency.
import { expect, it } from "vitest";
import { proveIdempotency } from "./idempotency.ts";

it("takes the same message sent many times, also after a restart, for one", { timeout: 60_000 }, async () => {
  const { readyMs: _, ...verdict } = await proveIdempotency({ messages: 20, copies: 10 });
  expect(verdict).toEqual({ acked: 20, lost: 0, doubled: 0, disordered: 0, broken: [] });
});
