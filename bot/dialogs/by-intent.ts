// The closed list: what each intent starts.

import type { IntentId } from "../knowledge/intent.ts";
import { ALIPAY, PAGES, RULES, VERIFY_TERMINAL, WECHATPAY } from "../knowledge/own-ids.ts";
import { bareOf, hears } from "../rules/heard-rules.ts";
import { noteNewCard, notePlatforms } from "../say/noted-names.ts";
import { option } from "../say/options.ts";
import { sayPage } from "../say/say.ts";
import { topFrame } from "../say/state.ts";
import { type Outcome, outcome, prefixed, type Turn } from "../say/turn-context.ts";
import { normalise } from "../text/normalise.ts";
import { answerKey, answerPage, lineBusy, missed, offerMeanings } from "./answers.ts";
import { askForChannel, namedByNumber } from "./channel-dialog.ts";
import {
  backToStep,
  leave,
  move,
  restart,
  resume,
  runningGuide,
  showStep,
  startGuide,
  stepDone,
  stuck,
} from "./guide-dialog.ts";
import { codeAgain, isCodeOpen } from "./label-dialog.ts";
import { steerPath } from "./path-steering.ts";
import { human, ticket } from "./person-dialog.ts";
import {
  askBank,
  askPlate,
  askProvider,
  chooseProvider,
  showChannels,
  whoseTerminal,
} from "./provider-dialog.ts";
import { scamPath } from "./scam-dialog.ts";
import { showTimeline } from "./timeline-dialog.ts";

/** Starts what an intent asks for. Every intent has an outcome; the compiler checks that none is forgotten. */
export function startIntent(turn: Turn, intent: IntentId): Outcome {
  switch (intent) {
    case "rebind_howto":
    case "rebind_howto_pos_vendor":
      return rebind(turn, () => askProvider(turn, "guide"));
    case "rebind_howto_bank_app":
      return rebind(turn, () => askBank(turn));
    case "rebind_howto_alipay":
      return rebind(turn, () => chooseProvider(turn, ALIPAY, "guide"), ALIPAY);
    case "rebind_howto_wechat":
      return rebind(turn, () => chooseProvider(turn, WECHATPAY, "guide"), WECHATPAY);
    case "verify_genuine_terminal":
      return verifyTerminal(turn);
    case "verify_official_channel":
      return askForChannel(turn);
    case "report_scam":
      return scamPath(turn);
    case "contact_official_support":
      return support(turn);
    case "talk_to_human":
      return human(turn);
    case "check_ticket":
      return ticket(turn);
    case "greeting":
      return answerKey(turn, "greeting-reply");
    case "goodbye":
      return leaveForNow(turn);
    case "acknowledge":
      return takeNote(turn);
    case "thanks":
    case "chitchat":
    case "abusive":
      return answerKey(turn, intent);
    case "illegal_request":
      return answerKey(turn, "illegal-request");
    case "sensitive_data":
      return answerPage(turn, PAGES.safetyPrecautions);
    case "out_of_scope":
      return answerKey(turn, "out-of-scope");
    case "faq_when_effective":
      return whenEffective(turn);
    case "faq_whose_terminal":
      return whoseIsIt(turn);
    case "flow_next":
    case "flow_back":
    case "flow_restart":
    case "flow_resume":
    case "flow_stuck":
      return topFrame(turn.state)?.dialog === "path" ? steerPath(turn, STEERING[intent]) : flow(turn, intent);
    default:
      return question(turn, intent);
  }
}

const STEERING = {
  flow_next: "next",
  flow_back: "back",
  flow_restart: "restart",
  flow_resume: "resume",
  flow_stuck: "stuck",
} as const;

function flow(turn: Turn, intent: keyof typeof STEERING): Outcome {
  if (intent === "flow_resume") return goOn(turn);
  return intent === "flow_stuck" ? stuckWithoutStep(turn) : steer(turn, intent);
}

/** What most of those are stuck at who are at no step of ours. */
const TROUBLES: readonly IntentId[] = ["faq_which_software", "faq_rebind_failed", "faq_phone_changed"];

function question(turn: Turn, intent: IntentId): Outcome {
  const faq = turn.knowledge.intents.get(intent)?.faq;
  return faq === undefined ? missed(turn, "not-understood") : answerPage(turn, faq);
}

/** The page asks for three digits; whoever told theirs is not asked for them again. */
function whoseIsIt(turn: Turn): Outcome {
  const { code } = turn.state;
  if (code !== undefined && isCodeOpen(turn)) return codeAgain(turn, code);
  return runningGuide(turn.state) ? question(turn, "faq_whose_terminal") : whoseTerminal(turn);
}

/** Of a known provider what is known of it, else the general answer. */
function whenEffective(turn: Turn): Outcome {
  const provider = turn.recognition?.provider ?? turn.state.provider;
  return provider === undefined ? question(turn, "faq_when_effective") : showTimeline(turn, provider);
}

/**
 * The provider named in the message wins, then the platform the intent itself names, then the one known from
 * before; otherwise ask. The bank of a new card is never the provider.
 */
function rebind(turn: Turn, ask: () => Outcome, named?: string): Outcome {
  const isPlate = turn.recognition?.entities.mentions.some(({ role }) => role === "scanned") === true;
  const provider = turn.recognition?.provider ?? (isPlate ? undefined : (named ?? turn.state.provider));
  const asked = () => (isPlate ? askPlate(turn) : (numbered(turn) ?? ask()));
  const started = provider === undefined ? asked() : chosen(turn, provider);
  const newCard = turn.recognition?.entities.newCard;
  return newCard === undefined ? started : noteNewCard(turn, newCard, started);
}

/** 「机身上写的电话是 95193，我要换卡」: nobody is named, and the number tells whom to ask about. */
function numbered(turn: Turn): Outcome | undefined {
  return turn.recognition === undefined ? undefined : namedByNumber(turn, "guide");
}

/** 「店里扫的是支付宝，机器是拉卡拉的」: both are named, and only one has the card. */
function chosen(turn: Turn, provider: string): Outcome {
  const mentions = turn.recognition?.entities.mentions ?? [];
  const isTerminals = mentions.some((one) => one.provider === provider && one.role === "terminal");
  const platforms = mentions.flatMap((one) => {
    const isPlatform = turn.knowledge.providers.get(one.provider)?.class === "payment-platform";
    const isBeside = one.provider !== provider && (one.role === "plain" || one.role === "scanned");
    return isPlatform && isBeside ? one.provider : [];
  });
  const started = chooseProvider(turn, provider, "guide");
  if (!isTerminals || platforms.length === 0) return started;
  return prefixed([notePlatforms(turn, { platforms, provider })], started);
}

function verifyTerminal(turn: Turn): Outcome {
  const provider = turn.recognition?.provider;
  const state = provider === undefined ? turn.state : { ...turn.state, provider };
  return startGuide({ ...turn, state }, VERIFY_TERMINAL);
}

function support(turn: Turn): Outcome {
  const provider = turn.recognition?.provider ?? turn.state.provider;
  return provider === undefined ? askProvider(turn, "channels") : showChannels(turn, provider);
}

/** Whoever takes leave in the middle of steps finds them again where they were. */
function leaveForNow(turn: Turn): Outcome {
  const guide = runningGuide(turn.state);
  return guide ? leave(turn, guide) : answerKey(turn, "goodbye");
}

/** Heard, and nothing asked: what waits is said again, and where nothing waits the talk may rest. */
export function takeNote(turn: Turn): Outcome {
  const { state } = turn;
  const guide = runningGuide(state);
  if (guide) return outcome({ ...state, misses: 0 }, [backToStep(turn, guide)]);
  const frame = topFrame(state);
  if (frame?.dialog === "choose-provider") return askProvider(turn, frame.purpose);
  if (frame?.dialog === "path" && hasAcknowledgement(turn)) return answerKey(turn, "acknowledge");
  const isDenied = turn.recognition?.rule === RULES.fraudDenied;
  return answerKey(turn, state.lastIntent === undefined || isDenied ? "other-question" : "goodbye");
}

/** Goes on where steps were left, yesterday or a moment ago. */
function goOn(turn: Turn): Outcome {
  const { paused, stack } = turn.state;
  const guide = runningGuide(turn.state);
  if (guide) return showStep(turn, guide);
  if (paused) return resume(turn, paused);
  const frame = stack.at(-1);
  return frame?.dialog === "choose-provider"
    ? askProvider(turn, frame.purpose)
    : answerKey(turn, "nothing-to-continue");
}

/** Steering in words that are no command. */
function steer(turn: Turn, intent: "flow_next" | "flow_back" | "flow_restart"): Outcome {
  const guide = runningGuide(turn.state);
  if (guide && intent === "flow_restart") return restart(turn, guide);
  if (guide) return intent === "flow_next" ? stepDone(turn, guide) : move(turn, guide, -1);
  if (turn.state.paused || intent === "flow_back") return goOn(turn);
  return intent === "flow_restart" || isInTheWay(turn)
    ? rebind(turn, () => askProvider(turn, "guide"))
    : done(turn);
}

/** Whether the last answer was about what comes before the steps: once that is there, they can begin. */
function isInTheWay({ knowledge: { intents, routes }, state: { lastIntent } }: Turn): boolean {
  const page = lastIntent === undefined ? undefined : intents.get(lastIntent)?.faq;
  return page !== undefined && routes.rules.some((rule) => rule.page === page);
}

/** 「弄好了」 where no steps run: after an answer it is good to hear, before any there is nothing to go on with. */
function done(turn: Turn): Outcome {
  return turn.state.lastIntent === undefined ? goOn(turn) : takeNote(turn);
}

/** Content from before has no word for it and took leave instead. */
function hasAcknowledgement({ knowledge }: Turn): boolean {
  return knowledge.replies.has("acknowledge");
}

/** Outside of steps: a menu not found and a change refused have their pages; of any other trouble it is asked which. */
function stuckWithoutStep(turn: Turn): Outcome {
  const guide = runningGuide(turn.state);
  if (guide) return stuck(turn, guide);
  const text = normalise(turn.text);
  const { rules } = turn.knowledge;
  if (hears(rules, RULES.noAnswer, text) && turn.knowledge.replies.has("line-busy")) return lineBusy(turn);
  if (hears(rules, RULES.noSkill, bareOf(text))) return rebind(turn, () => askProvider(turn, "guide"));
  if (hears(rules, RULES.menuMissing, text)) return answerPage(turn, PAGES.whichSoftware);
  if (hears(rules, RULES.refused, text)) return answerPage(turn, PAGES.rebindFailed);
  if (topFrame(turn.state)?.dialog === "choose-provider") return whoseTerminal(turn);
  return offerMeanings(turn, TROUBLES, "stuck-at-what");
}

/** Shows an article or FAQ chosen by its id. */
export function showPage(turn: Turn, page: string): Outcome {
  return outcome(turn.state, [sayPage(turn, page, [option(turn.knowledge, "human")])]);
}
