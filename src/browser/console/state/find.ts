// What is looked for by `/` and Ctrl+K: tickets that this console shows, and what can be done.
import { signal } from "@preact/signals";
import type { TicketRow } from "../../../base/desk-wire.ts";

export type Find = "tickets" | "everything";

/** Undefined while nobody looks for anything. */
export const find = signal<Find | undefined>(undefined);

export function openFind(what: Find): void {
  find.value = what;
}

/** References are said with and without their hyphens. */
function bare(text: string): string {
  return text.toLowerCase().replace(/[\s-]/g, "");
}

/** Whether every word of the query is in one of the texts. */
export function matches(query: string, texts: readonly string[]): boolean {
  const all = texts.map(bare);
  const words = query.split(/\s+/).map(bare);
  return words.every((word) => all.some((text) => text.includes(word)));
}

export function textsOf({ reference, provider, lastText, assignee }: TicketRow): readonly string[] {
  return [reference, provider?.name ?? "", lastText, assignee?.name ?? ""];
}
