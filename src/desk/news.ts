// What is new for everybody who listens, read once for all of them: a merchant's turn waits behind no number of agents.
import type { DeskEvents, HereAnswer } from "../base/desk-wire.ts";
import type { DeskStores } from "../storage/desk/desk-stores.ts";
import type { Actor } from "./deeds.ts";
import { rowsFor } from "./rows.ts";

/** Events in one answer; whoever was away for more asks again. */
const MOST_EVENTS = 500;

type Stores = Pick<DeskStores, "events" | "rows" | "staff" | "tickets">;

export interface Listening {
  readonly actor: Actor;
  /** The number of the last event they know. */
  readonly after: number;
}

export interface News {
  readonly events: DeskEvents;
  /** The colleagues at tickets that are theirs to see. */
  readonly here: HereAnswer["here"];
  /** Whether there is more than one answer holds. */
  readonly hasMore: boolean;
}

/**
 * Asks the database as often for one as for many. What it answers says what one of those who listen is told;
 * `everybody` is whoever is at some ticket.
 */
export async function newsFor(
  stores: Stores,
  all: readonly Listening[],
  everybody: HereAnswer["here"],
): Promise<(one: Listening) => News> {
  const { events, tickets } = stores;
  const actors = all.map(({ actor }) => actor);
  // Read first, so that whoever begins anew with this number misses nothing.
  const clock = await events.clock();
  const changed = await changedAfter(events, new Set(all.map(({ after }) => after)));
  const ids = [...changed.values()].flatMap((found) => found?.ids ?? []);
  const [countsOf, seenBy, rowsOf] = await Promise.all([
    tickets.countsFor(actors),
    tickets.findFor(actors, [...new Set([...ids, ...everybody.map(({ ticket }) => ticket)])]),
    rowsFor(stores, actors, [...new Set(ids)]),
  ]);
  return ({ actor, after }) => {
    const seen = seenBy(actor);
    const visible = new Set(seen.map(({ id }) => id));
    const here = everybody.filter(({ id, ticket }) => id !== actor.id && visible.has(ticket));
    const counts = countsOf(actor);
    const found = changed.get(after);
    if (!found)
      return { here, hasMore: false, events: { seq: clock, resync: true, rows: [], gone: [], counts } };
    const own = new Set(found.ids);
    const rows = rowsOf(
      actor,
      seen.filter(({ id }) => own.has(id)),
    );
    const shown = new Set(rows.map(({ id }) => id));
    const gone = [...own].filter((id) => !shown.has(id));
    const seq = found.last ?? after;
    return { here, hasMore: seq < clock, events: { seq, resync: false, rows, gone, counts } };
  };
}

/** Once for each number that somebody stopped at: who keeps up stopped where all the others did. */
async function changedAfter(events: Stores["events"], numbers: ReadonlySet<number>) {
  const found = await Promise.all(
    [...numbers].map(async (after) => {
      const rows = await events.after(after, MOST_EVENTS);
      return [after, rows && { ids: rows.map(({ ticketId }) => ticketId), last: rows.at(-1)?.seq }] as const;
    }),
  );
  return new Map(found);
}
