// The change of one fact's value as a patch that `git apply` takes.
import type { DraftFact } from "../../bot/reading/draft-facts.ts";

const CONTEXT_LINES = 3;

/** A unified diff of the fact's file; empty when the value is what stands there already. */
export function valuePatch({ fact, entry, path }: DraftFact, value: string, folder: string): string {
  const raw = entry.yaml.rawOf([...path, "value"]);
  if (!raw || fact.value === value) return "";
  const { text } = entry.file;
  const end = raw.offset + raw.text.trimEnd().length;
  const changed = text.slice(0, raw.offset) + JSON.stringify(value) + text.slice(end);
  return unifiedDiff(`${folder}/${entry.file.path}`, text.split("\n"), changed.split("\n"));
}

/** One hunk: what differs lies together, because one value was replaced. */
function unifiedDiff(path: string, before: readonly string[], after: readonly string[]): string {
  let start = 0;
  while (start < before.length && before[start] === after[start]) start += 1;
  let tail = 0;
  while (
    tail < Math.min(before.length, after.length) - start &&
    before.at(-1 - tail) === after.at(-1 - tail)
  ) {
    tail += 1;
  }
  const from = Math.max(0, start - CONTEXT_LINES);
  const lead = before.slice(from, start).map((line) => ` ${line}`);
  const gone = before.slice(start, before.length - tail).map((line) => `-${line}`);
  const come = after.slice(start, after.length - tail).map((line) => `+${line}`);
  const rest = before
    .slice(before.length - tail)
    .slice(0, CONTEXT_LINES)
    .map((line) => ` ${line}`);
  const count = (changed: number) => lead.length + changed + rest.length;
  const head = `@@ -${from + 1},${count(gone.length)} +${from + 1},${count(come.length)} @@`;
  return [`--- a/${path}`, `+++ b/${path}`, head, ...lead, ...gone, ...come, ...rest, ""].join("\n");
}
