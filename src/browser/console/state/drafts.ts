// What is written and not sent yet, by ticket: in the tab at once, what is meant for the merchant on the server a second later.
import { signal } from "@preact/signals";
import { api, Refused } from "./api.ts";
import { keepInTab, keptInTab } from "./tab.ts";

const SAVE_AFTER_MS = 1_000;
const KEPT = "drafts";
/** As long as one message may be; what is longer is kept in the tab alone until it is cut. */
export const LONGEST = 4_000;

/** A note's words have a draft of their own: switching the field never carries them into a reply. */
export type DraftKind = "reply" | "note";

const keyOf = (ticket: string, kind: DraftKind) => (kind === "note" ? `${ticket}#note` : ticket);

export const drafts = signal<ReadonlyMap<string, string>>(
  new Map(keptInTab<readonly (readonly [string, string])[]>(KEPT, [])),
);
const timers = new Map<string, ReturnType<typeof setTimeout>>();

export function draftOf(ticket: string, kind: DraftKind): string {
  return drafts.value.get(keyOf(ticket, kind)) ?? "";
}

/** What the server kept, unless something was written here since. */
export function offer(ticket: string, text: string): void {
  if (text !== "" && !drafts.value.has(ticket)) put(ticket, text);
}

export function write(ticket: string, kind: DraftKind, text: string): void {
  put(keyOf(ticket, kind), text);
  if (kind === "note") return;
  clearTimeout(timers.get(ticket));
  timers.set(
    ticket,
    setTimeout(() => void save(ticket), SAVE_AFTER_MS),
  );
}

/** Somebody else signed in: what is not theirs goes from this tab. */
export function forgetDrafts(): void {
  for (const timer of timers.values()) clearTimeout(timer);
  drafts.value = new Map();
  keepInTab(KEPT, []);
}

async function save(ticket: string): Promise<void> {
  const text = drafts.value.get(ticket) ?? "";
  if (text.length > LONGEST) return;
  try {
    await api.draft(ticket, text);
  } catch (error) {
    // The words are still in the tab; the next key saves them.
    if (!(error instanceof Refused)) throw error;
  }
}

function put(key: string, text: string): void {
  drafts.value = new Map(drafts.value).set(key, text);
  keepInTab(
    KEPT,
    [...drafts.value].filter(([, kept]) => kept !== ""),
  );
}
