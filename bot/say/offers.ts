// Options put beside those that a reply offers already.
import { choicesOf } from "./choices.ts";
import type { Option } from "./state.ts";
import type { Outcome, Said } from "./turn-context.ts";

const MOST_CHOICES = 9; // more cannot be chosen by one digit

/** The outcome with more options under the last of its replies that offers any: before the others, or behind the way on. */
export function withOffers(
  answered: Outcome,
  offers: readonly Option[],
  { behindFirst = false } = {},
): Outcome {
  const at = Math.max(
    answered.said.findLastIndex(({ options }) => options.length > 0),
    answered.said.length - 1,
  );
  const said = answered.said.map((one, index) => (index === at ? offering(one, offers, behindFirst) : one));
  return { ...answered, said };
}

function offering({ reply, options }: Said, offers: readonly Option[], behindFirst: boolean): Said {
  const offered = new Set(offers.map(({ action }) => JSON.stringify(action)));
  const kept = options
    .filter(({ action }) => !offered.has(JSON.stringify(action)))
    .slice(0, MOST_CHOICES - offers.length);
  const ahead = behindFirst ? 1 : 0;
  const all = [...kept.slice(0, ahead), ...offers, ...kept.slice(ahead)];
  const { leads: _, shown: _all, ...unoffered } = reply;
  return { reply: { ...unoffered, ...choicesOf(all) }, options: all };
}

/** An answer that another one follows: what is offered stands under the last. */
export function withoutChoices({ reply: { leads: _, shown: _all, ...alone } }: Said): Said {
  return { reply: { ...alone, choices: [] }, options: [] };
}
