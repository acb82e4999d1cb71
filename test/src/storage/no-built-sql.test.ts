// SQL is never put together out of strings: values go in as parameters, names come from the code (S16).
import { globSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";

/** Ways to run text as SQL, with what stands between the brackets up to the end of the first argument. */
const RUN =
  /(?:\.(?:raw|prepare|executeQuery|unsafe)|\b(?:client|next|pool|connection|db)\.(?:query|exec))\(\s*([^,)]*)/g;
/** Text with a place for a value, or added together. */
const BUILT = /`[^`]*\$\{|["'`]\s*\+|\+\s*["'`]|\.concat\(|\.join\(/;

/** How a value is put into a template. */
const PLACE = "$".concat("{id}");

function builtSql(code: string): string[] {
  return [...code.matchAll(RUN)]
    .map(([, argument = ""]) => argument.trim())
    .filter((argument) => BUILT.test(argument));
}

it("finds SQL that is put together, and lets parameters pass", () => {
  expect(builtSql(`db.prepare(\`SELECT * FROM a WHERE id = ${PLACE}\`).get()`)).toHaveLength(1);
  expect(builtSql('sql.raw("DELETE FROM " + table)')).toHaveLength(1);
  expect(builtSql(`client.query(\`x ${PLACE}\`)`)).toHaveLength(1);
  expect(builtSql('db.prepare("SELECT 1 FROM a WHERE id = ?").get(id)')).toEqual([]);
  expect(builtSql(`sql\`SELECT * FROM a WHERE id = ${PLACE}\`.execute(db)`)).toEqual([]);
});

it("there is none in the code", () => {
  const files = globSync("src/**/*.ts").filter((file) => !file.startsWith("src/browser/"));
  expect(files.length).toBeGreaterThan(50);
  expect(
    files.flatMap((file) => builtSql(readFileSync(file, "utf8")).map((sql) => `${file}: ${sql}`)),
  ).toEqual([]);
});
