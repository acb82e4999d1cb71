// The field that an agent writes in, as keys and composer share it: which kind of words, and where the focus goes.
import { signal } from "@preact/signals";
import type { DraftKind } from "./drafts.ts";

/** A reply to the merchant, one that waits for their answer, or words for colleagues only. */
export const WRITES = ["reply", "ask", "note"] as const;
export type Writes = (typeof WRITES)[number];

export const writes = signal<Writes>("reply");
/** While a ticket is being opened its field is wanted: what is typed on meanwhile must not act. */
export const isAwaited = signal(false);
let field: HTMLTextAreaElement | null = null;

export const draftKind = (kind: Writes): DraftKind => (kind === "note" ? "note" : "reply");

export function fieldIs(element: HTMLTextAreaElement | null): void {
  field = element;
  if (element && isAwaited.peek()) startWriting(writes.peek());
}

/** The focus is there when this returns, so that the next key is typed and does not act. */
export function startWriting(kind: Writes): void {
  writes.value = kind;
  isAwaited.value = field === null;
  field?.focus();
}
