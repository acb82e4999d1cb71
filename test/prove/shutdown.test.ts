// The short form of prove:shutdown.
import { expect, it } from "vitest";
import { proveShutdown } from "./shutdown.ts";

it.each(["calm", "impatient"] as const)(
  "stops in the middle of posts and streams without losing or doubling any: %s",
  {
    timeout: 60_000,
  },
  async (way) => {
    const { readyMs: _, ...verdict } = await proveShutdown(way, { posts: 30, sockets: 40 });
    expect(verdict).toEqual({ acked: 30, lost: 0, doubled: 0, disordered: 0, broken: [] });
  },
);
