// Colours as numbers: how far two stand apart for the eye, and what lies between them.

/** What everything written has to have, a little above WCAG's 4.5. */
export const LEAST_CONTRAST = 4.75;

/** The three shares of `#rgb` or `#rrggbb`, 0 to 255. */
function shares(hex: string): readonly number[] {
  const digits = hex.slice(1).replace(/^(.)(.)(.)$/, "$1$1$2$2$3$3");
  return [0, 2, 4].map((at) => Number.parseInt(digits.slice(at, at + 2), 16));
}

/** Relative luminance as WCAG has it. */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = shares(hex).map((value) => {
    const share = value / 255;
    return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** 1 for the same colour, 21 for black on white. */
export function contrast(one: string, other: string): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

/** `part` of the second colour in the first. */
export function mix(one: string, other: string, part: number): string {
  const others = shares(other);
  const mixed = shares(one).map((value, index) => Math.round(value + ((others[index] ?? 0) - value) * part));
  return `#${mixed.map((value) => value.toString(16).padStart(2, "0")).join("")}`;
}
