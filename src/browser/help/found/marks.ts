// Shows on an opened page where it speaks of what was searched for. Nothing of the page itself is changed.
import { needlesOf } from "./highlight.ts";

/** What stands all over a page tells nobody where to look. */
const MOST = 12;

/** A browser without highlights shows the page as it is. */
export function markOnPage(query: string): void {
  const main = document.querySelector("main");
  if (!main || !("highlights" in CSS)) return;
  const texts = textsIn(main);
  const ranges = needlesOf(query).flatMap((needle) => {
    const found = texts.flatMap((text) => rangesOf(needle, text));
    return found.length > MOST ? [] : found;
  });
  CSS.highlights.set("sought", new Highlight(...ranges));
}

function textsIn(root: Node): Text[] {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const texts: Text[] = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode())
    if (node instanceof Text) texts.push(node);
  return texts;
}

function rangesOf(needle: string, text: Text): Range[] {
  const inside = text.data.toLowerCase();
  if (inside.length !== text.length) return []; // positions would not agree
  const ranges: Range[] = [];
  for (let at = inside.indexOf(needle); at >= 0; at = inside.indexOf(needle, at + needle.length)) {
    const range = new Range();
    range.setStart(text, at);
    range.setEnd(text, at + needle.length);
    ranges.push(range);
  }
  return ranges;
}
