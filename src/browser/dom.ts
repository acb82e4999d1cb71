// Building DOM without HTML strings: safe under a strict CSP and Trusted Types.
const SVG = "http://www.w3.org/2000/svg";

/** Makes an element with attributes and children; strings become text nodes, never markup. */
export function el<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Readonly<Record<string, string>> = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

/** A 24 × 24 line icon that takes the text colour; decorative, so hidden from assistive technology. */
export function icon(...paths: readonly string[]): SVGSVGElement {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  for (const d of paths) {
    const path = document.createElementNS(SVG, "path");
    path.setAttribute("d", d);
    svg.append(path);
  }
  return svg;
}

/** Adds a sheet to the document or shadow root that a node is in: without a style element, so that no style-src exception is needed. */
export function addStyle(node: Node, css: string): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  (node.getRootNode() as Document | ShadowRoot).adoptedStyleSheets.push(sheet);
}
