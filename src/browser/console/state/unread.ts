// What the merchant said is news until it is answered, or until the agent says that they have read it; opening is not reading.
import { api } from "./api.ts";
import { attempt, merge, rows, view } from "./store.ts";

/** Activities are counted from 0, and their ids end in that number. */
function readUpTo(id: string | undefined): number {
  return Number(id?.split("|").at(-1) ?? -1) + 1;
}

export async function markRead(ticket: string): Promise<void> {
  const shown = view.value;
  if (shown?.row.id !== ticket || rows.value.get(ticket)?.unread === false) return;
  await attempt(async () => merge([(await api.seen(ticket, readUpTo(shown.activities.at(-1)?.id))).row]));
}
