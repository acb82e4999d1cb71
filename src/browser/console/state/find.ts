// What is looked for by `/` and Ctrl+K: tickets that this console shows, and what can be done.
import { signal } from "@preact/signals";
import type { TicketRow } from "../../../base/desk-wire.ts";
import { api, Refused } from "./api.ts";
import { attempt, colleagues } from "./store.ts";

export type Find = "tickets" | "everything" | "colleagues";

/** Undefined while nobody looks for anything. */
export const find = signal<Find | undefined>(undefined);

export function openFind(what: Find): void {
  find.value = what;
}

/** As long as a whole reference is: then the desk is asked too, which knows tickets of any age. */
const REFERENCE = /^(?:hk)?[0-9a-z]{8}$/;
/** What the desk knows by the reference that was typed last. */
export const elsewhere = signal<TicketRow | undefined>(undefined);
let wanted = "";

export async function lookElsewhere(query: string): Promise<void> {
  wanted = bare(query);
  const asked = wanted;
  elsewhere.value = undefined;
  if (!REFERENCE.test(asked)) return;
  try {
    const { row } = await api.find(query);
    if (wanted === asked) elsewhere.value = row ?? undefined;
  } catch (error) {
    // What the lists show is found all the same; the next key asks again.
    if (!(error instanceof Refused)) throw error;
  }
}

/** To whom the open ticket goes: who is there now, and not when the desk was opened. */
export async function chooseColleague(): Promise<void> {
  await attempt(async () => {
    colleagues.value = (await api.state()).colleagues;
  });
  openFind("colleagues");
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
