// The design's tokens for what is no style sheet of the build: one file holds them all, src/browser/tokens.css.
import { readFileSync } from "node:fs";
import { resolve } from "node:path";

/** The whole sheet as text. */
export const TOKENS_CSS = readFileSync(resolve(import.meta.dirname, "../../browser/tokens.css"), "utf8");

/** The tokens of the light scheme in one line, for a document that carries its own style. */
export const LIGHT_TOKENS = (/:root \{[^}]*\}/.exec(TOKENS_CSS)?.[0] ?? "").replace(/\s+/g, " ");

/** Those of the dark scheme, within their media query. */
export const DARK_TOKENS = (
  /@media \(prefers-color-scheme: dark\) \{[\s\S]*?\n\}/.exec(TOKENS_CSS)?.[0] ?? ""
).replace(/\s+/g, " ");

/** A token's value; the dark scheme names only those that differ. */
export function token(name: string, scheme: "light" | "dark" = "light"): string {
  const valueIn = (css: string) => new RegExp(`--${name}:\\s*([^;]+);`).exec(css)?.[1];
  const value = (scheme === "dark" ? valueIn(DARK_TOKENS) : undefined) ?? valueIn(LIGHT_TOKENS);
  if (value === undefined) throw new Error(`src/browser/tokens.css has no --${name}`);
  return value;
}
