// What is said of names that are not whose terminal it is: platforms beside it, and the bank of a card.
import { ownWords } from "../knowledge/own-words.ts";
import { providerName, say } from "./say.ts";
import { type Outcome, prefixed, type Said, type Turn } from "./turn-context.ts";

/** Says that the platforms named beside the terminal's company have no say in its card. */
export function notePlatforms(
  turn: Turn,
  { platforms, provider }: { readonly platforms: readonly string[]; readonly provider: string },
): Said {
  const { knowledge } = turn;
  const names = [...new Set(platforms)].map((one) => providerName(knowledge, one));
  const params = {
    platform: names.join(ownWords(knowledge.locale).comma),
    provider: providerName(knowledge, provider),
  };
  return say(turn, "platform-noted", { params });
}

/** Says that the named bank is the new card's, which does not decide the channel. */
export function noteNewCard(turn: Turn, bank: string, rest: Outcome): Outcome {
  const note: Said = say(turn, "new-card-noted", { params: { bank: providerName(turn.knowledge, bank) } });
  const mentions = turn.recognition?.entities.mentions ?? [];
  const others = mentions.filter(({ role }) => role === "card").map(({ provider }) => provider);
  return prefixed([note], { ...rest, state: { ...rest.state, cards: [...new Set([bank, ...others])] } });
}
