// What the newest message offers to be tapped: an answer among equals, or a way on with others beside it.
import type { Activity, CardAction } from "../../base/wire.ts";

const FEW = 4; // one way on, and up to three beside it; more than these are a choice among equals

export interface Choices {
  readonly actions: readonly CardAction[];
  /** Whether the first is the way on. */
  readonly leads: boolean;
  /** So many are shown at once. */
  readonly shown?: number | undefined;
}

export const NO_CHOICES: Choices = { actions: [], leads: false };

/** Only the bot offers something; where it does not say which is the way on, a short list begins with it. */
export function choicesIn({ from, suggestedActions, channelData }: Activity): Choices {
  const actions = (from.role === "bot" && suggestedActions?.actions) || [];
  return {
    actions,
    leads: channelData?.leads === true || actions.length <= FEW,
    shown: typeof channelData?.shown === "number" ? channelData.shown : undefined,
  };
}
