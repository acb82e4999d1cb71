// What an agent sent and the server has not taken yet: kept in the tab, sent in order, and given back where it is refused.
import { signal } from "@preact/signals";
import { api, Refused } from "./api.ts";
import { explain } from "./explain.ts";

export interface Outgoing {
  readonly clientId: string;
  readonly ticket: string;
  readonly kind: "reply" | "ask" | "note";
  readonly text: string;
  readonly state: "sending" | "waiting" | "refused";
  readonly why?: string;
}

/** A question that is not answered comes back to its agent after so many days. */
const ASK_DAYS = 3;
const KEPT = "huanka-desk-outbox";

export const outbox = signal<readonly Outgoing[]>(kept());

export function queue(ticket: string, kind: Outgoing["kind"], text: string): Promise<void> {
  const clientId = crypto.randomUUID();
  put([...outbox.value, { clientId, ticket, kind, text, state: "sending" }]);
  return deliver(clientId);
}

/** Tries everything again that waits for the network, in order. */
export async function deliverAll(): Promise<void> {
  for (const { clientId } of outbox.value.filter(({ state }) => state === "waiting")) await deliver(clientId);
}

/** The same id again, so that what the server took after all is not said twice. */
export async function deliver(clientId: string): Promise<void> {
  const one = outbox.value.find((item) => item.clientId === clientId);
  if (!one) return;
  change(clientId, { state: "sending" });
  const { ticket, kind, text } = one;
  try {
    if (kind === "note") await api.note(ticket, { text, clientId });
    else await api.say(ticket, { text, clientId, ...(kind === "ask" && { askDays: ASK_DAYS }) });
    drop(clientId);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    change(clientId, error.isPassing ? { state: "waiting" } : { state: "refused", why: explain(error) });
  }
}

export function drop(clientId: string): void {
  put(outbox.value.filter((item) => item.clientId !== clientId));
}

function change(clientId: string, changes: Partial<Outgoing>): void {
  put(outbox.value.map((item) => (item.clientId === clientId ? { ...item, ...changes } : item)));
}

function put(items: readonly Outgoing[]): void {
  outbox.value = items;
  try {
    sessionStorage.setItem(KEPT, JSON.stringify(items));
  } catch {
    // A full or forbidden storage: the tab still has it.
  }
}

/** What was under way when the tab was reloaded is tried again. */
function kept(): readonly Outgoing[] {
  try {
    const items = JSON.parse(sessionStorage.getItem(KEPT) ?? "[]") as Outgoing[];
    return items.map((item) => (item.state === "sending" ? { ...item, state: "waiting" } : item));
  } catch {
    return [];
  }
}
