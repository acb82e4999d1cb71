// 「去门市得不得行」 in the middle of steps: a question that is only like the wish to change the card gets no step again.
import { answerWithin, runningGuide } from "../../dialogs/guide-dialog.ts";
import { DialogIntent, isRebind } from "../../knowledge/intent.ts";
import { RULES, VERIFY_TERMINAL } from "../../knowledge/own-ids.ts";
import { hears } from "../../rules/heard-rules.ts";
import { intentOption, option } from "../../say/options.ts";
import { knownChannels, say } from "../../say/say.ts";
import type { DialogState } from "../../say/state.ts";
import { type Outcome, outcome, type Turn } from "../../say/turn-context.ts";
import { normalise } from "../../text/normalise.ts";
import { SMALL_TALK } from "../../understanding/decide.ts";
import { SURE_FROM } from "../../understanding/matcher/confidence.ts";
import type { RecogniseContext, Recognition } from "../../understanding/recognise.ts";
import { wordsAsk } from "../../understanding/words-ask.ts";

/** What the step itself would answer. */
const OF_THE_STEP = DialogIntent.options.filter(isRebind);

/**
 * The question read without the wish to change the card, where that wish is not sure or not how to is asked; undefined for
 * every other message.
 * Whoever's steps run need not be named again.
 */
export function askedAtStep(
  turn: Turn,
  whole: Recognition,
  read: (context: RecogniseContext) => Recognition,
): Recognition | undefined {
  const guide = runningGuide(turn.state);
  if (!guide || guide.guide === VERIFY_TERMINAL) return undefined;
  const { provider, intent, zone, confidence, rule } = whole;
  const isElses = provider !== undefined && provider !== guide.provider;
  const { rules } = turn.knowledge;
  const words = whole.read ?? normalise(turn.text);
  const asks = wordsAsk(rules, words);
  const isLikeIt = confidence < SURE_FROM || rule === RULES.nameAlone || !hears(rules, RULES.asksHow, words);
  const isOpen = (isRebind(intent) && isLikeIt) || (provider !== undefined && zone !== "answer");
  if (isElses || !isOpen || !asks || whole.entities.newCard !== undefined) return undefined;
  const { provider: _, guessed: __, ...asked } = read({ refused: OF_THE_STEP });
  return asked;
}

/** The nearest that is known; else, plainly, that it is not known and who knows. */
export function answerAtStep(
  turn: Turn,
  asked: Recognition,
  answer: (turn: Turn, recognition: Recognition) => Outcome,
): Outcome {
  const known: Turn = { ...turn, recognition: asked, rule: asked.rule };
  const isSteering = asked.intent.startsWith("flow_") || SMALL_TALK.includes(asked.intent);
  if (asked.zone === "answer" && !isSteering) return answer(known, asked);
  return notKnown(known);
}

function notKnown(turn: Turn): Outcome {
  const { knowledge } = turn;
  const state: DialogState = { ...turn.state, misses: 0 };
  const next: Turn = { ...turn, state };
  const line = intentOption(knowledge, "contact_official_support");
  const options = [...(line ? [line] : []), option(knowledge, "human")];
  const channels = knownChannels(next);
  return outcome(
    state,
    answerWithin(next, options, (offered) => say(next, "step-not-known", { channels, options: offered })),
  );
}
