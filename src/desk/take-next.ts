// «接下一位»: the most urgent merchant who waits. Agents pull; nobody is assigned to somebody who is not there.
import { AppError } from "../base/errors.ts";
import type { TicketStore } from "../storage/desk/ticket-store.ts";
import type { Actor, Deeds } from "./deeds.ts";

/** When so many are taken away in front of somebody, the line moves faster than anybody has to wait. */
const CANDIDATES = 20;

/** Takes it and answers its id; the next one where a colleague was quicker. Undefined when nobody waits. */
export async function takeNext(
  { tickets, deeds }: { tickets: Pick<TicketStore, "list">; deeds: Pick<Deeds, "move"> },
  actor: Actor,
): Promise<string | undefined> {
  for (const { id } of await tickets.list(actor, "waiting", CANDIDATES)) {
    if (await wasTaken(deeds, actor, id)) return id;
  }
  return undefined;
}

const SOMEBODY_WAS_QUICKER = new Set([
  "taken",
  "not-live",
  "not-found",
  "not-yours",
  "conversation-not-found",
]);

async function wasTaken(deeds: Pick<Deeds, "move">, actor: Actor, id: string): Promise<boolean> {
  try {
    await deeds.move(actor, id, { kind: "take", by: actor.id });
    return true;
  } catch (error) {
    if (error instanceof AppError && SOMEBODY_WAS_QUICKER.has(error.code)) return false;
    throw error;
  }
}
