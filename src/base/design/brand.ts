// The operator's own colour in place of the green: what follows from it in either scheme, and whether it can be read.
import { contrast, LEAST_CONTRAST, mix } from "./contrast.ts";
import { token } from "./design-tokens.ts";

export type Scheme = "light" | "dark";

/** What is read, and on what. */
const PAIRS = [
  ...["brand", "deep"].flatMap((text) =>
    ["bg", "surface", "band", "tint"].map((ground) => [text, ground] as const),
  ),
  ["ink", "tint"] as const,
  ["muted", "tint"] as const,
  ["on-brand", "brand"] as const,
  ["on-brand", "deep"] as const,
];
/** Towards what the deeper shade goes, and how far; the tint is the ground with a breath of the colour. */
const SHADES = {
  light: { deepTowards: "#000000", deep: 0.2, tint: 0.1 },
  dark: { deepTowards: "#ffffff", deep: 0.3, tint: 0.16 },
} as const;

/** The tokens that the colour replaces. */
export function brandTokens(
  brand: string,
  scheme: Scheme,
): Readonly<Record<"brand" | "deep" | "tint", string>> {
  const { deepTowards, deep, tint } = SHADES[scheme];
  return { brand, deep: mix(brand, deepTowards, deep), tint: mix(token("bg", scheme), brand, tint) };
}

/** Why a colour cannot be read somewhere, as one sentence; nothing when it can. */
export function problemOfBrand(brand: string, scheme: Scheme): string | undefined {
  const own: Readonly<Record<string, string>> = brandTokens(brand, scheme);
  const colourOf = (name: string) => own[name] ?? token(name, scheme);
  const ratios = PAIRS.map(([text, ground]) => contrast(colourOf(text), colourOf(ground)));
  const least = Math.min(...ratios);
  if (least >= LEAST_CONTRAST) return undefined;
  const way = scheme === "light" ? "darker" : "lighter";
  return `is too hard to read in the ${scheme} scheme: its contrast is ${least.toFixed(1)} where it has to be ${LEAST_CONTRAST}; choose a ${way} one`;
}

/** The rules to add to a style sheet; empty where the operator has no colours of their own. */
export function brandCss({
  light,
  dark,
}: {
  readonly light?: string | undefined;
  readonly dark?: string | undefined;
}): string {
  const rule = (brand: string, scheme: Scheme) =>
    `:root{${Object.entries(brandTokens(brand, scheme))
      .map(([name, value]) => `--${name}:${value}`)
      .join(";")}}`;
  // The added light rule would else win over the dark one of the sheet.
  return (
    (light === undefined ? "" : `@media not (prefers-color-scheme:dark){${rule(light, "light")}}`) +
    (dark === undefined ? "" : `@media (prefers-color-scheme:dark){${rule(dark, "dark")}}`)
  );
}
