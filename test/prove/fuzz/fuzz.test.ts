// That fuzzing finds what breaks, and that its seed finds it again.
import fc from "fast-check";
import { expect, it } from "vitest";
import { type Fuzzed, insist, property } from "./fuzzed.ts";
import { playRound } from "./run.ts";

/** Breaks on about one input in forty, and never on the first. */
function breaking(): Fuzzed & { readonly tried: number[] } {
  const tried: number[] = [];
  const holds = (number: number) => {
    tried.push(number);
    insist("a multiple of forty", tried.length === 1 || number % 40 !== 0);
  };
  return { name: "numbers", runs: 50_000, property: property([fc.nat()], holds), tried };
}
const sound: Fuzzed = {
  name: "nothing",
  runs: 1_000,
  property: property<[number]>([fc.nat()], () => undefined),
};

it("tells the seed that breaks a promise, goes on with the rest, and finds it again by that seed", async () => {
  const [first, again] = [breaking(), breaking()];
  const told = await playRound([first, sound], 7);
  expect(told.broken).toHaveLength(2);
  expect(told.broken[0]).toMatch(/^BROKEN numbers: Error: a multiple of forty on \[/);
  expect(told.broken[1]).toBe('  again: huanka fuzz --seed 7 --only "numbers"');
  expect(told.runs).toBeGreaterThan(10);
  expect(await playRound([again], 7)).toMatchObject({ broken: told.broken });
  expect(again.tried).toEqual(first.tried);
});
