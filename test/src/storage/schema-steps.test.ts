// A schema step must let the version before go on serving: what it may do, and that it says so.
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { KNOWN_SCHEMAS, SCHEMA_STEPS, unreadableSchemas } from "../../../src/storage/schema.ts";

const FIRST_THAT_TELLS = "2026-11-29-shared-schema";
/** What breaks a version that still reads and writes the schema before. */
const TAKES_AWAY = /\.(?:dropTable|dropColumn|renameTo|renameColumn|alterColumn|modifyColumn|setNotNull)\b/;
const later = KNOWN_SCHEMAS.filter((name) => name > FIRST_THAT_TELLS);

describe("a schema step", () => {
  it("says from which schema on versions can serve over it", () => {
    for (const name of later) {
      const { readableBy } = SCHEMA_STEPS[name] ?? {};
      expect(KNOWN_SCHEMAS, name).toContain(readableBy);
    }
  });

  it("that takes something away is read by the version that no longer needed it at the earliest", () => {
    for (const name of later) {
      const { readableBy } = SCHEMA_STEPS[name] ?? {};
      if (!TAKES_AWAY.test(readFileSync(`src/storage/migrations/${name}.ts`, "utf8"))) continue;
      expect([KNOWN_SCHEMAS[KNOWN_SCHEMAS.indexOf(name) - 1], name], name).toContain(readableBy);
    }
  });
});

describe("a database of a newer version", () => {
  const had = [...KNOWN_SCHEMAS, "2999-01-01-added", "2999-01-02-more"];
  const latest = KNOWN_SCHEMAS.at(-1) ?? "";

  it("is served over when each of its newer steps names a schema that this version has", () => {
    const readers = new Map([
      ["2999-01-01-added", latest],
      ["2999-01-02-more", KNOWN_SCHEMAS[0] ?? ""],
    ]);
    expect(unreadableSchemas(had, readers)).toEqual([]);
  });

  it("is refused for a step that says nothing, or names a schema of its own time", () => {
    const readers = new Map([["2999-01-02-more", "2999-01-01-added"]]);
    expect(unreadableSchemas(had, readers)).toEqual(["2999-01-01-added", "2999-01-02-more"]);
  });

  it("is refused when it lacks a step of this version: neither is the other's past", () => {
    const readers = new Map([["2999-01-01-added", KNOWN_SCHEMAS[0] ?? ""]]);
    const other = had.filter((name) => name !== latest && !name.endsWith("more"));
    expect(unreadableSchemas(other, readers)).toEqual(["2999-01-01-added"]);
  });
});
