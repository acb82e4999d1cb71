// The short form of prove:order.
import { expect, it } from "vitest";
import { proveOrder } from "./order.ts";

it("counts messages that come at once exactly, in order, on one node and on two", {
  timeout: 60_000,
}, async () => {
  const verdict = await proveOrder({ conversations: 3, messages: 50 });
  expect(verdict).toEqual({ acked: 350, lost: 0, doubled: 0, disordered: 0, readyMs: [], broken: [] });
});
