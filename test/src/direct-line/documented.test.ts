// docs/direct-line.md names the tests of all 77 edge cases; here it is held to that.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";

const CASES = 77;
const ROW = /^\| (\d+) \| (.+) \| (.+) \|$/gm;
/** The name of a test: the first text in `it(…)` or `it.each(…)(…)`. */
const TITLE = /\bit(?:\.each\([\s\S]*?\))?\(\s*(["`])(.*?)\1,/g;

function testTitles(): Set<string> {
  const files = readdirSync("test", { recursive: true, encoding: "utf8" }).filter((path) =>
    path.endsWith(".ts"),
  );
  const titles = files.flatMap((path) =>
    [...readFileSync(join("test", path), "utf8").matchAll(TITLE)].map(([, , title]) => title ?? ""),
  );
  return new Set(titles);
}

/** What a proof promises holds a case as well as a test does. */
function promises(): string[] {
  const files = readdirSync("test/prove", { recursive: true, encoding: "utf8" });
  return files
    .filter((path) => path.endsWith(".ts"))
    .flatMap(
      (path) => /promise:\s*"(.+?)\.",$/m.exec(readFileSync(join("test/prove", path), "utf8"))?.[1] ?? [],
    );
}

it("names for every edge case a test or a proof that exists", () => {
  const rows = [...readFileSync("docs/direct-line.md", "utf8").matchAll(ROW)];
  expect(rows.map(([, number]) => Number(number))).toEqual(Array.from({ length: CASES }, (_, n) => n + 1));
  const titles = new Set([...testTitles(), ...promises()]);
  const missing = rows.flatMap(([, number, , names = ""]) =>
    names.split("<br>").flatMap((name) => (titles.has(name) ? [] : `${number}: ${name}`)),
  );
  expect(missing).toEqual([]);
});
