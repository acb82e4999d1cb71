// A console that follows the desk by its events, loses answers and begins again: in the end it shows what a fresh one shows.
import type { TicketRow } from "../../../../src/base/desk-wire.ts";
import type { Actor } from "../../../../src/desk/deeds.ts";
import type { DeskNode } from "./desk-node.ts";

export interface Watching {
  /** One look; `isLost`: its answer never arrives. */
  look(node: DeskNode, isLost: boolean): Promise<void>;
  /** Looks until there is nothing new. Names each ticket that is shown as it is not. */
  wrongIn(node: DeskNode): Promise<readonly string[]>;
}

export function watching(agent: Actor): Watching {
  let seq = -1;
  let rows = new Map<string, TicketRow>();

  async function resync(node: DeskNode): Promise<void> {
    const state = await node.state(agent);
    seq = state.seq;
    rows = new Map(state.rows.map((row) => [row.id, row]));
  }

  async function look(node: DeskNode, isLost: boolean): Promise<void> {
    if (seq < 0) return resync(node);
    const told = await node.events(agent, seq);
    if (isLost) return;
    if (told.resync) return resync(node);
    for (const row of told.rows) if (row.version >= (rows.get(row.id)?.version ?? 0)) rows.set(row.id, row);
    for (const id of told.gone) rows.delete(id);
    seq = told.seq;
  }

  return {
    look,
    async wrongIn(node) {
      for (let before = -2; before !== seq; ) {
        before = seq;
        await look(node, false);
      }
      const fresh = new Map((await node.state(agent)).rows.map((row) => [row.id, row]));
      // What is over is in no list that is fetched.
      const isCurrent = ({ status }: TicketRow) => status === "open" || status === "pending";
      const shown = [...rows.values()].filter(isCurrent);
      const missing = [...fresh.keys()].filter((id) => !rows.has(id));
      const stale = shown.filter((row) => JSON.stringify(fresh.get(row.id)) !== JSON.stringify(row));
      return [...missing, ...stale.map(({ id }) => id)];
    },
  };
}
