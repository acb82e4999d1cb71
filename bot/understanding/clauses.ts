// A message of several clauses, such as 「好吧 我真有事 乐刷换卡被拒」: where the whole says nothing sure, the clause that does.
import type { IntentId } from "../knowledge/intent.ts";
import { RULES } from "../knowledge/own-ids.ts";
import { hears, type Rules } from "../rules/heard-rules.ts";
import { clausesOf } from "../text/pauses.ts";
import type { Decision } from "./decide.ts";
import { TERMINAL_NAMED } from "./in-context.ts";
import { SURE_FROM } from "./matcher/confidence.ts";

/** Said beside what a message is about. */
export const IN_PASSING: readonly IntentId[] = [
  "greeting",
  "thanks",
  "goodbye",
  "acknowledge",
  "chitchat",
  "abusive",
  "out_of_scope",
];
const ENDS_A_TALK: readonly IntentId[] = ["thanks", "goodbye", "acknowledge"];

/** Whether what a message says as a whole needs no clause of it to be looked at. */
export function isSaid({ zone, confidence, intent, rule }: Decision): boolean {
  if (rule === TERMINAL_NAMED) return true;
  return zone === "answer" && confidence >= SURE_FROM && !IN_PASSING.includes(intent);
}

/** So sure a clause must be: the rest of the message may still say what it is not about. */
const SURE_ALONE = 0.9;
/** Whom a clause torn out of its story would alarm or accuse. */
const GRAVE: readonly IntentId[] = ["report_scam", "illegal_request", "sensitive_data", "talk_to_human"];

/**
 * The reading of the clause that says surely what is wanted, where the whole does not; else of a last one that thanks or
 * takes leave, where nothing is asked. Undefined leaves it to the whole.
 */
export function tellingClause<One extends Decision>(
  whole: One,
  { normalised, rules }: { readonly normalised: string; readonly rules: Rules },
  read: (clause: string) => One,
): One | undefined {
  if (isSaid(whole)) return undefined;
  const readings = clausesOf(normalised)
    .map(read)
    .filter(({ rule }) => !/^command(?:-in-english)?\//.test(rule));
  const telling = readings.filter(isTelling);
  const asking = telling.filter(({ intent }) => !intent.startsWith("flow_"));
  const surest = (asking.length > 0 ? asking : telling).reduce<One | undefined>(
    (best, one) => (best === undefined || one.confidence >= best.confidence ? one : best),
    undefined,
  );
  if (surest && (!isNotOurs(whole) || isNear(whole, surest))) return surest;
  const last = readings.at(-1);
  const asks = normalised.trimEnd().endsWith("?") || hears(rules, RULES.asksInClauses, normalised);
  const isLeave = ends(whole) && whole.intent === "goodbye" && last?.intent === "acknowledge"; // 「算了 明天再弄」
  return last && ends(last) && !asks && !isLeave ? last : undefined;
}

function isTelling({ zone, intent, confidence }: Decision): boolean {
  return (
    zone === "answer" && confidence >= SURE_ALONE && !IN_PASSING.includes(intent) && !GRAVE.includes(intent)
  );
}

function isNotOurs({ zone, intent, confidence }: Decision): boolean {
  return intent === "out_of_scope" && (zone === "answer" || confidence >= SURE_FROM);
}

/** Less than this is but a likeness. */
const NEARLY = 0.4;
/** From here a message is surely not ours, whatever a clause of it is like. */
const SURELY_NOT_OURS = 0.8;

/**
 * 「Can my wife call for me? My Chinese is bad」: what is not ours as a whole, and nearly what a clause of it surely asks. Who tells
 * first who they are and where their shop is makes a message less like anything: what it comes next to is enough.
 */
function isNear({ alternatives, confidence }: Decision, { intent }: Decision): boolean {
  const from = confidence < SURELY_NOT_OURS ? 0 : NEARLY;
  return alternatives.some((one) => one.intent === intent && one.confidence >= from);
}

function ends({ zone, intent }: Decision): boolean {
  return zone === "answer" && ENDS_A_TALK.includes(intent);
}
