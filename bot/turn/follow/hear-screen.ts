// 「点进去它说请联系服务商」, 「提交按钮是灰的」: what the screen says. It is answered, and no step is taken as done by it.
import { answerKey } from "../../dialogs/answers.ts";
import { answerWithin, runningGuide, stepOptions } from "../../dialogs/guide-dialog.ts";
import { placeInGuide } from "../../dialogs/solver/walk.ts";
import { RULES } from "../../knowledge/own-ids.ts";
import { firstHeard, hears } from "../../rules/heard-rules.ts";
import { intentOption, option } from "../../say/options.ts";
import { knownChannels, say, sayStep } from "../../say/say.ts";
import { type DialogState, type GuideFrame, isOfProvider } from "../../say/state.ts";
import { type Outcome, outcome, type Turn } from "../../say/turn-context.ts";
import { normalise } from "../../text/normalise.ts";
import { SURE_FROM } from "../../understanding/matcher/confidence.ts";
import type { Recognition } from "../../understanding/recognise.ts";
import { findScam } from "../../understanding/safety/find-scam.ts";

const SCREEN = "screen";
/** Says something of which no rule tells what: the help of the step is all there is. */
const ANYTHING = "screen/told";
/** What is asked beside the screen, and is none of what is asked about screens. */
const ELSE =
  /^(?:report_scam|illegal_request|talk_to_human|faq_(?!rebind_failed$|which_software$|wrong_account_number$).*)$/;

/** The answer to what is on the screen; what an answer of ours has a part of its own for is answered by that. */
export function heardScreen(turn: Turn, recognition: Recognition): Outcome | undefined {
  const { rules, replies } = turn.knowledge;
  const text = recognition.read ?? normalise(turn.text);
  const heard = firstHeard(rules, SCREEN, text);
  const isSure = recognition.zone === "answer";
  const isOurs = isSure ? recognition.intent !== "out_of_scope" : false;
  const isAtWork = turn.state.stack.length > 0 || turn.state.lastIntent !== undefined || isOurs;
  const asksElse = recognition.part !== undefined || ELSE.test(recognition.intent);
  const isElse = isSure && asksElse && recognition.confidence >= SURE_FROM;
  if (!heard || isElse || !isAtWork || !replies.has("screen-told")) return undefined;
  const next: Turn = { ...turn, rule: heard.id, state: { ...turn.state, misses: 0 } };
  if (heard.id !== ANYTHING) return answerScreen(next, heard.id.slice(SCREEN.length + 1));
  const guide = runningGuide(turn.state);
  return guide && !(isSure && recognition.intent.startsWith("faq_")) ? helpAtStep(next, guide) : undefined;
}

/** Whether it is safe, answered before anything that is told with it: 「客服说要刷脸，安全不安全」. */
export function askedOfPhoto(turn: Turn, { read }: Recognition): Outcome | undefined {
  return asksOfPhoto(turn, read ?? normalise(turn.text))
    ? answerKey({ ...turn, rule: RULES.photoSafe }, "screen-wants-photo")
    : undefined;
}

/** 「app 要我拍身份证 安全吗」 in the steps of a known company, where nobody but its own app wants it. */
export function asksOfPhoto({ state, knowledge: { rules, replies } }: Turn, text: string): boolean {
  const guide = runningGuide(state);
  if (!guide || !isOfProvider(guide) || !replies.has("screen-wants-photo")) return false;
  const asks = hears(rules, RULES.photoSafe, text) || hears(rules, RULES.photoSafeOfLine, text);
  return asks && findScam(rules, text) === undefined;
}

function answerScreen(turn: Turn, kind: string): Outcome {
  const key = `screen-${kind}`;
  const said = turn.state.toldOf === key ? "screen-again" : key;
  const state: DialogState = { ...turn.state, toldOf: key, lastIntent: "faq_rebind_failed" };
  const { recognition: _, ...spoken } = { ...turn, state };
  const { knowledge } = turn;
  const related = intentOption(knowledge, "faq_rebind_failed");
  const ways = [...(related ? [related] : []), option(knowledge, "rebind"), option(knowledge, "human")];
  const channels = knownChannels(turn);
  return outcome(
    state,
    answerWithin({ ...turn, state }, ways, (options) => say(spoken, said, { channels, options })),
  );
}

/** What to try at this step, and to whom to read out what the screen says. */
function helpAtStep(turn: Turn, frame: GuideFrame): Outcome | undefined {
  const { knowledge, state } = turn;
  const place = placeInGuide(knowledge, frame, state.situation);
  if (place.step.stuck === undefined) return undefined;
  const options = [option(knowledge, "repeat"), ...stepOptions(turn, frame)];
  const { recognition: _, ...spoken } = turn;
  return outcome(state, [
    sayStep(spoken, place, "stuck", []),
    say(spoken, "screen-told", { channels: knownChannels(turn), options }),
  ]);
}
