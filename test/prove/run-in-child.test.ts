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

it("ends a proof that hangs, and tells how far it got", async () => {
  const under = [process.execPath, "--eval", "console.log('so far'); setInterval(() => undefined, 1_000)"];
  const outcome = await runInChild({ name: "replay", options: {}, under, mostSeconds: 2 });
  expect(outcome).toMatchObject({ kind: "broke-down", why: "was not done after 2 s: so far\n" });
});

it("waits for nobody whom a proof left running", async () => {
  const left = "setInterval(() => undefined, 1_000)";
  const program = `const { spawn } = require("node:child_process");
    const left = spawn(process.execPath, ["--eval", ${JSON.stringify(left)}], { stdio: "inherit", detached: true });
    console.log(left.pid); process.exit(3);`;
  const under = [process.execPath, "--eval", program];
  const outcome = await runInChild({ name: "replay", options: {}, under, mostSeconds: 60 });
  const why = outcome.kind === "broke-down" ? outcome.why : "";
  process.kill(Number(/\d+$/.exec(why.trim())?.[0]), "SIGKILL");
  expect(why).toMatch(/^ended without a word \(exit 3\): \d+\n$/);
});
