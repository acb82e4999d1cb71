// A rendered page cut at its anchors: what a reader sees under each heading, as lines of plain text.

export interface Section {
  /** The anchor, empty above the first one. */
  readonly id: string;
  readonly heading: string;
  /** One line a block; where a number or site can be tapped, its target too. */
  readonly lines: readonly string[];
}

const INVISIBLE = /<(style|script|svg|title)\b[\s\S]*?<\/\1>|<!--[\s\S]*?-->/gi;
const ANCHOR = /<(?:h[1-4]|li)\b[^>]*?\sid="([^"]*)"[^>]*>/gi;
/** Where the side column ends and the text begins, which stands under the title of the page. */
const TEXT = /<div class="content">/g;
const FIRST_HEADING = /<(h[1-4])\b[^>]*>([\s\S]*?)<\/\1>/i;
const SELF_LINK = /<a class="anchor"[\s\S]*?<\/a>/g;
const CONTACT = /<a\b[^>]*?\shref="((?:tel:|https:)[^"]*)"[^>]*>/gi;
const BLOCK =
  /<\/?(?:h[1-6]|p|li|[uod]l|dt|dd|div|section|aside|article|table|tr|details|summary|footer|header|main)\b[^>]*>/gi;
const ENTITIES: Readonly<Record<string, string>> = { lt: "<", gt: ">", quot: '"', "#39": "'", amp: "&" };

/** Only for pages of our own: what they contain is known, so a general HTML parser is not needed. */
export function sectionsOf(html: string): Section[] {
  const visible = html.replace(INVISIBLE, "").replace(SELF_LINK, "");
  const anchors = [...visible.matchAll(ANCHOR), ...visible.matchAll(TEXT)].sort((a, b) => a.index - b.index);
  const starts = [{ id: "", at: 0 }, ...anchors.map(({ index, 1: id = "" }) => ({ id, at: index }))];
  const parts = starts.map(({ id, at }, index) => ({ id, part: visible.slice(at, starts[index + 1]?.at) }));
  return [...Map.groupBy(parts, ({ id }) => id)].map(([id, group]) => {
    const part = group.map((one) => one.part).join("");
    return { id, heading: headingOf(part), lines: linesOf(part) };
  });
}

function headingOf(html: string): string {
  return linesOf(FIRST_HEADING.exec(html)?.[2] ?? "").join(" ");
}

function linesOf(html: string): string[] {
  return html
    .replace(/\s+/g, " ")
    .replace(CONTACT, "[$1] ")
    .replace(BLOCK, "\n")
    .replace(/<[^>]*>/g, "")
    .split("\n")
    .map((line) => decode(line).trim())
    .filter((line) => line !== "");
}

function decode(text: string): string {
  return text.replace(/&(#?\w+);/g, (written, name: string) => ENTITIES[name] ?? written);
}
