// The everyday reader against the library: the same values at the same places, or nothing.
import { globSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isPair, isScalar, parseDocument } from "yaml";
import { readEverydayYaml } from "../../../bot/reading/everyday-yaml.ts";

/** Value and place of each node, as both make them; undefined where the reader leaves the text to the library. */
function asBothMakeIt(text: string) {
  const quick = readEverydayYaml(text);
  if (!quick) return undefined;
  const { contents, errors, warnings } = parseDocument(text, { prettyErrors: false });
  const problems = [...errors, ...warnings].map(({ message }) => message);
  return { quick: shapeOf(quick.contents), slow: problems.length > 0 ? problems : shapeOf(contents) };
}

function shapeOf(part: unknown): unknown {
  if (isPair(part)) return [shapeOf(part.key), shapeOf(part.value)];
  const { range, items } = part as { range?: number[]; items?: unknown[] };
  const place = range?.slice(0, 2);
  return isScalar(part) ? { value: part.value, place } : { items: items?.map(shapeOf), place };
}

/** Whether it was read at all. */
function holdsFor(text: string): boolean {
  const made = asBothMakeIt(text);
  if (made) expect(made.quick, text).toEqual(made.slow);
  return made !== undefined;
}

const files = globSync("content/**/*.{yml,md,lock}").map((path) => {
  const text = readFileSync(path, "utf8");
  return { path, yaml: path.endsWith(".md") ? (/^---\n([\s\S]*?\n)---/.exec(text)?.[1] ?? "") : text };
});

const everyday = [
  "a",
  "字 b",
  "a, b",
  "a:b",
  "a#b",
  "[a, 'b']",
  "{ a: 1, b: x }",
  '"x\\"y\\\\"',
  "12",
  "1+1",
  "2026-11-29",
];
const unusual = [
  ...[
    "",
    " ",
    "a]",
    "b ",
    "- x",
    "-x",
    "a: b",
    "a #b",
    'a"b',
    "\u00a0",
    "\u3000x",
    "x\u3000",
    "|",
    "|-",
    ">",
    "# c",
    "a # c",
  ],
  ...[
    "[a,b ,c,]",
    '["a""b"]',
    "[a: b]",
    "[ ]",
    "[]",
    "{}",
    "{a}",
    '{"a": 1}',
    "[a] b",
    "*a",
    "&a b",
    "!t x",
    "%d",
    "@x",
  ],
  ...[
    '"x\\n"',
    "'it''s'",
    '"open',
    '"a" b',
    '"a": b',
    "`x`",
    "? a",
    ": ",
    "~",
    "null",
    "True",
    "false",
    "no",
    ".inf",
    "<<",
  ],
  ...[
    "-.inf",
    ".NaN",
    "=",
    "'",
    "\\",
    "0",
    "007",
    "1.5",
    "1e3",
    "+1",
    "0x1f",
    "0o7",
    ".5",
    "1.",
    "e1",
    "-3",
    "1_0",
    "12:30",
  ],
];
const names = [
  "key: ",
  "key:",
  "other: ",
  "k2: ",
  "字: ",
  "1: ",
  "true: ",
  '"q": ',
  "<<: ",
  "key : ",
  "key:  ",
];
const oneOf = (...[first, ...others]: (readonly string[])[]) =>
  fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...(first ?? [])) },
    ...others.map((texts) => ({ weight: 1, arbitrary: fc.constantFrom(...texts) })),
  );
const rows = fc.array(
  fc.tuple(
    fc.constantFrom(-4, -2, 0, 0, 0, 0, 0, 1, 2),
    oneOf([""], ["- "], ["-", "-  "]),
    oneOf(["key: ", "other: ", "k2: "], names, [""]),
    oneOf(everyday, unusual),
    oneOf([""], ["\n", "\n  ", "\n# c", "\n    # c"]),
  ),
  { minLength: 1, maxLength: 5 },
);
const odd = fc.tuple(rows, fc.constantFrom("\n", "", "\n\n")).map(([parts, end]) => {
  let indent = 0;
  const texts = parts.map(([further, item, key, value, between]) => {
    indent = Math.max(0, indent + further);
    return " ".repeat(indent) + item + key + value + between;
  });
  return texts.join("\n") + end;
});

describe("YAML as it is written every day", () => {
  it("is nearly all that the content consists of, and is read as the library reads it", () => {
    expect(files.length).toBeGreaterThan(400);
    const left = files.filter(({ yaml }) => !holdsFor(yaml));
    expect(left.length).toBeLessThan(files.length / 20);
  });

  it("is read as the library reads it wherever a character was put in, taken away or changed", () => {
    const some = files.filter(({ yaml }) => yaml.length < 1_500);
    const signs = [..." \n\t-:#[]{},&*!|>'\"%@`?~.0a字\\"];
    const edited = fc
      .tuple(fc.constantFrom(...some), fc.nat(1_500), fc.constantFrom("", ...signs, ...signs), fc.boolean())
      .map(([{ yaml }, nat, sign, isInstead]) => {
        const at = nat % (yaml.length + 1);
        return yaml.slice(0, at) + sign + yaml.slice(at + (isInstead ? 1 : 0));
      });
    fc.assert(
      fc.property(edited, (text) => void holdsFor(text)),
      { numRuns: 400 },
    );
  });

  it("is read as the library reads it however lines are put together", () => {
    let read = 0;
    fc.assert(
      fc.property(odd, (text) => {
        if (holdsFor(text)) read += 1;
      }),
      { numRuns: 4_000 },
    );
    expect(read).toBeGreaterThan(100);
  });

  it.each([
    "a: 1\na: 2\n",
    "a: &x 1\nb: *x\n",
    "__proto__: 1\n",
    "a: 'it''s'\n",
    "a: b: c\n",
    "a:\n",
    "a:\n  - b\n   - c\n",
    "a: b\n  c\n",
    "---\na: b\n",
    "a:\tb\n",
    "",
  ])("leaves %j to the library", (text) => {
    expect(readEverydayYaml(text)).toBeUndefined();
  });
});
