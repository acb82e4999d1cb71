// 「农行那张卡冻结了，电话多少」: a card's bank is called by its own line, and not by the terminal's company's.
import { showChannels } from "../../dialogs/provider-dialog.ts";
import type { IntentId } from "../../knowledge/intent.ts";
import { RULES } from "../../knowledge/own-ids.ts";
import { hears } from "../../rules/heard-rules.ts";
import { withoutChoices } from "../../say/offers.ts";
import type { Outcome, Turn } from "../../say/turn-context.ts";
import { normalise } from "../../text/normalise.ts";
import type { Recognition } from "../../understanding/recognise.ts";

/** What only the bank of a card can say. */
const OF_THE_BANK: readonly IntentId[] = [
  "faq_card_frozen",
  "faq_old_card_closed_or_lost",
  "faq_reissued_card",
];

/** The answer, and behind it the line of the bank whose card is named, where a line is asked for. */
export function withCardsLine(turn: Turn, recognition: Recognition, answered: Outcome): Outcome {
  const bank = recognition.entities.mentions.find(
    ({ role, guessed }) => role === "card" && !guessed,
  )?.provider;
  const [lead] = answered.said;
  const isAsked = hears(turn.knowledge.rules, RULES.asksForLine, normalise(turn.text));
  if (bank === undefined || !lead || !isAsked || !OF_THE_BANK.includes(recognition.intent)) return answered;
  const { cards = [] } = answered.state;
  const state = { ...answered.state, cards: [...new Set([...cards, bank])] };
  const line = showChannels({ ...turn, state }, bank);
  return {
    ...line,
    said: [withoutChoices(lead), ...line.said],
    effects: [...answered.effects, ...line.effects],
  };
}
