// What an agent sent and the server has not taken yet: kept in the tab, sent in order, and given back where it is refused.
import { signal } from "@preact/signals";
import { api, Refused } from "./api.ts";
import { explain } from "./explain.ts";
import { endSession, me, session } from "./store.ts";
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
let isDelivering = false;

export function queue(draft: Pick<Outgoing, "ticket" | "kind" | "text" | "read">): Promise<void> {
  put([...outbox.value, { ...draft, clientId: crypto.randomUUID(), state: "sending" }]);
  return deliverAll();
}

/** Once more, as it is, whatever others said meanwhile. */
export function sendAgain(clientId: string): Promise<void> {
  change(clientId, { state: "sending" });
  return deliverAll();
}

/**
 * Sends what is to be sent, one after another: what cannot go now keeps what was written to the same merchant after it from
 * going before it. It is tried again after a while, whether or not anybody notices that the network was gone. What was overtaken meanwhile asks first.
 */
export async function deliverAll(): Promise<void> {
  // Whoever signs in again is asked to send what waits.
  if (isDelivering || session.value !== "in") return;
  isDelivering = true;
  clearTimeout(retry);
  try {
    const tried = new Set<string>();
    const stuck = new Set<string>();
    for (;;) {
      const one = outbox.value.find(
        (item) => isUnderWay(item) && !tried.has(item.clientId) && !stuck.has(item.ticket),
      );
      if (!one) break;
      tried.add(one.clientId);
      await deliver(one);
      const now = outbox.value.find((item) => item.clientId === one.clientId);
      if (now && isUnderWay(now)) stuck.add(one.ticket);
    }
  } finally {
    isDelivering = false;
    for (const held of outbox.value.filter(isHeld)) holdBehind(held);
    if (outbox.value.some(isUnderWay)) retry = setTimeout(() => void deliverAll(), TRY_AGAIN_MS);
  }
}

/** The same id again, so that what the server took after all is not said twice. */
async function deliver({ clientId, ticket, kind, text, state, read }: Outgoing): Promise<void> {
  try {
    if (state !== "sending" && kind !== "note" && (await wasOvertaken(ticket, read)))
      return change(clientId, { state: "overtaken" });
    change(clientId, { state: "sending" });
    if (kind === "note") await api.note(ticket, { text, clientId });
    else await api.say(ticket, { text, clientId, ...(kind === "ask" && { askDays: ASK_DAYS }) });
    drop(clientId);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    if (error.status === 401) endSession();
    const isFinal = OF_THE_WORDS.has(error.code);
    change(clientId, { state: stateAfter(error), why: explain(error), isFinal });
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

const isHeld = ({ state }: Outgoing) => state === "waiting" || state === "failing";
const isUnderWay = (one: Outgoing) => one.state === "sending" || isHeld(one);

/** They wait for the same thing, and others may say something before them too. */
function holdBehind({ ticket, state, why = "" }: Outgoing): void {
  const isBehind = (item: Outgoing) => item.ticket === ticket && item.state === "sending";
  put(outbox.value.map((item) => (isBehind(item) ? { ...item, state, why } : item)));
}

/** Whether somebody else said something that the agent had not read when they wrote. */
async function wasOvertaken(ticket: string, read: string): Promise<boolean> {
  const { activities } = await api.thread(ticket, read);
  return activities.some(({ type, from }) => type === "message" && from.id !== `agent:${me.value?.id}`);
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
