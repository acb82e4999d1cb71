// Whether a message ends a guide, and what asks then whether it helped: fetched only at that.
import type { Activity, BotChannelData } from "../../../base/wire.ts";

const ENDS_A_GUIDE = /^guide-done/;

/** Puts the question below the message's row; nothing is missing where it cannot be fetched. `shown` is told of it. */
export function askAtTheEnd({ channelData }: Activity, row: HTMLElement, shown: () => void): void {
  const { why, links } = (channelData ?? {}) as Partial<BotChannelData>;
  const page = ENDS_A_GUIDE.test(why?.reply ?? "") && links?.[0]?.url.replace("/checklist", "");
  if (!page) return;
  const ask = ({ showRating }: typeof import("./rating.ts")) => {
    showRating(row, page);
    shown();
  };
  import("./rating.ts").then(ask, () => undefined);
}
