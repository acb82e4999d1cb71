// What an agent sent and the server has not taken yet: kept in the tab, sent in order, and given back where it is refused.
import { signal } from "@preact/signals";
import { api, Refused } from "./api.ts";
import { explain } from "./explain.ts";
import { endSession, me } from "./store.ts";
import { keepInTab, keptInTab } from "./tab.ts";

export interface Outgoing {
  readonly clientId: string;
  readonly ticket: string;
  readonly kind: "reply" | "ask" | "note";
  readonly text: string;
  /** `waiting` for the network, `failing` at the server, `overtaken` by what others said meanwhile. */
  readonly state: "sending" | "waiting" | "failing" | "refused" | "overtaken";
  /** Up to where the agent had read the thread when it was written. */
  readonly read: string;
  readonly why?: string;
  /** The very words are what cannot be sent: as they are, they would be refused again. */
  readonly isFinal?: boolean;
}

/** A question that is not answered comes back to its agent after so many days. */
const ASK_DAYS = 3;
const KEPT = "outbox";
const TRY_AGAIN_MS = 3_000;
const OF_THE_WORDS: ReadonlySet<string> = new Set(["Guarded", "BadArgument", "TooLarge"]);

export const outbox = signal<readonly Outgoing[]>(kept());
let retry: ReturnType<typeof setTimeout> | undefined;

export function queue(draft: Pick<Outgoing, "ticket" | "kind" | "text" | "read">): Promise<void> {
  const clientId = crypto.randomUUID();
  put([...outbox.value, { ...draft, clientId, state: "sending" }]);
  return deliver(clientId);
}

/** Tries everything again that waits, in order; what was overtaken meanwhile asks first. */
export async function deliverAll(): Promise<void> {
  clearTimeout(retry);
  for (const one of outbox.value.filter(isWaiting)) {
    if (one.kind !== "note" && (await wasOvertaken(one))) change(one.clientId, { state: "overtaken" });
    else await deliver(one.clientId);
  }
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
    if (error.status === 401) endSession();
    const isFinal = OF_THE_WORDS.has(error.code);
    change(clientId, { state: stateAfter(error), why: explain(error), isFinal });
    // The network tells by itself when it is back; a server in trouble has to be asked.
    clearTimeout(retry);
    if (outbox.value.some(({ state }) => state === "failing"))
      retry = setTimeout(() => void deliverAll(), TRY_AGAIN_MS);
  }
}

export function drop(clientId: string): void {
  put(outbox.value.filter((item) => item.clientId !== clientId));
}

/** Somebody else signed in: what is not theirs goes from this tab. */
export function forgetOutbox(): void {
  put([]);
}

function stateAfter({ status, isPassing }: Refused): Outgoing["state"] {
  // Whoever is signed out signs in again, and it goes then.
  if (status === 0 || status === 401) return "waiting";
  return isPassing ? "failing" : "refused";
}

const isWaiting = ({ state }: Outgoing) => state === "waiting" || state === "failing";

/** Whether somebody else said something that the agent had not read when they wrote. */
async function wasOvertaken({ ticket, read }: Outgoing): Promise<boolean> {
  try {
    const { activities } = await api.thread(ticket, read);
    return activities.some(({ type, from }) => type === "message" && from.id !== `agent:${me.value?.id}`);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return false;
  }
}

function change(clientId: string, changes: Partial<Outgoing>): void {
  put(outbox.value.map((item) => (item.clientId === clientId ? { ...item, ...changes } : item)));
}

function put(items: readonly Outgoing[]): void {
  outbox.value = items;
  keepInTab(KEPT, items);
}

/** What was under way when the tab was reloaded is tried again. */
function kept(): readonly Outgoing[] {
  return keptInTab<readonly Outgoing[]>(KEPT, []).map((item) =>
    item.state === "sending" ? { ...item, state: "waiting" } : item,
  );
}
