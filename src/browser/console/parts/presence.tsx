// Colleagues at a ticket, in words: who looks, and who writes.
import { here } from "../state/store.ts";
import { TEXTS } from "../wording/texts.ts";

export function Presence({ ticket }: { ticket: string }) {
  return here.value
    .filter((one) => one.ticket === ticket)
    .map(({ id, name, typing }) => (
      <span key={id} class={typing ? "present writes" : "present"}>
        {typing ? TEXTS.isWriting(name) : TEXTS.isLooking(name)}
      </span>
    ));
}
