// The design's tokens: enough contrast in both schemes, and no colour, type size or space that is not one of them.
import { globSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { contrast, LEAST_CONTRAST } from "../../../src/base/design/contrast.ts";
import { LIGHT_TOKENS, TOKENS_CSS, token } from "../../../src/base/design/design-tokens.ts";
import { CHECKLIST_STYLE } from "../../../src/view/checklist-style.ts";
import { favicon } from "../../../src/view/icons.ts";

/** What is written on what. */
const PAIRS = [
  ...["ink", "muted", "faint", "brand", "deep", "red"].flatMap((text) =>
    ["bg", "surface", "band"].map((ground) => [text, ground] as const),
  ),
  ...["ink", "muted", "brand", "deep"].map((text) => [text, "tint"] as const),
  ...["ink", "gold-ink", "red"].map((text) => [text, "gold-bg"] as const),
  ...["brand", "deep"].map((ground) => ["on-brand", ground] as const),
  ["on-red", "red"] as const,
];

function tokensIn(css: string): ReadonlyMap<string, string> {
  return new Map(
    [...css.matchAll(/--([\w-]+):\s*([^;]+);/g)].map(([, name = "", value = ""]) => [name, value]),
  );
}
const DARK_CSS = /prefers-color-scheme: dark\) \{([\s\S]*?)\n\}/.exec(TOKENS_CSS)?.[1] ?? "";
const light = tokensIn(LIGHT_TOKENS);
const SCHEMES = { light, dark: new Map([...light, ...tokensIn(DARK_CSS)]) };

describe.each(Object.entries(SCHEMES))("the %s scheme", (_name, tokens) => {
  it("has enough contrast wherever something is written", () => {
    const weak = PAIRS.map(([text, ground]) => ({
      pair: `${text} on ${ground}`,
      ratio: contrast(tokens.get(text) ?? "", tokens.get(ground) ?? ""),
    })).filter(({ ratio }) => !(ratio >= LEAST_CONTRAST));
    expect(weak).toEqual([]);
  });
});

const SHEETS = globSync("src/browser/**/*.css").filter((file) => !file.endsWith("/tokens.css"));
const COLOUR =
  /#[0-9a-f]{3,8}\b|\b(?:rgba?|hsla?|oklch|lab|lch|hwb|color|color-mix)\(|\b(?:white|black|red|green|gr[ae]y)\b/i;
const LENGTH = /(?<![\w-])-?\d*\.?\d+(?:px|r?em|pt|ch|ex)\b/;
/** A token, with one of two weights before it where it is not the usual one. */
const FONT = /^(?:inherit|(?:(?:400|600) )?var\(--(?:t\d\d|capped-\d\d|field|paper-[a-z]+)\))$/;
/** Lengths of these come from the tokens; widths, icons and hairlines are each their own. */
const SPACES = /^(?:margin|padding|gap|row-gap|column-gap|border(?:-[a-z]+)*-radius)(?:-|$)/;

/** What a declaration says that is no token, or nothing. */
function rawIn(property: string, value: string): string | undefined {
  const spoken = value.replace(/var\([^)]*\)/g, "");
  const isRaw =
    COLOUR.test(spoken) ||
    property === "font-size" ||
    property === "line-height" ||
    (property === "font" && !FONT.test(value)) ||
    (property === "font-weight" && !/^(?:400|600)$/.test(value)) ||
    (SPACES.test(property) && LENGTH.test(spoken)) ||
    /gradient\(/.test(value);
  return isRaw ? `${property}: ${value}` : undefined;
}

function rawOf(css: string): string[] {
  const rules = css.replace(/\/\*[\s\S]*?\*\//g, "");
  return [...rules.matchAll(/(?<=[{;]\s*)([\w-]+)\s*:\s*([^;{}]+)(?=[;}])/g)].flatMap(
    ([, property = "", value = ""]) => rawIn(property, value.trim()) ?? [],
  );
}

describe("the tokens of type and space", () => {
  it("are the seven sizes with their lines, and the seven spaces, and no others", () => {
    const sizes = [...TOKENS_CSS.matchAll(/--t(\d\d): ([\d.]+)rem \/ ([\d.]+)rem/g)].map(
      ([, name, size, line]) => [Number(name), Number(size) * 16, Number(line) * 16],
    );
    expect(sizes.map(([, size, line]) => `${size}/${line}`)).toEqual([
      "13/20",
      "14/22",
      "16/28",
      "17/28",
      "20/30",
      "26/36",
      "32/44",
    ]);
    for (const [name, size] of sizes) expect(size).toBe(name);
    const spaces = [...TOKENS_CSS.matchAll(/--[sr](\d+): (\d+)px/g)];
    for (const [, name, pixels] of spaces) expect(pixels).toBe(name);
    expect(spaces.map(([, name]) => Number(name))).toEqual([4, 8, 12, 16, 24, 32, 48, 8, 12]);
  });
});

describe("what is not in the tokens", () => {
  it.each(SHEETS)("is no colour, type size or space of %s", (file) => {
    expect(rawOf(readFileSync(file, "utf8"))).toEqual([]);
  });

  it("is none of the checklist or of the mark of the site", () => {
    const rest = CHECKLIST_STYLE.replace(LIGHT_TOKENS, "").replace(/@page\{[^}]*\}/, "");
    expect(rawOf(rest)).toEqual([]);
    const colours = new Set(
      [...favicon().matchAll(/(?:fill|stroke)="(#[^"]+)"/g)].map(([, colour]) => colour),
    );
    expect([...colours].sort()).toEqual(["brand", "gold", "on-brand"].map((name) => token(name)).sort());
  });

  it("is seen by this test", () => {
    expect(
      rawOf(
        "a{color:#fff;margin:0 3px;font:600 1rem/2 x;padding:var(--s8) auto}b{gap:var(--s4);font:700 var(--t16)}",
      ),
    ).toHaveLength(4);
    expect(SHEETS.length).toBeGreaterThan(5);
  });
});
