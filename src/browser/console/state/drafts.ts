// What is written and not sent yet, by ticket: here at once, on the server a second later, so that it survives this tab.
import { signal } from "@preact/signals";
import { api, Refused } from "./api.ts";

const SAVE_AFTER_MS = 1_000;

export const drafts = signal<ReadonlyMap<string, string>>(new Map());
const timers = new Map<string, ReturnType<typeof setTimeout>>();

/** What the server kept, unless something was written here since. */
export function offer(ticket: string, text: string): void {
  if (text !== "" && !drafts.value.has(ticket)) put(ticket, text);
}

export function write(ticket: string, text: string): void {
  put(ticket, text);
  clearTimeout(timers.get(ticket));
  timers.set(
    ticket,
    setTimeout(() => void save(ticket), SAVE_AFTER_MS),
  );
}

async function save(ticket: string): Promise<void> {
  try {
    await api.draft(ticket, drafts.value.get(ticket) ?? "");
  } catch (error) {
    // The words are still in the field; the next key saves them.
    if (!(error instanceof Refused)) throw error;
  }
}

function put(ticket: string, text: string): void {
  drafts.value = new Map(drafts.value).set(ticket, text);
}
