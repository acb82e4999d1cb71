// 「建行那张已经显示了」: the bank of a card, told before, names no terminal's company when it is named again.
import { type IntentId, isRebind } from "../../knowledge/intent.ts";
import { type DialogState, topFrame } from "../../say/state.ts";
import type { Turn } from "../../say/turn-context.ts";
import type { Recognition } from "../../understanding/recognise.ts";
import { knowingTerminals } from "./two-companies.ts";

/**
 * The reading with that bank as the card's, where nothing says that the machine is its. Who asks for the bank's own line
 * gets it.
 */
export function withOwnCard({ state }: Turn, whole: Recognition): Recognition {
  const { provider, guessed: _, entities, intent, ...rest } = whole;
  if (!isCardsBank(state, whole) || provider === state.provider || intent === "contact_official_support")
    return whole;
  if (topFrame(state)?.dialog === "choose-provider") return whole;
  const mentions = entities.mentions.map((one) =>
    one.provider === provider && one.role === "plain" ? { ...one, role: "card" as const } : one,
  );
  const wish: IntentId = isRebind(intent) ? "rebind_howto" : intent;
  return { ...rest, intent: wish, entities: { ...entities, mentions } };
}

/** Whether it names the bank of a card that was told before, and nothing says that the machine is its, too. */
export function isCardsBank({ cards }: DialogState, { provider, entities }: Recognition): boolean {
  const isMachines = entities.mentions.some((one) => one.provider === provider && one.role === "terminal");
  return provider !== undefined && cards?.includes(provider) === true && !isMachines;
}

/** Knowing whom a message names: the banks of the cards, and several companies with a terminal each, whatever it asks. */
export function knowingNames(turn: Turn, whole: Recognition): Turn {
  return knowingTerminals(knowingCards(turn, whole), whole);
}

/** 「公司账户从农行换到招行」: the new card's bank first. */
function knowingCards(turn: Turn, { entities: { mentions, newCard } }: Recognition): Turn {
  const named = mentions.flatMap(({ provider, role }) => (role === "card" ? provider : []));
  if (newCard === undefined || named.length === 0) return turn;
  const isToldNew = mentions.some(({ isNew }) => isNew);
  const { cards: before = [] } = turn.state;
  const cards = [...new Set(isToldNew ? [newCard, ...named, ...before] : [...before, newCard, ...named])];
  return { ...turn, state: { ...turn.state, cards } };
}
