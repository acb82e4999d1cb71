// Who is at a ticket, in words: colleagues who look or write, and the merchant who writes.
import { here } from "../../state/store.ts";
import { TEXTS } from "../../wording/texts.ts";

export function Presence({ ticket }: { ticket: string }) {
  return here.value
    .filter((one) => one.ticket === ticket)
    .map(({ id, name, typing }) => (
      <span key={id} class={typing ? "present writes" : "present"}>
        {typing ? TEXTS.isWriting(name || TEXTS.merchant) : TEXTS.isLooking(name)}
      </span>
    ));
}
