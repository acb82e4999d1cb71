// Conversations that were shown a fact lately, or stand where they will be shown it again.
import { parseState } from "../../bot/say/state.ts";
import type { RecentStore } from "../storage/recent-store.ts";
import type { Place } from "./place.ts";

export interface LiveConversation {
  readonly id: string;
  readonly lastAt: string;
  /** Replies that said the fact. */
  readonly told: number;
  /** Guides it stands in, running or paused, whose steps show the fact. */
  readonly standsIn: readonly string[];
  /** Whether its provider's channels show the fact. */
  readonly byProvider: boolean;
  /** Hash of the content it stands in, when that is not today's: it goes on reading the old value. */
  readonly olderContent?: string;
}

/** `places` are those that show the fact; `content` is the hash of the content that is served now. */
export async function liveConversations(
  recent: RecentStore,
  query: {
    readonly fact: string;
    readonly places: readonly Place[];
    readonly since: string;
    readonly content: string;
  },
): Promise<readonly LiveConversation[]> {
  const { fact, places, since, content } = query;
  const told = await recent.countQuoting(fact, since);
  const idsOf = (kind: Place["kind"]) => places.filter((place) => place.kind === kind).map(({ id }) => id);
  const walks = new Set(idsOf("step").map(walkOf));
  const providers = new Set(idsOf("channels"));
  const rows = (await recent.list(since)).map(({ id, lastAt, state: stored }): LiveConversation => {
    const { state } = parseState(stored, content);
    const frames = [...state.stack, ...(state.paused ? [state.paused] : [])];
    const standsIn = frames.flatMap((frame) => {
      if (frame.dialog !== "guide") return [];
      const walk = frame.provider === undefined ? frame.guide : `${frame.guide} (${frame.provider})`;
      return walks.has(walk) ? [walk] : [];
    });
    return {
      id,
      lastAt,
      told: told.get(id) ?? 0,
      standsIn: [...new Set(standsIn)],
      byProvider: state.provider !== undefined && providers.has(state.provider),
      ...(state.content !== content && { olderContent: state.content }),
    };
  });
  return rows.filter((row) => row.told > 0 || row.standsIn.length > 0 || row.byProvider);
}

/** `lakala/call-hotline/step (lakala)` is a step of the walk `lakala (lakala)`. */
function walkOf(step: string): string {
  return step.replace(/\/\S+/, "");
}
