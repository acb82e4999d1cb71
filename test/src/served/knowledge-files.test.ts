// A content that was read and checked by the build is served as if it had been read just now, and only that very content.
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { loadKnowledge } from "../../../bot/load.ts";
import { reachedBy } from "../../../src/served/code-stamp.ts";
import {
  KNOWLEDGE_CODE,
  readKnowledge,
  toData,
  writeKnowledge,
} from "../../../src/served/knowledge-files.ts";
import { aKnowledge } from "../../support/a-knowledge.ts";

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "huanka-knowledge-"));
});
afterEach(() => rmSync(dir, { recursive: true }));

describe("a kept content", () => {
  it.each(["zh-CN", "en"])("is what the loader makes of %s, to the last rule", async (locale) => {
    const loaded = await loadKnowledge("content", locale);
    await writeKnowledge(dir, loaded);
    const kept = readKnowledge(dir, loaded);
    expect(kept && toData(kept)).toStrictEqual(toData(loaded));
    expect(kept && [...kept.providers.keys()]).toEqual([...loaded.providers.keys()]);
    expect(kept?.rules.get("command")?.size).toBeGreaterThan(0);
  });

  it("is found by its files and its language only", async () => {
    const knowledge = aKnowledge();
    await writeKnowledge(dir, knowledge);
    expect(readKnowledge(dir, knowledge)?.hash).toBe(knowledge.hash);
    expect(readKnowledge(dir, { ...knowledge, hash: "of another file" })).toBeUndefined();
    expect(readKnowledge(dir, { ...knowledge, locale: "en" })).toBeUndefined();
  });

  it("is read anew where what lies there is damaged", async () => {
    const knowledge = aKnowledge();
    await writeKnowledge(dir, knowledge);
    const file = join(dir, readdirSync(dir)[0] ?? "", "knowledge.bin");
    const bytes = readFileSync(file);
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
    writeFileSync(file, bytes);
    expect(readKnowledge(dir, knowledge)).toBeUndefined();
  });

  it("has a name that covers the code that reads, checks and lays it down, wherever it stands", () => {
    const { files, packages } = reachedBy(KNOWLEDGE_CODE);
    expect(files).toEqual(
      expect.arrayContaining([
        "bot/lint/references.ts",
        "bot/reading/parse-tree.ts",
        "bot/rules/pattern.ts",
        "bot/knowledge/provider.ts",
        "src/served/knowledge-files.ts",
      ]),
    );
    expect(packages).toEqual(expect.arrayContaining(["yaml", "zod"]));
  });
});
