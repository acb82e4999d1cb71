// Who else is at a ticket, and what this agent is seen to look at: only what is on the screen of a tab in front.
import { effect } from "@preact/signals";
import { say } from "./feed.ts";
import { openId, session } from "./store.ts";

/** While somebody types it is said so often; the server forgets it a little later. */
const SAY_MS = 3_000;
let saidAt = Number.NEGATIVE_INFINITY;

/** A key was pressed in the reply to the open ticket. */
export function noteWriting(): void {
  const now = performance.now();
  if (now - saidAt < SAY_MS) return;
  saidAt = now;
  say({ at: openId.peek() ?? null, typing: true });
}

export function startPresence(): void {
  const look = () => {
    saidAt = Number.NEGATIVE_INFINITY;
    say({ at: session.peek() === "in" && !document.hidden ? (openId.peek() ?? null) : null });
  };
  effect(() => {
    void openId.value;
    look();
  });
  document.addEventListener("visibilitychange", look);
}
