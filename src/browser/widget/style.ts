// Gives the shadow root its style sheet without a style element, so that no style-src exception is needed.
import css from "./widget.css?inline";

export function adoptStyle(root: ShadowRoot): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  root.adoptedStyleSheets = [sheet];
}
