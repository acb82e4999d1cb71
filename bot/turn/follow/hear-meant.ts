// 「我问的是手续费率，不是能不能用对公」: what stands after it is the message, and what was answered before is not meant.
import { runningGuide } from "../../dialogs/guide-dialog.ts";
import type { IntentId } from "../../knowledge/intent.ts";
import { RULES } from "../../knowledge/own-ids.ts";
import { hears, ruleOf } from "../../rules/heard-rules.ts";
import type { DialogState } from "../../say/state.ts";
import type { Turn } from "../../say/turn-context.ts";
import { normalise } from "../../text/normalise.ts";
import { clausesOf } from "../../text/pauses.ts";
import { lettersOf } from "../../understanding/by-name.ts";
import { SURE_FROM } from "../../understanding/matcher/confidence.ts";
import type { RecogniseContext, Recognition } from "../../understanding/recognise.ts";
import { meaningsAmong } from "./hear-pick.ts";

type Recognise = (text: string, context: RecogniseContext) => Recognition;

export interface Meant {
  readonly words: string;
  readonly turn: Turn;
  readonly recognise: Recognise;
}

const FEWEST = 2; // letters; fewer are no question

/** What is meant by whoever says so, to be read in place of the whole; undefined for every other message. */
export function whatIsMeant(turn: Turn, text: string, recognise: Recognise): Meant | undefined {
  const { rules } = turn.knowledge;
  const { read } = recognise(text, { inGuide: runningGuide(turn.state) !== undefined });
  const normalised = read ?? normalise(text);
  const isRefused = hears(rules, RULES.notAnswered, normalised);
  const marks = [RULES.means, ...(isRefused ? [RULES.asksOn] : [])];
  const rule = marks.find((id) => (ruleOf(rules, id)?.found(normalised).length ?? 0) > 0);
  const mark = rule && ruleOf(rules, rule)?.found(normalised).at(-1);
  if (!mark) return undefined;
  const words = withoutDenied(turn, normalised.slice(mark.at + mark.words.length));
  if (lettersOf(words).length < FEWEST) return undefined;
  const refused = isRefused ? refusedIn(turn.state) : [];
  const without: Recognise = (said, context) => recognise(said, { ...context, refused });
  if (without(words, {}).confidence === 0) return undefined; // 「我说的是那个」
  const isSame = refused.length > 0 && !isAnswered(without(words, {})) && isAnswered(recognise(words, {}));
  const { lastIntent: _, ...unled } = turn.state;
  return {
    words,
    turn: { ...turn, text: words, rule, state: isRefused && !isSame ? unled : turn.state },
    recognise: isSame ? recognise : without,
  };
}

/** By its own words, and not by what was spoken of. */
function isAnswered({ zone, confidence, rule }: Recognition): boolean {
  return zone === "answer" && confidence >= SURE_FROM && !rule.startsWith("context/");
}

/** 「手续费率，不是能不能用对公」 without what it is not. */
function withoutDenied({ knowledge }: Turn, words: string): string {
  const clauses = clausesOf(words);
  const kept = clauses.filter((clause) => !hears(knowledge.rules, RULES.notThat, clause));
  return kept.length === 0 ? words.trim() : kept.join(" ");
}

/** What was answered, or offered as what may be meant. */
function refusedIn({ lastIntent, offered }: DialogState): readonly IntentId[] {
  const meanings = meaningsAmong(offered);
  if (meanings.length > 0)
    return meanings.flatMap(({ action }) => (action.do === "intent" ? action.intent : []));
  return lastIntent === undefined ? [] : [lastIntent];
}
