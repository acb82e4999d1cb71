// The stamp of a built file covers the code that makes it, wherever that code stands.
import { globSync, readFileSync } from "node:fs";
import { stripTypeScriptTypes } from "node:module";
import { describe, expect, it } from "vitest";
import { BUNDLED } from "../../../src/build/build-browser.ts";
import { codeStamp, reachedBy } from "../../../src/served/code-stamp.ts";

describe("the stamp of the search index", () => {
  const { files, packages } = reachedBy(["bot/search/index-pair.ts"]);

  it("covers every room that decides which terms a text has", () => {
    expect(files).toEqual(
      expect.arrayContaining(["bot/search/fields.ts", "bot/text/normalise.ts", "bot/text/tokens.ts"]),
    );
    expect(packages).toEqual(expect.arrayContaining(["opencc-js", "pinyin-pro"]));
  });

  it("does not follow types, which are gone when the code runs", () => {
    expect(files).not.toContain("bot/search/documents.ts");
  });

  it("is the same for the same code, and another for other code", () => {
    expect(codeStamp(["bot/search/fields.ts"])).toBe(codeStamp(["bot/search/fields.ts"]));
    expect(codeStamp(["bot/search/fields.ts"])).not.toBe(codeStamp(["bot/search/query.ts"]));
  });

  it("fails loudly when a file it names is gone, instead of covering less", () => {
    expect(() => codeStamp(["bot/knowledge/search-postings.ts"])).toThrow(/ENOENT/);
  });
});

describe("the stamp of the browser files", () => {
  const { files, packages } = reachedBy(BUNDLED);

  it("covers style sheets, what is loaded later and what is shared with the server", () => {
    expect(files).toEqual(
      expect.arrayContaining([
        "src/browser/help/help.css",
        "src/browser/help/search-box.css",
        "src/browser/widget/widget.css",
        "src/browser/tokens.css",
        "src/browser/widget/widget.ts",
        "bot/secrets/names/code-words.ts",
      ]),
    );
    expect(packages).toContain("vite");
  });

  it("leaves out no file of the browser but declarations of types", () => {
    const own = globSync("src/browser/**/*.{ts,tsx,css}").filter((file) => !isOnlyTypes(file));
    expect(own.length).toBeGreaterThan(50);
    expect(own.filter((file) => !files.includes(file))).toEqual([]);
  });
});

/** Nothing of it is left when the code runs. */
function isOnlyTypes(file: string): boolean {
  if (file.endsWith(".d.ts")) return true;
  if (!file.endsWith(".ts")) return false;
  const code = stripTypeScriptTypes(readFileSync(file, "utf8"));
  return code.replace(/\/\/.*|\/\*[\s\S]*?\*\//g, "").trim() === "";
}
