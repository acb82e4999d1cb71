// The registry of proofs, and what is asked of it.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { describe, expect, it } from "vitest";
import { renderMarkdown } from "./list.ts";
import { parseProve } from "./options.ts";
import type { Proof } from "./proof.ts";
import { loadProofs } from "./registry.ts";

const entries = await loadProofs();

describe("the proofs", () => {
  it("each say in one sentence what is promised, and how long it takes to prove", () => {
    for (const { proof } of entries) {
      expect(proof.promise, proof.name).toMatch(/^[A-Z][^.|]{30,}\.$/);
      expect(proof.short.seconds, proof.name).toBeGreaterThan(0);
      expect(proof.full.seconds, proof.name).toBeGreaterThanOrEqual(proof.short.seconds);
    }
  });

  it("are named as their files, no two alike", () => {
    expect(entries.map(({ proof }) => proof.name)).toEqual(entries.map(({ file }) => basename(file, ".ts")));
    expect(new Set(entries.map(({ proof }) => proof.name)).size).toBe(entries.length);
    expect(entries.length).toBeGreaterThanOrEqual(36);
  });

  it("take the same options in both forms, and explain no other", () => {
    for (const { proof } of entries) {
      const names = Object.keys(proof.full.options);
      expect(Object.keys(proof.short.options), proof.name).toEqual(names);
      const { options = {} } = proof as Proof;
      for (const name of Object.keys(options)) expect(names, proof.name).toContain(name);
    }
  });

  it("are documented as they are", () => {
    expect(readFileSync("docs/proofs.md", "utf8")).toBe(renderMarkdown(entries));
  });
});

describe("what was asked for", () => {
  const kill = entries.map(({ proof }) => proof).find(({ name }) => name === "kill");
  const proofOf = (name: string) => (name === "kill" ? kill : undefined);

  it("sets the options of a single proof, each of its type", () => {
    const asked = parseProve(["kill", "--seeds", "1,2", "--kills", "3", "--full"], proofOf);
    expect(asked).toMatchObject({ names: ["kill"], full: true, own: { seeds: "1,2", kills: 3 } });
    expect(parseProve([], proofOf)).toMatchObject({ names: [], full: false, postgres: false, own: {} });
    expect(parseProve(["--full", "kill", "sync"], proofOf)).toMatchObject({ names: ["kill", "sync"] });
  });

  it.each([[["kill", "--kills", "many"]], [["kill", "--hammers", "3"]], [["kill", "sync", "--kills", "3"]]])(
    "is refused when it is not understood: %j",
    (argv) => {
      expect(() => parseProve(argv, proofOf)).toThrow();
    },
  );

  it("is refused with a suggestion when no proof has that name", () => {
    const run = () => execFileSync(process.execPath, ["test/prove/run.ts", "ordr"], { stdio: "pipe" });
    expect(run).toThrow(/there is no proof ordr. Did you mean order\?/);
  });
});
