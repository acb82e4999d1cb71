// Messages on their way: sent one after another, repeated under the same id until they arrive, kept on the device.

import { AnswerError } from "./connection.ts";
import type { ChatStore, Outgoing } from "./storage.ts";

/** `waiting`: not through yet, tried again by itself. `failed`: refused for good, only the merchant can try again. */
export type Delivery = "sending" | "waiting" | "sent" | "failed";

export interface Outbox {
  /** `covered`: the kinds of secrets that were covered in the text. */
  add(text: string, covered?: readonly string[]): void;
  resend(id: string): void;
  /** Sends all that was refused once more, in the order in which it was written. */
  resendAll(): void;
  /** How many messages were refused. */
  failed(): number;
  /** The network is back: whatever pauses is tried at once. */
  hasten(): void;
  /** The echo is here: the message has arrived, whatever the POST says. */
  confirm(id: string): void;
  /** Takes up what a reload interrupted. */
  resume(): void;
  clear(): void;
}

interface Parts {
  readonly store: ChatStore;
  /** Resolves once the conversation has begun; before that the server takes no message. */
  ready(): Promise<void>;
  /** Posts the message; resolves with the activity id once the server has it. */
  post(outgoing: Outgoing): Promise<string>;
  /** A message is new or its fate has changed. */
  changed(outgoing: Outgoing, state: Delivery): void;
  /** The server has the message; its echo should come. */
  accepted(activityId: string): void;
}

const ATTEMPTS_UNSAID = 3; // about two seconds; then the merchant is told that it waits
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 15_000;
const NOT_FINAL: readonly number[] = [408, 429];
const SERVER_TROUBLE = 500;

/** Random, since randomUUID is missing on plain-http shop networks. */
export function createClientId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) =>
    byte.toString(16).padStart(2, "0"),
  ).join("");
}

/** Refused for good: repeating it would bring the same answer. */
const isFinal = (error: unknown) =>
  error instanceof AnswerError && error.status < SERVER_TROUBLE && !NOT_FINAL.includes(error.status);

// biome-ignore lint/complexity/noExcessiveLinesPerFunction: a factory; its functions are short and share its state.
export function createOutbox({ store, ready, post, changed, accepted }: Parts): Outbox {
  let queue: Promise<void> = Promise.resolve();
  let isStalled = false; // the first in the queue waits, and so does everything behind it
  let wake = () => {};
  const waiting = new Map<string, Outgoing>(store.outbox().map((outgoing) => [outgoing.id, outgoing]));
  const refused = () => [...waiting.values()].filter(({ failed }) => failed);

  const pause = (ms: number) =>
    new Promise<void>((resolve) => {
      wake = resolve;
      setTimeout(resolve, ms);
    });

  const save = () => store.saveOutbox([...waiting.values()]);

  function stall(): void {
    if (isStalled) return;
    isStalled = true;
    for (const outgoing of waiting.values()) if (!outgoing.failed) changed(outgoing, "waiting");
  }

  function settle(outgoing: Outgoing): void {
    isStalled = false;
    if (!waiting.delete(outgoing.id)) return;
    save();
    changed(outgoing, "sent");
  }

  function fail(outgoing: Outgoing): void {
    if (!waiting.has(outgoing.id)) return;
    const failed = { ...outgoing, failed: true };
    waiting.set(outgoing.id, failed);
    save();
    changed(failed, "failed");
  }

  function recover(error: unknown, attempt: number): Promise<void> {
    if (!navigator.onLine || attempt + 1 >= ATTEMPTS_UNSAID) stall();
    const asked = error instanceof AnswerError ? error.retryAfterMs : 0;
    return pause(Math.min(LONGEST_PAUSE_MS, asked || FIRST_PAUSE_MS * 2 ** attempt));
  }

  async function deliver(outgoing: Outgoing): Promise<void> {
    await ready();
    for (let attempt = 0; waiting.has(outgoing.id); attempt++) {
      try {
        const activityId = await post(outgoing);
        settle(outgoing);
        accepted(activityId);
      } catch (error) {
        if (isFinal(error)) return fail(outgoing);
        await recover(error, attempt);
      }
    }
  }

  function send(outgoing: Outgoing): void {
    waiting.set(outgoing.id, outgoing);
    save();
    changed(outgoing, isStalled ? "waiting" : "sending");
    queue = queue.then(() => deliver(outgoing));
  }

  function resend(outgoing: Outgoing): void {
    waiting.delete(outgoing.id); // to the end of the order
    send({ ...outgoing, failed: false });
  }

  return {
    add: (text, covered = []) =>
      send({
        id: createClientId(),
        text,
        at: Date.now(),
        failed: false,
        ...(covered.length > 0 && { covered }),
      }),
    resend(id) {
      const outgoing = waiting.get(id);
      if (outgoing?.failed) resend(outgoing);
    },
    resendAll: () => refused().forEach(resend),
    failed: () => refused().length,
    hasten: () => wake(),
    confirm(id) {
      const outgoing = waiting.get(id);
      if (outgoing) settle(outgoing);
    },
    resume() {
      for (const outgoing of [...waiting.values()]) {
        if (outgoing.failed) changed(outgoing, "failed");
        else send(outgoing);
      }
    },
    clear() {
      waiting.clear();
      isStalled = false;
      save();
    },
  };
}
