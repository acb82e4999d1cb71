// The short form of prove:locked, without its times.
import { expect, it } from "vitest";
import { holds } from "../support/verdict.ts";
import { proveLocked, type Way } from "./locked.ts";

it.each<[Way, number]>([
  ["write", 5],
  ["copy", 2],
])(
  "answers posts in time and serves pages while another process is busy with the database: %s",
  {
    timeout: 60_000,
  },
  async (way, seconds) => {
    const verdict = await proveLocked(way, { conversations: 5, perSecond: 5, seconds, timed: false });
    expect(verdict.broken).toEqual([]);
    expect(holds(verdict)).toBe(true);
  },
);
