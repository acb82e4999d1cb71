// 「建行那张已经显示了」: the bank of a card, told before, names no terminal's company when it is named again.
import { type IntentId, isRebind } from "../../knowledge/intent.ts";
import { topFrame } from "../../say/state.ts";
import type { Turn } from "../../say/turn-context.ts";
import type { Recognition } from "../../understanding/recognise.ts";

/** The reading with that bank as the card's, where nothing says that the machine is its. */
export function withOwnCard({ state }: Turn, whole: Recognition): Recognition {
  const { cards = [] } = state;
  const { provider, guessed: _, entities, intent, ...rest } = whole;
  const isMachines = entities.mentions.some((one) => one.provider === provider && one.role === "terminal");
  const isCards = provider !== undefined && cards.includes(provider) && provider !== state.provider;
  if (!isCards || isMachines) return whole;
  if (topFrame(state)?.dialog === "choose-provider") return whole;
  const mentions = entities.mentions.map((one) =>
    one.provider === provider && one.role === "plain" ? { ...one, role: "card" as const } : one,
  );
  const wish: IntentId = isRebind(intent) ? "rebind_howto" : intent;
  return { ...rest, intent: wish, entities: { ...entities, mentions } };
}
