// Messages on their way: sent one after another, repeated under the same id, kept on the device until they arrive.
import { AnswerError } from "./connection.ts";
import type { CoveredKind } from "./shield.ts";
import type { ChatStore, Outgoing } from "./storage.ts";

export interface Outbox {
  /** `covered`: the kinds of secrets that were covered in the text. */
  add(text: string, covered?: readonly CoveredKind[]): void;
  resend(id: string): void;
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
  changed(outgoing: Outgoing, state: "sending" | "sent" | "failed"): void;
  /** The server has the message; its echo should come. */
  accepted(activityId: string): void;
}

const ATTEMPTS = 3; // about two seconds; then the merchant is told
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 15_000;
const TOO_MANY = 429;
const SERVER_TROUBLE = 500;

/** Random, since randomUUID is missing on plain-http shop networks. */
export function createClientId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) =>
    byte.toString(16).padStart(2, "0"),
  ).join("");
}

/** Refused for good: repeating it would bring the same answer. */
const isFinal = (error: unknown) =>
  error instanceof AnswerError && error.status < SERVER_TROUBLE && error.status !== TOO_MANY;

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

export function createOutbox({ store, ready, post, changed, accepted }: Parts): Outbox {
  let queue: Promise<void> = Promise.resolve();
  const waiting = new Map<string, Outgoing>(store.outbox().map((outgoing) => [outgoing.id, outgoing]));

  const save = () => store.saveOutbox([...waiting.values()]);

  function settle(outgoing: Outgoing): void {
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

  async function deliver(outgoing: Outgoing): Promise<void> {
    await ready();
    for (let attempt = 0; waiting.has(outgoing.id); attempt++) {
      try {
        const activityId = await post(outgoing);
        settle(outgoing);
        accepted(activityId);
      } catch (error) {
        if (isFinal(error) || attempt + 1 >= ATTEMPTS) return fail(outgoing);
        const asked = error instanceof AnswerError ? error.retryAfterMs : 0;
        await pause(Math.min(LONGEST_PAUSE_MS, asked || FIRST_PAUSE_MS * 2 ** attempt));
      }
    }
  }

  function send(outgoing: Outgoing): void {
    waiting.set(outgoing.id, outgoing);
    save();
    changed(outgoing, "sending");
    queue = queue.then(() => deliver(outgoing));
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
      if (outgoing?.failed) send({ ...outgoing, failed: false });
    },
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
      save();
    },
  };
}
