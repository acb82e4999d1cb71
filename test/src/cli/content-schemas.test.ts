// The schemas for editors are those of the loader, and files point to the one they follow.
import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { schemaFiles } from "../../../src/cli/tasks/content-schemas.ts";

describe("the schemas for editors", () => {
  it("are current: run npx huanka content schemas after a change", () => {
    for (const [path, text] of schemaFiles()) {
      expect(readFileSync(join("content", path), "utf8"), path).toBe(text);
    }
    const written = globSync("content/.schemas/*.json");
    expect(written).toHaveLength(schemaFiles().size);
  });

  it("are named at the top of every YAML file but the intents, at a place that is there", () => {
    const files = globSync("content/{*,calendar/*,zh-CN/*}.yml");
    expect(files.length).toBeGreaterThan(6);
    for (const file of files) {
      const [, schema = ""] =
        /^# yaml-language-server: \$schema=(\S+)\n/.exec(readFileSync(file, "utf8")) ?? [];
      expect(schema, file).not.toBe("");
      expect(existsSync(join(dirname(file), schema)), file).toBe(true);
    }
  });
});
