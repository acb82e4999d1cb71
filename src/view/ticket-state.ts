// Where a merchant's ticket stands, in one sentence.
import type { TicketOfMerchant } from "../base/wire.ts";
import type { Words } from "./wording.ts";

export function ticketState(
  { status, speaker, position, agent }: TicketOfMerchant,
  words: Words["ticket"],
): string {
  if (speaker === "waiting") return words.waiting(position);
  if (speaker === "person") return words.withPerson(agent);
  return words.states[status];
}
