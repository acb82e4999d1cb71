// Two questions in one message: both are answered where each surely has a page; what else was asked is one tap away.
import { runningGuide } from "../../dialogs/guide-dialog.ts";
import { withOffers, withoutChoices } from "../../say/offers.ts";
import { intentOption, nextQuestion } from "../../say/options.ts";
import type { Outcome, Said, Turn } from "../../say/turn-context.ts";
import type { Recognition } from "../../understanding/recognise.ts";

/** So sure a question of its own must be: else it stands beside the answer, to be tapped. */
const SURE_ALONE = 0.9;
/** As little of it is left in the whole message where another question stands beside it. */
const HEARD_FROM = 0.06;
/** So sure a clause asks it, whatever is left of it. */
const SURE_OF_A_CLAUSE = 0.96;

interface Asked {
  readonly others: readonly Recognition[];
  /** Only clauses of one sentence ask. */
  readonly byClause: boolean;
  /** The message as it was read as a whole. */
  readonly whole: Recognition;
}

/** The answer, then the next question's where both are short ones, and 「接着问：…」 for whatever else was asked. */
export function withOthers(
  turn: Turn,
  answered: Outcome,
  { others, byClause, whole }: Asked,
  answer: (before: Turn, asked: Recognition) => Outcome,
): Outcome {
  const [next, ...further] = others;
  const both =
    next &&
    answerBoth(turn, answered, (before) =>
      isSure(next, byClause ? whole : undefined)
        ? answer({ ...before, recognition: next, rule: next.rule }, next)
        : undefined,
    );
  return offering(turn, both ?? answered, both ? further : others);
}

function offering({ knowledge }: Turn, answered: Outcome, others: readonly Recognition[]): Outcome {
  const questions = others.flatMap(({ intent }) => {
    const question = intentOption(knowledge, intent);
    return question ? [nextQuestion(knowledge, question)] : [];
  });
  const behindFirst = runningGuide(answered.state) !== undefined;
  return questions.length === 0 ? answered : withOffers(answered, questions, { behindFirst });
}

/** Surely asked where it stands; of a clause that is less than very sure, heard in the whole message too. */
function isSure({ intent, zone, confidence }: Recognition, whole: Recognition | undefined): boolean {
  const meanings = whole && [whole, ...whole.alternatives];
  const isHeard =
    confidence >= SURE_OF_A_CLAUSE ||
    (meanings?.some((one) => one.intent === intent && one.confidence >= HEARD_FROM) ?? true);
  return zone === "answer" && confidence >= SURE_ALONE && isHeard && intent.startsWith("faq_");
}

/** Undefined unless each is an answer of its own, said first, not the same one, with the same behind it. */
function answerBoth(
  turn: Turn,
  first: Outcome,
  next: (before: Turn) => Outcome | undefined,
): Outcome | undefined {
  const [lead, ...rest] = first.said;
  if (!lead || !isAnswer(lead)) return undefined;
  const second = next({ ...turn, state: first.state });
  const [other, ...otherRest] = second?.said ?? [];
  if (!second || !other || !isAnswer(other) || other.reply.text === lead.reply.text) return undefined;
  if (keysOf(rest) !== keysOf(otherRest)) return undefined;
  return {
    ...second,
    said: [withoutChoices(lead), ...second.said],
    effects: [...first.effects, ...second.effects],
  };
}

function isAnswer({ reply }: Said): boolean {
  return reply.key.startsWith("faq:") || reply.key === "timeline";
}

/** What stands behind an answer: in steps the way back to the step. */
function keysOf(said: readonly Said[]): string {
  return said.map(({ reply }) => reply.key).join();
}
