// One difference between two contents, and the table of all.

export interface Change {
  readonly kind:
    | "newly answered"
    | "newly wrong"
    | "re-routed"
    | "found elsewhere"
    | "guide longer"
    | "guide shorter"
    | "guide added"
    | "guide gone"
    | "text changed"
    | "text added"
    | "text gone";
  /** The message, the story and its message, or the place in the content. */
  readonly where: string;
  readonly before: string;
  readonly after: string;
}

/** A Markdown table; line breaks in texts become ⏎. */
export function toTable(changes: readonly Change[]): string {
  const rows = changes.map(({ kind, where, before, after }) => [kind, where, before, after]);
  const lines = [["what", "where", "before", "after"], ["---", "---", "---", "---"], ...rows];
  return lines.map((cells) => `| ${cells.map(toCell).join(" | ")} |`).join("\n");
}

function toCell(text: string): string {
  return text.replace(/\s*\n\s*/g, " ⏎ ").replaceAll("|", "\\|");
}
