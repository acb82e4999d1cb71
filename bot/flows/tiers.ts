// How much is new about a state, and so how much is tried in it. What repeats in every guide is tried in full once.

import type { Knowledge } from "../knowledge/knowledge.ts";
import type { DialogState } from "../say/state.ts";
import { isOfBefore } from "./roots.ts";
import { classKey, offersKey, placeKey } from "./state-class.ts";

/**
 * `class`: the first state of its class, where everything is tried. `offer`: a new combination of offers in a known
 * class, where the offers are tried. `place`: the first state at its place, e.g. at one step of one provider's guide,
 * where everything that steers is tried. `seen`: nothing is new but the combination; a person is asked for.
 */
export type Tier = "class" | "offer" | "place" | "seen";

export interface Judged {
  readonly tier: Tier;
  /** The first state of the same class and offers; its own index where that is this one. */
  readonly like: number;
}

/** Judges states in the order they are visited; `index` names a state. */
export function createTiers(knowledge: Knowledge): {
  judge: (state: DialogState, index: number) => Judged;
  classes: () => number;
} {
  const classes = new Set<string>();
  const places = new Set<string>();
  const offers = new Map<string, number>();
  return {
    classes: () => classes.size,
    judge: (state, index) => {
      const kind = classKey(knowledge, state);
      const place = placeKey(state);
      const offer = `${kind} ${offersKey(state)}`;
      const like = offers.get(offer) ?? index;
      const isNewClass = !classes.has(kind);
      const isNewPlace = !places.has(place) && !isOfBefore(state);
      classes.add(kind);
      places.add(place);
      offers.set(offer, like);
      const tier = isNewClass ? "class" : like === index ? "offer" : isNewPlace ? "place" : "seen";
      return { tier, like };
    },
  };
}
