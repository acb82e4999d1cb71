// Terminals of two companies named in one message: the steps of one run, and it is said when the other's turn comes.
import { runningGuide } from "../dialogs/guide-dialog.ts";
import { isRebind } from "../knowledge/intent.ts";
import { RULES } from "../knowledge/own-ids.ts";
import { hears } from "../rules/heard-rules.ts";
import { providerName, say } from "../say/say.ts";
import { type Outcome, prefixed, type Turn } from "../say/turn-context.ts";
import { normalise } from "../text/normalise.ts";
import type { Mention } from "../understanding/providers.ts";
import type { Recognition } from "../understanding/recognise.ts";

/** Characters between two names that are named side by side: 「拉卡拉10台，银联商务5台」. */
const MOST_BETWEEN = 10;
const SAYS = "several-terminals";

/**
 * The steps just begun, with a word on the other company before them. A bank named beside it may be the new card's and
 * is passed over, and so is a name that stands in another clause.
 */
export function withOtherTerminals(turn: Turn, recognition: Recognition, answered: Outcome): Outcome {
  const { knowledge, state } = turn;
  const chosen = recognition.provider;
  const hasBegun = !runningGuide(state) && runningGuide(answered.state) !== undefined;
  if (chosen === undefined || !hasBegun || !isRebind(recognition.intent) || !knowledge.replies.has(SAYS))
    return answered;
  const other = otherBeside(turn, chosen, recognition.entities.mentions);
  if (other === undefined) return answered;
  const params = { provider: providerName(knowledge, chosen), other: providerName(knowledge, other) };
  return prefixed([say(turn, SAYS, { params })], answered);
}

function otherBeside(turn: Turn, chosen: string, mentions: readonly Mention[]): string | undefined {
  const text = normalise(turn.text);
  const isTerminals = ({ role, guessed }: Mention) => (role === "terminal" || role === "plain") && !guessed;
  const first = mentions.find((mention) => mention.provider === chosen && isTerminals(mention));
  if (!first) return undefined;
  return mentions.find(
    (mention) =>
      mention.provider !== chosen &&
      isTerminals(mention) &&
      turn.knowledge.providers.get(mention.provider)?.class !== "bank-app" &&
      areBeside(turn, text, [first.text, mention.text]),
  )?.provider;
}

function areBeside({ knowledge }: Turn, text: string, names: readonly [string, string]): boolean {
  const [one, other] = names
    .map(normalise)
    .map((name) => ({ from: text.indexOf(name), to: text.indexOf(name) + name.length }))
    .sort((a, b) => a.from - b.from);
  if (!one || !other || one.from < 0) return false;
  const between = text.slice(one.to, other.from);
  if (between.trim() === "") return true;
  return between.length <= MOST_BETWEEN && hears(knowledge.rules, RULES.namedBeside, between);
}
