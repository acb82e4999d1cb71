// Where a merchant's ticket stands, in one sentence.
import type { TicketOfMerchant } from "../base/wire.ts";
import { beijingTime } from "./wording/beijing-time.ts";
import type { Words } from "./wording.ts";

export function ticketState(
  { status, speaker, position, closed, agent }: TicketOfMerchant,
  words: Words["ticket"],
): string {
  if (speaker === "waiting" && closed)
    return words.closed(closed.opensAt === null ? null : beijingTime(closed.opensAt));
  if (speaker === "waiting") return words.waiting(position);
  if (speaker === "person") return words.withPerson(agent);
  return words.states[status];
}
