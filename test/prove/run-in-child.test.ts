// What becomes of a proof that breaks down: it is told, and ends alone.
import { expect, it } from "vitest";
import { runInChild } from "./run-in-child.ts";

it("tells that a proof could not be proved, and why", async () => {
  const outcome = await runInChild({ name: "replay", options: { data: "/nowhere" }, mostSeconds: 60 });
  expect(outcome).toMatchObject({ kind: "broke-down", why: "there is no database /nowhere/huanka.db" });
});

it("tells of a proof that ends without a word", async () => {
  const under = [process.execPath, "--eval", "console.log('gone'); process.exit(3)"];
  const outcome = await runInChild({ name: "replay", options: {}, under, mostSeconds: 60 });
  expect(outcome).toMatchObject({ kind: "broke-down", why: "ended without a word (exit 3): gone\n" });
});

it("ends a proof that hangs", async () => {
  const under = [process.execPath, "--eval", "setInterval(() => undefined, 1_000)"];
  const outcome = await runInChild({ name: "replay", options: {}, under, mostSeconds: 0.5 });
  expect(outcome).toMatchObject({ kind: "broke-down", why: "was not done after 0.5 s" });
});
