// What a message tells about the merchant's case, and when that alone decides what is said next.

import { runningGuide, showStep } from "../dialogs/guide-dialog.ts";
import { enterPath, pathOf, showPath, targetOf, withSituation } from "../dialogs/path-dialog.ts";
import { sayNoted } from "../dialogs/path-replies.ts";
import { askProvider } from "../dialogs/provider-dialog.ts";
import { afterGetting, type Path } from "../dialogs/solve-path.ts";
import { placeInGuide, type Target } from "../dialogs/walk.ts";
import type { ProviderClass } from "../knowledge/guide.ts";
import { type IntentId, isRebind } from "../knowledge/intent.ts";
import { type Situation, SLOTS } from "../knowledge/situation.ts";
import { sayPage } from "../say/say.ts";
import { type DialogState, type Frame, topFrame } from "../say/state.ts";
import { type Outcome, prefixed, type Turn } from "../say/turn-context.ts";
import { readSituation, tellsOnly } from "../understanding/hear-facts.ts";
import { SURE_FROM } from "../understanding/matcher/confidence.ts";
import type { Recognition } from "../understanding/recognise.ts";

/** What a merchant says there is about somebody else, or nothing to build on. */
const NOT_ABOUT_THEMSELVES: readonly IntentId[] = ["report_scam", "illegal_request", "abusive"];

/** The turn with what the message tells, and whether that is news. */
export function hear(
  turn: Turn,
  { intent, zone }: Pick<Recognition, "intent" | "zone">,
  text: string,
): { turn: Turn; news: boolean } {
  if (zone === "answer" && NOT_ABOUT_THEMSELVES.includes(intent)) return { turn, news: false };
  const meant = zone === "answer" ? (turn.knowledge.routes.means[intent] ?? []) : [];
  const told: Situation = {
    ...afterGetting({}, { gives: meant }),
    ...readSituation(text, turn.knowledge.rules),
  };
  const { situation = {} } = turn.state;
  const news = SLOTS.some((slot) => told[slot] !== undefined && told[slot] !== situation[slot]);
  if (!news) return { turn, news };
  const known = withSituation(turn, { ...situation, ...told });
  return { turn: { ...known, state: anchored(known) }, news };
}

/** Where the running guide's step is left out now, the merchant stands at the next one. */
function anchored({ knowledge, state }: Turn): DialogState {
  const place = (frame: Frame) =>
    frame.dialog === "guide" ? placeInGuide(knowledge, frame, state.situation).frame : frame;
  return { ...state, stack: state.stack.map(place) };
}

/** Intents whose words say nothing beside the situation they tell. */
const BARE: readonly IntentId[] = ["out_of_scope", "chitchat", "greeting", "flow_next", "flow_stuck"];

/**
 * The outcome of news about the case; undefined lets the message be answered as what it asks. A question that a
 * route's own page answers gets that answer and then the route; a statement is noted and leads on.
 */
export function onNews(turn: Turn, recognition: Recognition): Outcome | undefined {
  const { zone, intent, confidence } = recognition;
  const target = targetOf(turn);
  const path = pathOf(turn, target ?? NOBODYS);
  const page = turn.knowledge.intents.get(intent)?.faq;
  const answers = page !== undefined && path.kind !== "guide" && pageOf(path) === page;
  const likely = zone !== "answer" || confidence < SURE_FROM;
  const bare = likely || BARE.includes(intent) || (tellsOnly(turn.text, turn.knowledge.rules) && !answers);
  if (!target) return bare ? notedAndAsked(turn) : undefined;
  if (path.kind === "guide") {
    const freed = topFrame(turn.state)?.dialog === "path";
    return bare || freed ? notedAndOn(turn, target) : undefined;
  }
  return bare ? showPath(turn, target, path) : besideAnswer(turn, intent, showPath(turn, target, path));
}

/** The route after the answer of a page that routes lead to, or instead of a step asked for again. */
function besideAnswer(turn: Turn, intent: IntentId, shown: Outcome): Outcome | undefined {
  const { intents, routes } = turn.knowledge;
  const page = intents.get(intent)?.faq;
  if (page !== undefined && routes.rules.some((rule) => rule.page === page)) {
    return prefixed([sayPage(turn, page, [])], shown);
  }
  return runningGuide(turn.state) && isRebind(intent) ? shown : undefined;
}

/** Stands for a terminal whose provider we do not know yet. */
const NOBODYS: Target = { guide: "pos-vendor" satisfies ProviderClass };

function pageOf(path: Exclude<Path, { kind: "guide" }>): string {
  return path.kind === "missing" ? path.first.page : path.rule.page;
}

function notedAndAsked(turn: Turn): Outcome {
  return prefixed([sayNoted(turn)], askProvider(turn, "guide"));
}

function notedAndOn(turn: Turn, target: Target): Outcome {
  const guide = runningGuide(turn.state);
  return prefixed([sayNoted(turn)], guide ? showStep(turn, guide) : enterPath(turn, target));
}
